#include "engine/service/queries/receivers.h"

#include <algorithm>

namespace chancery::service::queries {

namespace {

void add(std::vector<PersonId>& list, PersonId person) {
  if (person && list.size() < kReceiversMax && std::find(list.begin(), list.end(), person) == list.end())
    list.push_back(person);
}

// Where the posts of a duty are held.
std::vector<UnitId> units_of(const Reading& reading, duty::Level level, UnitId unit) {
  switch (level) {
    case duty::Level::kUnit: return {unit};
    case duty::Level::kAny: return reading.directory().with_ancestors(unit);
    case duty::Level::kTownship: return {reading.directory().ancestor_of_kind(unit, "township")};
    case duty::Level::kBanner: return {reading.directory().ancestor_of_kind(unit, "banner")};
  }
  return {};
}

std::string_view seal_of(const duty::CaseFacts& facts) {
  for (const duty::ObjectRef& object : facts.objects)
    if (object.kind == "seal") return object.id;
  return {};
}

// Holders of the posts that the duty names first, whoever acts for one, and persons that it names; without asking any
// rule.
std::vector<PersonId> named_by(const Reading& reading, const runtime::Program& program, const duty::Who& who,
                               const duty::CaseFacts& facts) {
  std::vector<PersonId> out;
  for (const PersonId person : who.named) add(out, person);
  for (const duty::PostIndex index : who.posts) {
    const duty::Post& post = program.rules->post(index);
    const std::string_view seal = post.of == duty::PostOf::kSeal ? seal_of(facts) : std::string_view();
    for (const UnitId unit : units_of(reading, who.level, facts.unit)) {
      if (!who.stand_in.empty()) add(out, reading.directory().acting_for(unit, post.id, reading.at));
      for (const auto& held : reading.directory().holders(unit, post.id, reading.at, seal))
        add(out, held.holding->terms.person);
    }
  }
  if (who.persons) {
    feel::EvaluationContext context(reading.zones, reading.at);
    const Value persons = who.persons.evaluate(*facts.scope, context);
    if (persons.is_list())
      for (const Value& person : persons.as_list()) add(out, person_of(person));
    else
      add(out, person_of(persons));
  }
  return out;
}

// Of a duty that anybody may have, or of none: the offices of the unit, and where it may be had above, of the units
// there.
std::vector<PersonId> office_holders(const Reading& reading, duty::Level level, UnitId in) {
  std::vector<PersonId> out;
  for (const UnitId unit : units_of(reading, level, in)) {
    const auto* posts = reading.directory().posts_of_unit.find(unit);
    if (posts == nullptr) continue;
    for (const std::string& post : *posts)
      if (is_office(post))
        for (const auto& held : reading.directory().holders(unit, post, reading.at))
          add(out, held.holding->terms.person);
  }
  std::stable_partition(out.begin(), out.end(),
                        [&](PersonId person) { return !reading.directory().is_absent(person, reading.at); });
  return out;
}

}  // namespace

Receivers receivers_of(const Reading& reading, const TaskAt& at, const duty::CaseFacts& facts) {
  Receivers out;
  if (at.duty() == duty::kNoDuty) {
    out.free = office_holders(reading, duty::Level::kUnit, facts.unit);
    return out;
  }
  const duty::DutyService& duty = *at.program.duty;
  const duty::Who& who = at.program.rules->duty(at.duty()).who;
  if (who.posts.empty() && who.named.empty() && !who.persons) {
    for (const PersonId person : office_holders(reading, who.level, facts.unit))
      if (duty.offered(person, at.duty(), facts)) out.free.push_back(person);
    return out;
  }
  for (const PersonId person : duty.candidates(at.duty(), facts)) add(out.free, person);
  for (const PersonId person : named_by(reading, at.program, who, facts))
    if (std::find(out.free.begin(), out.free.end(), person) == out.free.end()) out.barred.push_back(person);
  return out;
}

std::optional<duty::Refusal> refused_by_duty(const TaskAt& at, const duty::CaseFacts& facts, duty::Entrance entrance,
                                             PersonId actor, PersonId target) {
  if (at.duty() == duty::kNoDuty) return std::nullopt;
  return at.program.duty->check(at.question(entrance, actor, target), facts).refusal;
}

}  // namespace chancery::service::queries
