#include "engine/service/queries/past_refusal.h"

#include <algorithm>

#include "engine/duty/acts.h"
#include "engine/service/queries/refusals.h"

namespace chancery::service::queries {

namespace {

struct FormCheck {
  const forms::Check* check = nullptr;
  const Run* task = nullptr;
};

// A check of a form is recorded by its id alone: it belongs to a task that was open at the time.
FormCheck find_check(const Story& story, Instant at, std::string_view id) {
  for (const auto& [instance, run] : story.runs) {
    if (!run.id || !run.task || run.began > at || (run.end != RunEnd::kNone && run.ended_at < at)) continue;
    const graph::NodeIndex node = story.process_of(run).node_of(run.ordinal);
    const forms::FormSchema* form = story.program->bindings[run.process][node].form;
    if (form == nullptr) continue;
    for (const forms::Check& check : form->checks)
      if (check.id == id) return {&check, &run};
  }
  return {};
}

Value check_value(const runtime::Program& program, std::string_view id, const forms::Check* check) {
  List basis;
  if (check != nullptr && check->basis.is_list())
    for (const Value& one : check->basis.as_list())
      basis.push_back(basis_value(program, one.get_text("source"), one.get_text("article")));
  Context out;
  out.set("constraint", Value::text(id));
  out.set("strength", Value::text(check == nullptr || check->hard ? "hard" : "firm"));
  out.set("message", check == nullptr ? Value::text(id) : pair(check->message));
  out.set("basis", Value::list(std::move(basis)));
  out.set("evidence", Value::list({}));
  out.set("remedy", check == nullptr || check->remedy.zh.empty() ? Value() : pair(check->remedy));
  out.set("could_act", Value::list({}));
  return Value::context(std::move(out));
}

Result<journal::Record> record_of(const Impl& impl, const Story& story, EventNumber number) {
  for (const journal::Record& record : story.records)
    if (record.number == number) return record;
  const Bytes bytes = TRY(impl.ports.events->read_one(number));
  return journal::decode_record(bytes);
}

// The act of the refused person for one of the constraint's duties; a record may hold the acts of several.
const journal::ActRecorded* act_in(const journal::Record& record, PersonId refused, const duty::DutyRules& rules,
                                   const duty::Constraint* constraint) {
  for (const journal::Event& event : record.events) {
    const auto* act = std::get_if<journal::ActRecorded>(&event);
    if (act == nullptr || (act->person != refused && act->on_behalf_of != refused)) continue;
    if (constraint == nullptr) return act;
    const auto& duties = constraint->duties;
    if (std::find(duties.begin(), duties.end(), rules.find_duty(act->duty)) != duties.end()) return act;
  }
  return nullptr;
}

Result<duty::Refusal> rule_refusal(const Impl& impl, const Story& story, const journal::RefusalRecorded& event,
                                   const duty::Constraint* constraint) {
  duty::Refusal out;
  out.code = event.constraint;
  out.person = event.refused;
  out.duty = event.duty;
  if (constraint != nullptr) {
    out.code = "duty.constraint";
    out.constraint = constraint->id;
    out.strength = constraint->strength;
    out.message = constraint->message;
    out.remedy = constraint->remedy;
    out.basis = constraint->basis;
  } else {
    out.parameters = {{"limit", std::to_string(duty::kActsMax)}};  // of duty.too-many-acts
  }
  for (const EventNumber number : event.evidence) {
    const journal::Record record = TRY(record_of(impl, story, number));
    if (const journal::ActRecorded* act = act_in(record, event.refused, *story.program->rules, constraint))
      out.evidence.push_back({number, act->person, act->on_behalf_of, act->duty, act->kind, record.at});
  }
  return out;
}

}  // namespace

Result<PastRefusal> past_refusal(const Impl& impl, const Story& story, const journal::Record& record,
                                 const journal::RefusalRecorded& event) {
  const duty::Constraint* constraint = story.program->rules->find_constraint(event.constraint);
  const bool by_duty = constraint != nullptr || event.constraint.find('.') != std::string::npos;
  PastRefusal out;
  if (by_duty) {
    const duty::Refusal refusal = TRY(rule_refusal(impl, story, event, constraint));
    out.task = story.find(event.instance);
    out.node = story.node_at(event.instance, event.element);
    const Reading reading(impl);
    out.refusal = refusal_value(reading, *story.program, story.started.unit, refusal);
  } else {
    const FormCheck found = find_check(story, record.at, event.constraint);
    out.task = found.task;
    out.node = found.task == nullptr ? nullptr : story.node_of(*found.task);
    out.refusal = check_value(*story.program, event.constraint, found.check);
  }
  return out;
}

}  // namespace chancery::service::queries
