// What may be done from outside to a bare process: a process of no declared workflow has no duties to keep, and nobody but the
// conformance runners and `chancery run` starts one. A case of a workflow changes by its own elements alone.
#include "engine/runtime/commands/context.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/starts.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime::commands {

namespace {

Result<Found> find_bare(const CommandContext& c, CaseId id) {
  const Found found = TRY(find_case(c, id));
  if (found.state->workflow != 0) return refused("runtime.not-bare", {{"case", std::to_string(id.value)}});
  return found;
}

// Whether the condition of a start event holds for variables that no case has yet.
bool holds(const CommandContext& c, const Program& program, const graph::EventSpec& event, const Value& variables) {
  feel::LocalScope scope;
  bool named = event.variable_name.empty();
  if (variables.is_context())
    for (const auto& entry : variables.as_context()) {
      named = named || entry.name == event.variable_name;
      if (const auto symbol = program.symbols.find(entry.name)) scope.set(*symbol, entry.value);
    }
  feel::EvaluationContext context(*c.world.zones, c.at());
  return named && event.condition.evaluate(scope, context).is_true();
}

}  // namespace

Result<void> run(CommandContext& c, const journal::SetVariables& body) {
  const Found found = TRY(find_bare(c, body.case_id));
  const InstanceId root = found.state->instances.front().id;
  const InstanceId at = body.instance ? body.instance : root;
  if (found.state->find(at) == nullptr)
    return not_found("runtime.no-instance", {{"case", std::to_string(body.case_id.value)}});
  c.out.record.case_id = body.case_id;
  Execution ex(c.scratch, c.world, *found.program, c.out.record);
  if (body.where == journal::SetVariables::Where::kWhereVisible) {
    TRY_VOID(steps::assign_all(ex, at, body.variables));
  } else if (body.variables.is_context()) {
    for (const auto& entry : body.variables.as_context())
      TRY_VOID(steps::set_variable(ex, at, entry.name, entry.value));
  }
  return settle(c, ex);
}

Result<void> run(CommandContext& c, const journal::TerminateCase& body) {
  const Found found = TRY(find_bare(c, body.case_id));
  c.out.record.case_id = body.case_id;
  Execution ex(c.scratch, c.world, *found.program, c.out.record);
  steps::terminate(ex, found.state->instances.front().id);
  ex.emit(journal::CaseEnded{"terminated"});
  ex.mark_ended();
  return settle(c, ex);
}

Result<void> run(CommandContext& c, const journal::EvaluateConditions& body) {
  const Program* program = c.world.programs->latest();
  if (program == nullptr) return conflict("runtime.nothing-deployed");
  const UnitId root = c.scratch.directory.last_numbers().root;
  for (const EventStart& start : program->event_starts) {
    const graph::EventSpec& event = steps::event_of(*program, start);
    if (program->bindings[start.process][start.node].in_workflow) continue;
    if (event.kind != graph::EventKind::kConditional || !holds(c, *program, event, body.variables)) continue;
    for (const UnitId unit : steps::units_of(c.scratch.directory, event, root))
      c.out.follow_ups.emplace_back(journal::StartByMessage{start.process, event.ordinal, unit, "", body.variables});
  }
  return {};
}

}  // namespace chancery::runtime::commands
