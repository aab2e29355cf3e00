#include "engine/runtime/steps/duties.h"

namespace chancery::runtime::steps {

TaskFacts::TaskFacts(const Program& program, const State& state, const ZoneTable& zones, CaseId id, const CaseState& c,
                     InstanceId at_instance, Instant at, const feel::Scope* extra)
    : scope_(program, state, id, c, at_instance, at, zones, extra) {
  facts_.acts = &state.acts;
  facts_.root = id;
  facts_.activation = scope_.activation();
  for (const ObjectDeclaration& object : scope_.objects()) {
    std::string object_id = scope_.object_id(object);
    if (!object_id.empty()) facts_.objects.push_back({object.kind, std::move(object_id)});
  }
  facts_.directory = &state.directory;
  facts_.unit = c.unit;
  facts_.at = at;
  facts_.zones = &zones;
  facts_.scope = &scope_;
}

void lift_claim(Execution& ex, const Instance& i) {
  const TaskFacts facts(ex.program(), ex.state(), *ex.world().zones, ex.case_id(), ex.here(), i.id, ex.at());
  const PersonId person = i.task->assignee;
  if (auto released = ex.program().duty->release_of(person, i.id, facts.facts())) ex.emit(std::move(*released));
}

void record_acts(Execution& ex, const duty::Question& question, const duty::Standing& standing,
                 const duty::CaseFacts& facts) {
  for (duty::ActRecorded& act : ex.program().duty->acts_of(question, standing, facts)) ex.emit(std::move(act));
}

PersonId modelled_assignee(const Execution& ex, const Value& value, duty::DutyIndex duty, InstanceId instance,
                           std::uint32_t element) {
  PersonId person;
  if (value.is_number())
    person = PersonId{static_cast<std::uint64_t>(value.as_number().to_int64().value_or(0))};
  else if (value.is_text())
    person = ex.state().directory.resolve_person(value.as_text());
  if (!person || ex.state().directory.person(person) == nullptr || duty == duty::kNoDuty) return {};
  const TaskFacts facts(ex.program(), ex.state(), *ex.world().zones, ex.case_id(), ex.here(), instance, ex.at());
  duty::Question question;
  question.entrance = duty::Entrance::kOffer;
  question.actor = person;
  question.duty = duty;
  question.element = element;
  question.instance = instance;
  return ex.program().duty->check(question, facts.facts()).allowed() ? person : PersonId{};
}

}  // namespace chancery::runtime::steps
