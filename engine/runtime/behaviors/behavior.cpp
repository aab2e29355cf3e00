#include "engine/runtime/behaviors/behavior.h"

#include <array>

namespace chancery::runtime {

#define CHANCERY_ROW_Supported(stem) \
  Behavior { behaviors::stem }
#define CHANCERY_ROW_Unsupported(stem) \
  Behavior { nullptr }

// An unsupported kind is refused when a package is compiled; its row stays empty and its function is never defined.
static constexpr std::array<Behavior, bpmn::kElementKindCount> kBehaviors = {
#define CHANCERY_ELEMENT(name, stem, tag, category, support) CHANCERY_ROW_##support(stem),
#include "engine/bpmn/elements.def"
};

Result<void> enter_behavior(Execution& ex, const Place& place) {
  const Behavior& behavior = kBehaviors[static_cast<std::size_t>(ex.node(place).kind)];
  CHANCERY_ASSERT(behavior.enter != nullptr);
  return behavior.enter(ex, place);
}

}  // namespace chancery::runtime
