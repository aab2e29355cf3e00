#include "engine/runtime/scope.h"

#include "engine/directory/contexts.h"

namespace chancery::runtime {

const Value* CaseScope::lookup(feel::Symbol symbol) const {
  if (extra_ != nullptr)
    if (const Value* found = extra_->lookup(symbol)) return found;
  // The unit may help to make the id of an object; objects may not.
  if (!plain_ || symbol == program_.known.unit)
    if (const Value* found = special(symbol)) return found;
  return variable(symbol);
}

const Value* CaseScope::keep(feel::Symbol symbol, Value value) const { return &(kept_[symbol] = std::move(value)); }

const Value* CaseScope::special(feel::Symbol symbol) const {
  const WellKnown& known = program_.known;
  if (symbol > known.last_special && program_.object_symbols.count(symbol) == 0) return nullptr;
  if (const auto it = kept_.find(symbol); it != kept_.end()) return &it->second;
  if (symbol == known.case_) return keep(symbol, case_value());
  if (symbol == known.unit) return keep(symbol, directory::unit_value(state_.directory, case_.unit, at_));
  if (symbol == known.catalogue) return &program_.catalogue;
  if (symbol >= known.first_loop && symbol <= known.last_loop) return loop_counter(symbol);
  for (const ObjectDeclaration& object : objects())
    if (object.symbol == symbol) return keep(symbol, entity_value(object));
  return nullptr;
}

const Value* CaseScope::variable(feel::Symbol symbol) const {
  for (InstanceId at = instance_; at;) {
    const Instance* i = case_.find(at);
    if (i == nullptr) return nullptr;
    for (const Variable& v : i->variables)
      if (v.symbol == symbol) return &v.value;
    if (i->ordinal == 0) return nullptr;  // a process: the caller's variables are not seen
    at = i->scope;
  }
  return nullptr;
}

// nrOfInstances, nrOfActiveInstances, nrOfCompletedInstances of the nearest body, loopCounter of the nearest loop instance.
const Value* CaseScope::loop_counter(feel::Symbol symbol) const {
  const WellKnown& known = program_.known;
  for (const Instance* i = case_.find(instance_); i != nullptr; i = case_.find(i->scope)) {
    if (symbol == known.loop_counter && i->loop > 0) return keep(symbol, Value::number(i->loop - 1));
    if (symbol != known.loop_counter && i->body) {
      const Loop& body = *i->body;
      const std::uint32_t value = symbol == known.nr_of_instances   ? body.planned
                                  : symbol == known.nr_of_completed ? body.completed
                                                                    : body.started - body.completed;
      return keep(symbol, Value::number(value));
    }
    if (i->ordinal == 0) return nullptr;
  }
  return nullptr;
}

const Instance* CaseScope::process_instance() const {
  for (const Instance* i = case_.find(instance_); i != nullptr; i = case_.find(i->scope))
    if (i->ordinal == 0) return i;
  return nullptr;
}

InstanceId CaseScope::activation() const {
  const Instance* found = process_instance();
  return found != nullptr ? found->id : InstanceId{};
}

const std::vector<ObjectDeclaration>& CaseScope::objects() const {
  static const std::vector<ObjectDeclaration> kNothing;
  const Instance* process = process_instance();
  return process == nullptr ? kNothing : program_.objects[process->process];
}

std::string CaseScope::object_id(const ObjectDeclaration& object) const {
  feel::EvaluationContext context(zones_, at_);
  plain_ = true;
  const Value id = object.id.evaluate(*this, context);
  plain_ = false;
  if (id.is_text()) return std::string(id.as_text());
  if (id.is_number()) return id.as_number().text();
  return {};
}

Value CaseScope::entity_value(const ObjectDeclaration& object) const {
  const std::string id = object_id(object);
  if (id.empty()) return {};
  return state_.registers.entity_value(object.kind, id);
}

Value CaseScope::case_value() const {
  static const ContextKeys kKeys = {"id",         "number", "workflow", "starter",     "applicant",
                                    "started_at", "root",   "process",  "business_key"};
  const auto person = [](PersonId id) { return id ? Value::number(static_cast<std::int64_t>(id.value)) : Value(); };
  const Value number = Value::number(static_cast<std::int64_t>(id_.value));
  const WorkflowInfo* workflow = program_.workflow(case_.workflow);
  const Instance* process = process_instance();
  return Value::context(
      Context(kKeys, {number, number, workflow == nullptr ? Value() : Value::text(workflow->id), person(case_.starter),
                      person(case_.applicant), Value::date_time(zones_.local_date_time(case_.started_at)),
                      Value(process != nullptr && !process->scope),
                      process == nullptr ? Value() : Value::text(program_.processes[process->process]->id),
                      Value::text(case_.business_key ? *case_.business_key : std::string())}));
}

}  // namespace chancery::runtime
