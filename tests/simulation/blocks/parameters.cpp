// Input and output parameters of activities. What an activity has of its own is never a variable that conditions wait for: the driver
// could not set that one from outside.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

void add_parameters(Writer& w, const Around& around, Tag& activity) {
  if (activity.name == "sendTask" || !w.dice.chance(20)) return;
  const bool has_own = w.dice.chance(70);
  if (has_own) {
    activity.parameter("camunda:inputParameter", "own1", w.value());
    activity.parameter("camunda:inputParameter", "own2", "=modulo(own1 + 1, 4)");
  }
  if (!has_own || w.dice.chance(60))
    activity.parameter("camunda:outputParameter", w.result(around), has_own ? "=own2" : "=" + w.value());
}

}  // namespace chancery::simulation
