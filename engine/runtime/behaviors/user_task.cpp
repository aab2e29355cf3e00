// user_task (BPMN 2.0.2, 10.3.4.1): waits for a person. Who may act is duty's affair, asked at every entrance; an assignee in the model
// is asked there as well, so a task is never given to somebody who may not do it.
#include "engine/base/excerpt.h"
#include "engine/base/name_list.h"
#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::behaviors {

namespace {

Result<std::int64_t> instant_ms(const Execution& ex, const graph::Node& node, const graph::Input& input,
                                InstanceId scope) {
  const Value value = ex.evaluate(input, scope);
  if (value.is_null()) return std::int64_t{0};
  const auto at = steps::instant_from(ex, value, false);
  if (!at) return invalid("runtime.bad-due-date", {{"element", node.id}, {"found", excerpt(feel::to_text(value))}});
  return at->ms;
}

// "a, b" is two names; a list is taken as it is.
void add_names(const Value& value, List& out) {
  if (value.is_list()) {
    for (const Value& item : value.as_list()) add_names(item, out);
    return;
  }
  if (value.is_personal()) out.push_back(value);
  if (!value.is_text()) return;
  for (const std::string_view name : split_names(value.as_text())) out.push_back(Value::text(name));
}

Value names_of(const Execution& ex, const std::vector<graph::Input>& inputs, InstanceId scope) {
  List out;
  for (const graph::Input& input : inputs) add_names(ex.evaluate(input, scope), out);
  return out.empty() ? Value() : Value::list(std::move(out));
}

Result<Value> priority_of(const Execution& ex, const graph::Node& node, InstanceId scope) {
  Value value = ex.evaluate(node.user_task->priority, scope);
  if (value.is_text())
    if (const auto number = Decimal::parse(value.as_text())) value = Value::number(*number);
  if (value.is_null() || (value.is_number() && value.as_number().to_int64())) return value;
  return invalid("runtime.bad-priority", {{"element", node.id}, {"found", excerpt(feel::to_text(value))}});
}

// A name or description with expressions in it, as it reads now.
Value text_of(const Execution& ex, const graph::Input& input, InstanceId scope) {
  Value value = ex.evaluate(input, scope);
  if (value.is_null() || value.is_text() || value.is_personal()) return value;
  return Value::text(feel::to_text(value));
}

// What the model says about the task beyond its duty. It is shown; it gives nobody a right and takes none away.
Result<Value> wishes_of(const Execution& ex, const graph::Node& node, const Value& assignee, InstanceId scope) {
  const graph::UserTaskSpec& spec = *node.user_task;
  Context out;
  const auto say = [&out](const char* name, Value value) {
    if (!value.is_null()) out.set(name, std::move(value));
  };
  if (assignee.is_text() || assignee.is_personal()) say("assignee", assignee);
  say("candidate_users", names_of(ex, spec.candidate_users, scope));
  say("candidate_groups", names_of(ex, spec.candidate_groups, scope));
  const std::int64_t follow_up = TRY(instant_ms(ex, node, spec.follow_up_date, scope));
  if (follow_up != 0) say("follow_up", Value::number(follow_up));
  say("priority", TRY(priority_of(ex, node, scope)));
  say("name", text_of(ex, spec.title, scope));
  say("description", text_of(ex, spec.described, scope));
  return out.size() == 0 ? Value() : Value::context(std::move(out));
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
  created.due_ms = TRY(instant_ms(ex, node, node.user_task->due_date, id));
  const Value assignee = ex.evaluate(node.user_task->assignee, id);
  created.assignee = steps::modelled_assignee(ex, assignee, duty, id, node.ordinal);
  created.wishes = TRY(wishes_of(ex, node, assignee, id));
  ex.emit(created);
  return {};
}

}  // namespace chancery::runtime::behaviors
