#include "engine/service/queries/refusals.h"

#include <algorithm>

#include "engine/service/projection.h"
#include "engine/service/queries/sight.h"
#include "engine/service/queries/words.h"

namespace chancery::service::queries {

namespace {

Context parameters_of(const runtime::Program& program, const duty::Refusal& refusal) {
  Context out;
  for (const MessageParameter& p : refusal.parameters) out.set(p.name, Value::text(p.value));
  if (!refusal.duty.empty()) out.set("duty", duty_text(program, refusal.duty).get("text"));
  if (!refusal.constraint.empty()) out.set("rule", Value::text(refusal.constraint));
  return out;
}

Value evidence_value(const Reading& reading, const runtime::Program& program, const duty::Evidence& evidence) {
  Context out;
  out.set("event", id_or_null(evidence.event));
  out.set("person", person_ref(evidence.person));
  out.set("duty", duty_text(program, evidence.duty));
  out.set("kind", act_text(act_name(evidence.kind)));
  out.set("at", local_instant(reading.zones, evidence.at.ms == 0 ? reading.at : evidence.at));
  return Value::context(std::move(out));
}

}  // namespace

Value posts_value(const Reading& reading, const runtime::Program& program, UnitId unit, PersonId person,
                  duty::DutyIndex index) {
  std::vector<std::string> asked;
  if (index != duty::kNoDuty)
    for (const auto* list : {&program.rules->duty(index).who.posts, &program.rules->duty(index).who.stand_in})
      for (const duty::PostIndex post : *list) asked.push_back(program.rules->post(post).id);
  List matching;
  List others;
  for (const auto& held : reading.directory().posts_of(person, reading.at)) {
    const bool asked_for = std::find(asked.begin(), asked.end(), held.key->post) != asked.end();
    if (asked_for) matching.push_back(post_text(&program, held.key->post));
    if (!asked_for && held.key->unit == unit && is_office(held.key->post))
      others.push_back(post_text(&program, held.key->post));
  }
  return Value::list(matching.empty() ? std::move(others) : std::move(matching));
}

Value basis_value(const runtime::Program& program, std::string_view source, std::string_view article) {
  const Value& law = program.laws.get(source);
  const Value& title = law.get("title");
  const Value& wording = law.get("articles").get(article);
  Context out;
  out.set("source", title.is_null() ? Value::text(source) : title);
  out.set("article", Value::text(article));
  out.set("text", wording);
  return Value::context(std::move(out));
}

Value refusal_value(const Reading& reading, const runtime::Program& program, UnitId unit,
                    const duty::Refusal& refusal) {
  Context out;
  out.set("constraint", Value::text(refusal.rule()));
  out.set("strength", Value::text(refusal.strength == duty::Strength::kHard ? "hard" : "firm"));
  const bool worded = !refusal.message.zh.empty();
  out.set("message", worded ? pair(refusal.message) : message(refusal.code, parameters_of(program, refusal)));
  List basis;
  for (const duty::LegalBasis& b : refusal.basis) basis.push_back(basis_value(program, b.source, b.article));
  out.set("basis", Value::list(std::move(basis)));
  List evidence;
  for (const duty::Evidence& e : refusal.evidence) evidence.push_back(evidence_value(reading, program, e));
  out.set("evidence", Value::list(std::move(evidence)));
  if (worded)
    out.set("remedy", refusal.remedy.zh.empty() ? Value() : pair(refusal.remedy));
  else
    out.set("remedy", remedy(refusal.code, parameters_of(program, refusal)));
  const duty::DutyIndex index = program.rules->find_duty(refusal.duty);
  List others;
  for (const PersonId person : refusal.could_act) {
    Context one;
    one.set("person", id_text(person));
    one.set("name", name_slot(person));
    one.set("posts", posts_value(reading, program, unit, person, index));
    others.push_back(Value::context(std::move(one)));
  }
  out.set("could_act", Value::list(std::move(others)));
  return Value::context(std::move(out));
}

Value verb_value(std::string_view verb, bool applies, const std::optional<Value>& refusal) {
  Context out;
  out.set("verb", Value::text(verb));
  out.set("allowed", Value::boolean(applies && !refusal));
  out.set("refusal", applies && refusal ? *refusal : Value());
  return Value::context(std::move(out));
}

}  // namespace chancery::service::queries
