#include "engine/runtime/steps/decisions.h"

namespace chancery::runtime::steps {

Result<Decided> decide_decision(const Execution& ex, const dmn::DecisionModel& model, std::string_view decision,
                                InstanceId scope, const feel::Scope* extra) {
  const dmn::Decision* found = model.find(decision);
  CHANCERY_ASSERT(found != nullptr);  // package refused it otherwise
  feel::EvaluationContext context(*ex.world().zones, ex.at());
  dmn::Evaluation evaluation = model.evaluate(*found, ex.scope_of(scope, extra), context);
  // Inputs may be absent and make null of an expression; what a table itself cannot answer is a fault.
  for (const Diagnostic& d : context.diagnostics())
    if (d.code.starts_with("dmn."))
      return invalid("runtime.decision-failed", {{"decision", std::string(decision)}, {"reason", d.code}});
  Decided out;
  out.value = std::move(evaluation.value);
  for (const std::size_t rule : evaluation.traces.back().matched_rules)
    out.rules.push_back(static_cast<std::uint32_t>(rule));
  return out;
}

}  // namespace chancery::runtime::steps
