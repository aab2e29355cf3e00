// Behavior: what differs between BPMN elements. Entering joins, opening instances, boundary events and leaving are shared (steps/);
// a behavior is only its difference. One file per row of elements.def, named as its stem.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime {

// What a waiting element waited for.
struct Trigger {
  Value payload;
};

struct Behavior {
  // A token is at the node (joins have let it pass; place.instance is set inside a multi-instance body).
  Result<void> (*enter)(Execution& ex, const Place& place);
};

namespace behaviors {
#define CHANCERY_ELEMENT(name, stem, tag, category, support) Result<void> stem(Execution& ex, const Place& place);
#include "engine/bpmn/elements.def"
}  // namespace behaviors

// The row of an element kind. Kinds that the compiler refuses have none and are never asked for.
Result<void> enter_behavior(Execution& ex, const Place& place);

}  // namespace chancery::runtime
