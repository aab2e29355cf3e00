#include "engine/duty/eligibility.h"

#include <algorithm>

namespace chancery::duty {

namespace {

// The persons that an expression names: one number, or a list of them. What is no number names nobody.
std::vector<PersonId> persons_of(const Value& value) {
  std::vector<PersonId> persons;
  const auto add = [&persons](const Value& item) {
    if (!item.is_number()) return;
    const std::optional<std::int64_t> number = item.as_number().to_int64();
    if (number && *number > 0) persons.push_back(PersonId{static_cast<std::uint64_t>(*number)});
  };
  if (value.is_list())
    for (const Value& item : value.as_list()) add(item);
  else
    add(value);
  return persons;
}

bool contains(const std::vector<PersonId>& persons, PersonId person) {
  return std::find(persons.begin(), persons.end(), person) != persons.end();
}

std::vector<UnitId> units_at(Level level, const CaseFacts& facts) {
  const directory::DirectoryTables& tables = *facts.directory;
  switch (level) {
    case Level::kUnit: return {facts.unit};
    case Level::kAny: return tables.with_ancestors(facts.unit);
    case Level::kTownship: return {tables.ancestor_of_kind(facts.unit, "township")};
    case Level::kBanner: return {tables.ancestor_of_kind(facts.unit, "banner")};
  }
  return {};
}

Refusal refusal_of(const Constraint& constraint, const Asking& asking, Finding finding) {
  Refusal refusal;
  refusal.code = finding.rule_failed ? "duty.rule-failed" : "duty.constraint";
  refusal.constraint = constraint.id;
  refusal.strength = constraint.strength;
  refusal.person = asking.person;
  refusal.duty = asking.rules.duty(asking.duty).id;
  refusal.message = constraint.message;
  refusal.remedy = constraint.remedy;
  refusal.evidence = std::move(finding.evidence);
  refusal.basis = constraint.basis;
  refusal.parameters = std::move(finding.parameters);
  return refusal;
}

}  // namespace

Eligibility::Eligibility(const DutyRules& rules, const CaseFacts& facts, const Question& question)
    : rules_(rules), facts_(facts), question_(question), duty_(rules.duty(question.duty)) {
  if (!duty_.who.posts.empty()) units_ = units_at(duty_.who.level, facts);
}

std::optional<Standing> Eligibility::standing(PersonId person) const {
  const Who& who = duty_.who;
  if (!who.named.empty() && !contains(who.named, person)) return std::nullopt;
  const PersonScope scope(rules_, facts_, person, facts_.scope);
  Standing standing;
  if (!who.posts.empty()) {
    const std::optional<Footing> found = footing(person);
    if (!found) return std::nullopt;
    standing = {rules_.post(found->post).id, found->stand_in, found->acting};
  }
  if (who.persons && !contains(persons_of(evaluate(who.persons, scope, facts_)), person)) return std::nullopt;
  if (who.when && ask(who.when, scope, facts_) != Answer::kYes) return std::nullopt;
  return standing;
}

// A holder counts, but while somebody acts for him only the one who acts; a stand-in only while no holder can act here.
std::optional<Eligibility::Footing> Eligibility::footing(PersonId person) const {
  const Who& who = duty_.who;
  for (const PostIndex post : who.posts)
    for (const UnitId unit : units_) {
      const PersonId acting = who.stand_in.empty() ? PersonId{} : acting_for(unit, post);
      if (acting && acting == person) return Footing{post, false, true};
      if (!acting && holds(person, unit, post)) return Footing{post, false, false};
    }
  for (const PostIndex post : who.stand_in)
    for (const UnitId unit : units_)
      if (holds(person, unit, post) && all_holders_refused()) return Footing{post, true, false};
  return std::nullopt;
}

std::string_view Eligibility::seal_for(PostIndex post) const {
  return rules_.post(post).of == PostOf::kSeal ? object_id(facts_, "seal") : std::string_view();
}

bool Eligibility::holds(PersonId person, UnitId unit, PostIndex post) const {
  return unit && facts_.directory->holds(person, unit, rules_.post(post).id, facts_.at, seal_for(post));
}

PersonId Eligibility::acting_for(UnitId unit, PostIndex post) const {
  return unit ? facts_.directory->acting_for(unit, rules_.post(post).id, facts_.at) : PersonId{};
}

std::vector<PersonId> Eligibility::holders(UnitId unit, PostIndex post) const {
  std::vector<PersonId> persons;
  if (!unit) return persons;
  for (const directory::HeldPost& held :
       facts_.directory->holders(unit, rules_.post(post).id, facts_.at, seal_for(post)))
    persons.push_back(held.holding->terms.person);
  return persons;
}

// True also when the posts are vacant.
bool Eligibility::all_holders_refused() const {
  if (all_holders_refused_) return *all_holders_refused_;
  bool all = true;
  for (const PostIndex post : duty_.who.posts)
    for (const UnitId unit : units_) {
      const PersonId acting = acting_for(unit, post);
      if (acting) {
        all = all && is_refused(acting);
        continue;
      }
      for (const PersonId holder : holders(unit, post)) all = all && is_refused(holder);
    }
  all_holders_refused_ = all;
  return all;
}

bool Eligibility::is_refused(PersonId person) const {
  const PersonScope scope(rules_, facts_, person, facts_.scope);
  const Asking asking{rules_, facts_, question_, person, question_.duty, scope};
  for (const ConstraintIndex index : duty_.constraints) {
    const Constraint& constraint = rules_.constraint(index);
    if (constraint.strength != Strength::kWarn && constraint.kind->check(constraint, asking)) return true;
  }
  return false;
}

std::optional<Refusal> Eligibility::refused_by(PersonId person, std::vector<Refusal>* warnings) const {
  const PersonScope scope(rules_, facts_, person, facts_.scope);
  const Asking asking{rules_, facts_, question_, person, question_.duty, scope};
  for (const ConstraintIndex index : duty_.constraints) {
    const Constraint& constraint = rules_.constraint(index);
    if (constraint.strength == Strength::kWarn && warnings == nullptr) continue;
    std::optional<Finding> finding = constraint.kind->check(constraint, asking);
    if (!finding) continue;
    Refusal refusal = refusal_of(constraint, asking, std::move(*finding));
    if (constraint.strength != Strength::kWarn) return refusal;
    warnings->push_back(std::move(refusal));
  }
  return std::nullopt;
}

void Eligibility::append_holders(std::vector<PersonId>& list, const std::vector<PostIndex>& posts) const {
  for (const PostIndex post : posts) {
    std::vector<PersonId> of_post;
    for (const UnitId unit : units_) {
      if (const PersonId acting = acting_for(unit, post)) of_post.push_back(acting);
      for (const PersonId holder : holders(unit, post)) of_post.push_back(holder);
    }
    std::sort(of_post.begin(), of_post.end());
    for (const PersonId person : of_post)
      if (!contains(list, person) && list.size() < kCandidatesMax) list.push_back(person);
  }
}

std::vector<PersonId> Eligibility::candidates() const {
  const Who& who = duty_.who;
  std::vector<PersonId> tried = who.named;
  append_holders(tried, who.posts);
  append_holders(tried, who.stand_in);
  if (tried.empty() && who.posts.empty() && who.persons) {
    const PersonScope nobody(rules_, facts_, PersonId{}, facts_.scope);
    tried = persons_of(evaluate(who.persons, nobody, facts_));
    if (tried.size() > kCandidatesMax) tried.resize(kCandidatesMax);
  }
  std::vector<PersonId> found;
  for (const PersonId person : tried)
    if (!contains(found, person) && may(person)) found.push_back(person);
  std::stable_partition(found.begin(), found.end(),
                        [this](PersonId person) { return !facts_.directory->is_absent(person, facts_.at); });
  return found;
}

}  // namespace chancery::duty
