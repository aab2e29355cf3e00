// notify.send: a notice for the holders of a duty or post, or for a person; written with the events, delivered outside the writer.
#include "engine/runtime/topics/topics.h"

namespace chancery::runtime::topics {

Result<Value> notify_send(Execution& ex, const Place& place, const Value& inputs) {
  ex.emit(journal::NoticeQueued{ex.node(place).ordinal, inputs});
  return Value();
}

}  // namespace chancery::runtime::topics
