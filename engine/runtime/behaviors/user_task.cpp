// user_task (BPMN 2.0.2, 10.3.4.1): waits for a person. Who may act is duty's affair, asked at every entrance; an assignee in the model
// is asked there as well, so a task is never given to somebody who may not do it.
#include "engine/base/excerpt.h"
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

namespace {

Result<std::int64_t> due_ms(const Execution& ex, const graph::Node& node, InstanceId scope) {
  const Value value = ex.evaluate(node.user_task->due_date, scope);
  if (value.is_null()) return std::int64_t{0};
  const auto due = steps::instant_from(ex, value, false);
  if (!due) return invalid("runtime.bad-due-date", {{"element", node.id}, {"found", excerpt(feel::to_text(value))}});
  return due->ms;
}

}  // namespace

Result<void> user_task(Execution& ex, const Place& place) {
  const graph::Node& node = ex.node(place);
  const InstanceId id = TRY(steps::open(ex, place));
  if (ex.ended() || ex.here().find(id) == nullptr) return {};
  const duty::DutyIndex duty = ex.binding(place).duty;
  journal::TaskCreated created;
  created.instance = id;
  created.task = TRY(ex.next_task());
  created.duty = duty == duty::kNoDuty ? 0 : duty + 1u;
  created.due_ms = TRY(due_ms(ex, node, id));
  created.assignee = steps::modelled_assignee(ex, ex.evaluate(node.user_task->assignee, id), duty, id, node.ordinal);
  ex.emit(created);
  return {};
}

}  // namespace chancery::runtime::behaviors
