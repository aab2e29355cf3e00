#include "engine/dmn/boxes/boxes.h"
#include "engine/dmn/functions.h"

namespace chancery::dmn {
namespace {

Value evaluate_form(const LiteralBox& box, const feel::Scope& scope, Run& run) {
  for (const Diagnostic& fault : box.faults) run.context().report(fault.code, fault.parameters);
  return box.expression.evaluate(scope, run.context());
}

Value evaluate_form(const FunctionBox& box, const feel::Scope& scope, Run& run) {
  return boxed_function(run, box.function, scope);
}

}  // namespace

Value Run::evaluate(BoxIndex box, const feel::Scope& scope) {
  if (box == kNoBox || !context_.enter()) return {};
  const Box& b = compiled_->boxes[box];
  const Value value = std::visit([&](const auto& form) { return evaluate_form(form, scope, *this); }, b.form);
  context_.leave();
  return coerce(value, b.type, b.label);
}

}  // namespace chancery::dmn
