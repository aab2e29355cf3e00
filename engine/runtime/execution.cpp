#include "engine/runtime/execution.h"

#include <algorithm>

#include "engine/runtime/behaviors/behavior.h"
#include "engine/runtime/steps/compensation.h"
#include "engine/runtime/steps/conditions.h"
#include "engine/runtime/steps/joins.h"
#include "engine/runtime/steps/multi_instance.h"
#include "engine/runtime/steps/scopes.h"
#include "engine/runtime/steps/variables.h"

namespace chancery::runtime {

Execution::Execution(State& scratch, const World& world, const Program& program, journal::Record& record)
    : state_(scratch),
      world_(world),
      program_(program),
      record_(record),
      envelope_{record.number, record.at, record.case_id} {}

const CaseState& Execution::here() const {
  const CaseState* found = state_.cases.find(record_.case_id);
  CHANCERY_ASSERT(found != nullptr);
  return *found;
}

const Instance& Execution::instance(InstanceId id) const {
  const Instance* found = here().find(id);
  CHANCERY_ASSERT(found != nullptr);
  return *found;
}

Place Execution::place_of(const Instance& i) const {
  Place place;
  place.process = i.process;
  place.node = process(i.process).node_of(i.ordinal);
  place.scope = i.scope;
  place.instance = i.id;
  place.resumes = i.resumes;
  return place;
}

CaseScope Execution::scope_of(InstanceId at_instance, const feel::Scope* extra) const {
  return CaseScope(program_, state_, record_.case_id, here(), at_instance, record_.at, *world_.zones, extra);
}

Value Execution::evaluate(const feel::Expression& expression, InstanceId scope, const feel::Scope* extra) const {
  if (!expression) return {};
  feel::EvaluationContext context(*world_.zones, record_.at);
  Value value = expression.evaluate(scope_of(scope, extra), context);
  note(expression.is_strict(), context);
  return value;
}

Value Execution::evaluate(const graph::Input& input, InstanceId scope, const feel::Scope* extra) const {
  if (!input.present()) return {};
  feel::EvaluationContext context(*world_.zones, record_.at);
  Value value = input.evaluate(scope_of(scope, extra), context);
  note(input.is_strict(), context);
  return value;
}

void Execution::note(bool strict, const feel::EvaluationContext& context) const {
  if (!strict || !context.failed() || fault_) return;
  const Diagnostic& first = context.diagnostics().front();
  std::string reason = first.code;
  for (const MessageParameter& p : first.parameters) reason += " " + p.value;
  fault_ = invalid("runtime.expression-failed", {{"reason", std::move(reason)}});
}

bool Execution::holds(const feel::Expression& expression, InstanceId scope) const {
  feel::EvaluationContext context(*world_.zones, record_.at);
  return expression.evaluate(scope_of(scope), context).is_true();
}

Result<bool> Execution::test(const feel::Expression& expression, InstanceId scope, std::string_view element,
                             const feel::Scope* extra) const {
  const Value value = evaluate(expression, scope, extra);
  if (!value.is_bool()) return invalid("runtime.condition-not-boolean", {{"element", std::string(element)}});
  return value.as_bool();
}

void Execution::emit(journal::Event event) {
  if (const auto* set = std::get_if<journal::VariableSet>(&event); set != nullptr && program_.has_conditions)
    changes_.push_back(
        {record_.events.size(), steps::find_variable(program_, instance(set->scope), set->name) == nullptr});
  apply(state_, *world_.programs, envelope_, event);
  record_.events.push_back(std::move(event));
}

Result<TaskId> Execution::next_task() {
  if (++tasks_ > kTasksPerCommandMax)
    return too_large("runtime.too-many-tasks", {{"limit", std::to_string(kTasksPerCommandMax)}});
  return TaskId{(record_.number.value << 10) | tasks_};
}

void Execution::follow_up(journal::CommandBody body) { follow_ups_.push_back(std::move(body)); }

void Execution::check_scope(InstanceId scope) {
  Place place;
  place.scope = scope;
  agenda_.push_back({Step::kCheckScope, place});
}

void Execution::resume(InstanceId compensating) {
  Place place;
  place.scope = compensating;
  agenda_.push_back({Step::kResume, place});
}

bool Execution::is_on_its_way(InstanceId scope) const {
  return std::any_of(agenda_.begin(), agenda_.end(),
                     [scope](const Item& item) { return item.step == Step::kEnter && item.place.scope == scope; });
}

bool Execution::resumes_on_its_way(InstanceId compensating) const {
  return std::any_of(agenda_.begin(), agenda_.end(), [compensating](const Item& item) {
    return item.step == Step::kEnter && item.place.resumes == compensating;
  });
}

void Execution::drop_on_their_way(InstanceId scope) {
  std::erase_if(agenda_, [scope](const Item& item) { return item.step == Step::kEnter && item.place.scope == scope; });
  ++cleared_[scope];
}

void Execution::drop_entering(InstanceId scope) {
  std::erase_if(agenda_, [scope](const Item& item) {
    return item.step == Step::kEnter && item.place.scope == scope && !item.place.resumes;
  });
}

void Execution::drop_handlers_on_their_way(InstanceId compensating) {
  std::erase_if(agenda_, [compensating](const Item& item) {
    return item.step == Step::kEnter && item.place.resumes == compensating;
  });
}

std::uint32_t Execution::times_cleared(InstanceId scope) const {
  const auto it = cleared_.find(scope);
  return it == cleared_.end() ? 0 : it->second;
}

Result<void> Execution::do_step(const Item& item) {
  if (item.step == Step::kCheckScope) return steps::complete_scope_if_done(*this, item.place.scope);
  if (item.step == Step::kResume) return steps::continue_compensation(*this, item.place.scope);
  if (++steps_ > kStepsPerCommandMax)
    return too_large("runtime.too-many-steps",
                     {{"element", node(item.place).id}, {"limit", std::to_string(kStepsPerCommandMax)}});
  TRY_VOID(steps::enter_node(*this, item.place));
  return check_instances();
}

Result<void> Execution::look_at_conditions() {
  while (!changes_.empty() && !ended_) {
    const std::vector<Change> changes = std::exchange(changes_, {});
    TRY_VOID(steps::look_at_conditions(*this, changes));
  }
  return {};
}

Result<void> Execution::settle() {
  TRY_VOID(run_agenda());
  if (fault_) return *fault_;
  return {};
}

Result<void> Execution::run_agenda() {
  do {
    TRY_VOID(look_at_conditions());
    while (!agenda_.empty() && !ended_) {
      const Item item = agenda_.front();
      agenda_.pop_front();
      if (here().find(item.place.scope) == nullptr) continue;  // the scope has been left meanwhile
      TRY_VOID(do_step(item));
      if (fault_) return *fault_;
      TRY_VOID(look_at_conditions());
    }
    if (ended_) return {};
    TRY_VOID(steps::try_joins(*this));
  } while (!agenda_.empty());
  return check_instances();
}

// After every step: one adds kMultiInstanceMax at most.
Result<void> Execution::check_instances() const {
  if (ended_ || here().instances.size() <= kInstancesPerCaseMax) return {};
  return too_large("runtime.too-many-instances", {{"limit", std::to_string(kInstancesPerCaseMax)}});
}

}  // namespace chancery::runtime
