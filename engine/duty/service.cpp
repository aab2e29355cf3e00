#include "engine/duty/service.h"

#include <algorithm>

#include "engine/duty/eligibility.h"

namespace chancery::duty {

namespace {

Refusal plain_refusal(std::string code, const Question& question, const DutyRules& rules) {
  Refusal refusal;
  refusal.code = std::move(code);
  refusal.person = question.actor;
  if (question.duty != kNoDuty) refusal.duty = rules.duty(question.duty).id;
  return refusal;
}

Verdict refuse(Refusal refusal) {
  Verdict verdict;
  verdict.refusal = std::move(refusal);
  return verdict;
}

bool needs_target(Entrance entrance) {
  switch (entrance) {
    case Entrance::kAssign:
    case Entrance::kDelegate:
    case Entrance::kTransfer:
    case Entrance::kForward:
    case Entrance::kAddSign:
    case Entrance::kSubstitute: return true;
    default: return false;
  }
}

bool hands_over(Entrance entrance) {
  return entrance == Entrance::kDelegate || entrance == Entrance::kTransfer || entrance == Entrance::kForward ||
         entrance == Entrance::kSubstitute;
}

// What cannot be asked at all; no rule is looked at.
std::optional<Refusal> malformed(const Question& question, const DutyRules& rules, const CaseFacts& facts) {
  if (question.duty == kNoDuty || question.duty >= rules.duty_count()) {
    Question without = question;
    without.duty = kNoDuty;
    return plain_refusal("duty.unknown-duty", without, rules);
  }
  if (!question.actor) return plain_refusal("duty.nobody", question, rules);
  if (needs_target(question.entrance) && !question.target) return plain_refusal("duty.target-missing", question, rules);
  if (hands_over(question.entrance) && question.target == question.actor)
    return plain_refusal("duty.to-oneself", question, rules);
  if (facts.acts != nullptr && facts.acts->of_case(facts.root).size() >= kActsMax) {
    Refusal refusal = plain_refusal("duty.too-many-acts", question, rules);
    refusal.parameters = {{"limit", std::to_string(kActsMax)}};
    return refusal;
  }
  return std::nullopt;
}

// As if the task were offered afresh: who could do it, whoever asks now.
Question as_offer(const Question& question) {
  Question offer;
  offer.entrance = Entrance::kOffer;
  offer.duty = question.duty;
  offer.element = question.element;
  offer.instance = question.instance;
  return offer;
}

void name_others(Refusal& refusal, const Question& question, const DutyRules& rules, const CaseFacts& facts) {
  const Question offer = as_offer(question);
  for (const PersonId person : Eligibility(rules, facts, offer).candidates())
    if (person != refusal.person && refusal.could_act.size() < kCouldActMax) refusal.could_act.push_back(person);
}

// Actor, target and the one acted for; each once.
std::vector<PersonId> persons_asked(const Question& question) {
  std::vector<PersonId> persons = {question.actor};
  for (const PersonId person : {question.target, question.on_behalf_of})
    if (person && std::find(persons.begin(), persons.end(), person) == persons.end()) persons.push_back(person);
  return persons;
}

}  // namespace

Verdict DutyService::check(const Question& question, const CaseFacts& facts) const {
  if (std::optional<Refusal> refusal = malformed(question, rules_, facts)) return refuse(std::move(*refusal));
  Verdict verdict;
  if (question.entrance == Entrance::kRelease) return verdict;  // giving back needs no right
  const Eligibility eligibility(rules_, facts, question);
  for (const PersonId person : persons_asked(question)) {
    // The constraint first: "you approved this paper" says more than "not one of those who may".
    std::optional<Refusal> refusal = eligibility.refused_by(person, &verdict.warnings);
    const std::optional<Standing> standing = refusal ? std::nullopt : eligibility.standing(person);
    if (!refusal && !standing) {
      refusal = plain_refusal("duty.not-eligible", question, rules_);
      refusal->person = person;
    }
    if (refusal) {
      name_others(*refusal, question, rules_, facts);
      return refuse(std::move(*refusal));
    }
    if (person == question.actor) verdict.standing = *standing;
  }
  if (look_ahead_ != nullptr && question.entrance != Entrance::kOffer) {
    verdict.refusal = look_ahead_->check(question, rules_, facts);
  }
  return verdict;
}

bool DutyService::offered(PersonId person, DutyIndex duty, const CaseFacts& facts) const {
  if (duty == kNoDuty || duty >= rules_.duty_count() || !person) return false;
  Question question;
  question.entrance = Entrance::kOffer;
  question.actor = person;
  question.duty = duty;
  return Eligibility(rules_, facts, question).may(person);
}

std::vector<PersonId> DutyService::candidates(DutyIndex duty, const CaseFacts& facts) const {
  if (duty == kNoDuty || duty >= rules_.duty_count()) return {};
  Question question;
  question.entrance = Entrance::kOffer;
  question.duty = duty;
  return Eligibility(rules_, facts, question).candidates();
}

}  // namespace chancery::duty
