// directory.*: posts given and ended by a process step. The incompatibilities of duty hold here as everywhere.
#include "engine/directory/contexts.h"
#include "engine/directory/decide.h"
#include "engine/runtime/post_rules.h"
#include "engine/runtime/steps/duties.h"
#include "engine/runtime/topics/topics.h"

namespace chancery::runtime::topics {

namespace {

Result<void> check_post(const Execution& ex, const Place& place, const journal::PostTerms& terms,
                        duty::Entrance entrance) {
  const steps::TaskFacts facts(ex.program(), ex.state(), *ex.world().zones, ex.case_id(), ex.here(), place.scope,
                               ex.at());
  duty::PostQuestion question;
  question.entrance = entrance;
  question.terms = terms;
  const duty::Verdict verdict = ex.program().duty->check_post(question, facts.facts());
  if (!verdict.allowed()) return duty::to_error(*verdict.refusal);
  return {};
}

void emit_all(Execution& ex, directory::Events events) {
  for (auto& event : events) std::visit([&ex](auto& e) { ex.emit(std::move(e)); }, event);
}

}  // namespace

Result<Value> directory_appoint(Execution& ex, const Place& place, const Value& inputs) {
  journal::PostTerms terms;
  terms.unit = ex.here().unit;
  terms.person = person_input(ex, inputs, "person");
  terms.post = text_input(inputs, "post");
  terms.seal = text_input(inputs, "seal");
  terms.from = instant_input(ex, inputs, "from").value_or(ex.at());
  terms.until = instant_input(ex, inputs, "until");
  terms.designated = inputs.get("designated").is_true();
  terms.basis = text_input(inputs, "basis");
  terms.process = ex.case_id();
  const directory::PostRule rule = TRY(post_rule(ex.program(), terms.post));
  const auto check = [&](const journal::PostTerms& t) { return check_post(ex, place, t, duty::Entrance::kGivePost); };
  const std::string post = terms.post;
  const std::string seal = terms.seal;
  const PersonId person = terms.person;
  emit_all(ex, TRY(directory::decide_give_post(ex.state().directory, rule, std::move(terms), {}, ex.at(), check)));
  Context out;
  out.set("person", Value::number(static_cast<std::int64_t>(person.value)));
  out.set("post", Value::text(post));
  if (!seal.empty()) out.set("seal", Value::text(seal));
  return Value::context(std::move(out));
}

Result<Value> directory_end(Execution& ex, const Place&, const Value& inputs) {
  const PersonId person = person_input(ex, inputs, "person");
  const std::string post = text_input(inputs, "post");
  const directory::PostRule rule = TRY(post_rule(ex.program(), post));
  const Instant at = instant_input(ex, inputs, "at").value_or(ex.at());
  for (const auto& held : ex.state().directory.holders(ex.here().unit, post, ex.at(), text_input(inputs, "seal"),
                                                       directory::Posts::kDesignatedToo)) {
    if (held.holding->terms.person != person) continue;
    auto events = TRY(directory::decide_end_post(ex.state().directory, rule, held.holding->number, at,
                                                 text_input(inputs, "reason"), {}, ex.case_id(), ex.at()));
    emit_all(ex, std::move(events));
    return Value();
  }
  return invalid("runtime.post-not-held", {{"person", std::to_string(person.value)}, {"post", post}});
}

}  // namespace chancery::runtime::topics
