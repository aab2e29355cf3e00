// Conditional (10.2.1.9): true takes one part, false and null the other; anything else is an error.
#include "engine/dmn/boxes/boxes.h"

namespace chancery::dmn {

Value evaluate_form(const ConditionalBox& box, const feel::Scope& scope, Run& run) {
  const Value condition = run.evaluate(box.condition, scope);
  if (condition.is_bool() || condition.is_null())
    return run.evaluate(condition.is_true() ? box.then : box.otherwise, scope);
  run.context().report("dmn.no-condition", {{"found", std::string(kind_name(condition.kind()))}});
  return {};
}

}  // namespace chancery::dmn
