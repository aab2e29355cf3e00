// units and unit: who there is, who holds which post, who is away and who acts.
#include "engine/service/queries/directory.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/service/queries/sight.h"

namespace chancery::service {

namespace queries {

Value unit_view(const directory::UnitRecord& unit) {
  Context out;
  out.set("id", id_text(unit.id));
  out.set("key", Value::text(unit.key));
  out.set("name", pair(unit.name));
  out.set("kind", Value::text(unit.kind));
  out.set("law", text_or_null(unit.law));
  out.set("parent", id_or_null(unit.parent));
  return Value::context(std::move(out));
}

}  // namespace queries

namespace {

using namespace queries;

// The last day of a half-open period; null when it has no end.
Value last_day(const ZoneTable& zones, const std::optional<Instant>& until) {
  return until ? local_day(zones, Instant{until->ms - 1}) : Value();
}

Value seal_ref(const Reading& reading, std::string_view seal) {
  if (seal.empty()) return {};
  const registers::Entity* entity = reading.state.registers.entity("seal", seal);
  const Value name = entity == nullptr ? Value() : entity->content.get("name");
  Context out;
  out.set("id", Value::text(seal));
  out.set("name", name.is_null() ? Value::text(seal) : name);
  return Value::context(std::move(out));
}

class UnitPage {
 public:
  UnitPage(const Reading& reading, const Sight& sight, const directory::UnitRecord& unit)
      : reading_(reading), sight_(sight), unit_(unit), program_(reading.latest()) {}

  Value write() {
    Context out = unit_view(unit_).as_context();
    List posts;
    if (const auto* ids = reading_.directory().posts_of_unit.find(unit_.id))
      for (const std::string& post : *ids) add_post(posts, post);
    out.set("posts", Value::list(std::move(posts)));
    out.set("absences", absences());
    out.set("acting", Value::list(std::move(acting_)));
    Context may;
    may.set("absence", Value::boolean(true));  // everybody his own
    may.set("acting", Value::boolean(may_open_acting()));
    out.set("may", Value::context(std::move(may)));
    return Value::context(std::move(out));
  }

 private:
  // One entry for each seal of a post that belongs to seals.
  void add_post(List& out, const std::string& post) {
    const directory::PostRecord* record = reading_.directory().posts.find(directory::PostKeyView{unit_.id, post});
    if (record == nullptr) return;
    std::set<std::string> seals;
    for (const auto& held :
         reading_.directory().holders(unit_.id, post, reading_.at, {}, directory::Posts::kDesignatedToo))
      seals.insert(held.holding->terms.seal);
    if (seals.empty()) seals.insert("");
    for (const std::string& seal : seals) {
      const auto* declared = declaration(post);
      Context entry;
      entry.set("post", Value::text(post));
      entry.set("name", post_text(program_.get(), post));
      entry.set("elected", Value::boolean(declared != nullptr && declared->elected));
      entry.set("seal", seal_ref(reading_, seal));
      entry.set("holders", Value::list(holders(post, seal)));
      out.push_back(Value::context(std::move(entry)));
    }
    for (const directory::ActingPeriod& period : record->acting)
      if (!period.ended && (!period.until || *period.until > reading_.at)) acting_.push_back(acting(post, period));
  }

  const duty::Post* declaration(const std::string& post) const {
    const auto index = program_ == nullptr ? std::nullopt : program_->rules->find_post(post);
    return index ? &program_->rules->post(*index) : nullptr;
  }

  // Ordinary members are shown to those who work there, not to each other.
  bool shows(const std::string& post, PersonId person) const {
    return is_office(post) || post == directory::kAdministratorPost || sight_.is_administrator() ||
           person == sight_.person() || sight_.sees_work_of(reading_, unit_.id);
  }

  List holders(const std::string& post, const std::string& seal) {
    List out;
    const PersonId acting = reading_.directory().acting_for(unit_.id, post, reading_.at);
    for (const auto& held :
         reading_.directory().holders(unit_.id, post, reading_.at, {}, directory::Posts::kDesignatedToo)) {
      const directory::PostTerms& terms = held.holding->terms;
      people_.insert(terms.person);
      if (terms.seal == seal && shows(post, terms.person)) out.push_back(holder(terms));
    }
    if (acting) {
      people_.insert(acting);
      const directory::ActingPeriod* period = reading_.directory().acting_period(unit_.id, post, reading_.at);
      journal::PostTerms terms;
      terms.person = acting;
      terms.from = period->from;
      terms.until = period->until;
      terms.basis = period->basis;
      Context one = holder(terms).as_context();
      one.set("acting", Value::boolean(true));
      out.push_back(Value::context(std::move(one)));
    }
    return out;
  }

  Value holder(const journal::PostTerms& terms) const {
    Context out;
    out.set("person", person_ref(terms.person));
    out.set("from", local_day(reading_.zones, terms.from));
    out.set("until", last_day(reading_.zones, terms.until));
    out.set("designated", Value::boolean(terms.designated));
    out.set("basis", text_or_null(terms.basis));
    out.set("absent", Value::boolean(reading_.directory().is_absent(terms.person, reading_.at)));
    out.set("acting", Value::boolean(false));
    return Value::context(std::move(out));
  }

  Value acting(const std::string& post, const directory::ActingPeriod& period) const {
    const auto regular = reading_.directory().holders(unit_.id, post, reading_.at);
    Context out;
    out.set("id", id_text(period.number));
    out.set("post", Value::text(post));
    out.set("name", post_text(program_.get(), post));
    out.set("seal", Value());
    out.set("person", person_ref(period.person));
    out.set("for", regular.empty() ? Value() : person_ref(regular.front().holding->terms.person));
    out.set("from", local_day(reading_.zones, period.from));
    out.set("until", last_day(reading_.zones, period.until));
    out.set("basis", Value::text(period.basis));
    return Value::context(std::move(out));
  }

  // Present and coming ones of those who hold a post here.
  Value absences() const {
    List out;
    for (const PersonId person : people_) {
      const directory::PersonRecord* record = reading_.directory().person(person);
      if (record == nullptr) continue;
      for (const directory::Absence& absence : record->absences) {
        if (absence.ended || (absence.until && *absence.until <= reading_.at)) continue;
        Context one;
        one.set("id", id_text(absence.number));
        one.set("person", person_ref(person));
        one.set("from", local_day(reading_.zones, absence.from));
        one.set("until", last_day(reading_.zones, absence.until));
        one.set(
            "reason",
            Value::text(sight_.sees_work_of(reading_, unit_.id) || person == sight_.person() ? absence.reason : ""));
        out.push_back(Value::context(std::move(one)));
      }
    }
    return Value::list(std::move(out));
  }

  bool may_open_acting() const {
    static constexpr std::array<std::string_view, 4> kCommittee = {"chair", "deputy", "member", "clerk"};
    return std::any_of(kCommittee.begin(), kCommittee.end(), [this](std::string_view post) {
      return reading_.directory().holds(sight_.person(), unit_.id, post, reading_.at);
    });
  }

  const Reading& reading_;
  const Sight& sight_;
  const directory::UnitRecord& unit_;
  ProgramPointer program_;
  List acting_;
  std::set<PersonId> people_;
};

}  // namespace

Result<Value> Engine::units(Viewer viewer) const {
  const Reading reading(*impl_);
  const Sight sight(reading, viewer.person);
  std::vector<std::pair<std::size_t, const directory::UnitRecord*>> seen;  // by depth: parents before children
  reading.directory().units.for_each([&](UnitId id, const directory::UnitRecord& unit) {
    if (sight.sees_unit(reading, id)) seen.emplace_back(reading.directory().with_ancestors(id).size(), &unit);
    return true;
  });
  std::stable_sort(seen.begin(), seen.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  List items;
  for (const auto& [depth, unit] : seen) items.push_back(unit_view(*unit));
  return items_answer(std::move(items));
}

Result<Value> Engine::unit(Viewer viewer, UnitId id) const {
  Value answer;
  {
    const Reading reading(*impl_);
    const directory::UnitRecord* unit = reading.directory().unit(id);
    const Sight sight(reading, viewer.person);
    if (unit == nullptr || !sight.sees_unit(reading, id)) return not_found("service.no-unit");
    answer = UnitPage(reading, sight, *unit).write();
  }
  return finish(*impl_, answer);
}

}  // namespace chancery::service
