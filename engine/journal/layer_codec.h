// Snapshot bytes of a Layer: the number of visible records, then each key and record in key order. Read back into an
// empty one. Key and record are field types of fields.h. Called by the slices of state; indexes that can be rebuilt are
// not written.
#pragma once

#include "engine/base/layer.h"
#include "engine/journal/fields.h"

namespace chancery::journal {

template <class Key, class Record>
void write_layer(ByteWriter& out, const Layer<Key, Record>& layer) {
  std::uint64_t count = 0;
  layer.for_each([&](const Key&, const Record&) {
    ++count;
    return true;
  });
  out.varint(count);
  layer.for_each([&](const Key& key, const Record& record) {
    write_value(out, key);
    write_value(out, record);
    return true;
  });
}

// Errors: journal.bad-field, base.bad-bytes; keys out of order are refused (journal.bad-field).
template <class Key, class Record>
Result<void> read_layer(ByteReader& in, Layer<Key, Record>& layer) {
  const std::uint64_t count = TRY(in.varint());
  std::optional<Key> last;
  for (std::uint64_t i = 0; i < count; ++i) {
    Key key{};
    TRY_VOID(read_value(in, key));
    if (last && !(*last < key)) return corrupt("journal.bad-field", {{"field", "key"}});
    TRY_VOID(read_value(in, layer.edit(key)));
    last = std::move(key);
  }
  return {};
}

}  // namespace chancery::journal
