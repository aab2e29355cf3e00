#include "engine/directory/contexts.h"

#include <algorithm>
#include <limits>
#include <map>

namespace chancery::directory {
namespace {

Value number_value(std::uint64_t number) { return Value::number(static_cast<std::int64_t>(number)); }
Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value::text(text); }
Value instant_value(Instant at) { return Value::date_time(DateTime::from_instant(at, 0)); }

Value staff_line(const DirectoryTables& tables, const Holding& holding, Instant at) {
  Context line;
  line.set("person", number_value(holding.terms.person.value));
  line.set("post", Value::text(holding.terms.post));
  line.set("seal", text_or_null(holding.terms.seal));
  line.set("designated", Value::boolean(holding.terms.designated));
  line.set("acting", Value::boolean(false));
  line.set("woman", Value::boolean(holding.terms.woman));
  line.set("absent", Value::boolean(tables.is_absent(holding.terms.person, at)));
  line.set("from", instant_value(holding.terms.from));
  return Value::context(std::move(line));
}

Value acting_line(const DirectoryTables& tables, std::string_view post, const ActingPeriod& period, Instant at) {
  Context line;
  line.set("person", number_value(period.person.value));
  line.set("post", Value::text(post));
  line.set("seal", Value());
  line.set("designated", Value::boolean(false));
  line.set("acting", Value::boolean(true));
  line.set("woman", Value::boolean(false));
  line.set("absent", Value::boolean(tables.is_absent(period.person, at)));
  line.set("from", instant_value(period.from));
  return Value::context(std::move(line));
}

// The keys of the unit and of those above it.
Value places_value(const DirectoryTables& tables, UnitId unit) {
  List places;
  for (const UnitId id : tables.with_ancestors(unit)) places.push_back(Value::text(tables.unit(id)->key));
  return Value::list(std::move(places));
}

// From when until when a context made at one instant says the same.
class Validity {
 public:
  explicit Validity(Instant at) : at_(at) {}
  void bound(Instant instant) {
    if (instant <= at_)
      from_ = std::max(from_, instant);
    else
      until_ = std::min(until_, instant);
  }
  void bound(const std::optional<Instant>& instant) {
    if (instant) bound(*instant);
  }
  template <class Period>
  void bound_by(const Period& period) {
    bound(period.from);
    bound(period.until);
    bound(period.ended);
  }
  Instant from() const { return from_; }
  Instant until() const { return until_; }

 private:
  Instant at_;
  Instant from_{std::numeric_limits<std::int64_t>::min()};
  Instant until_{std::numeric_limits<std::int64_t>::max()};
};

// Everything of the unit that begins or ends at an instant.
Validity validity_of(const DirectoryTables& tables, UnitId unit, Instant at) {
  Validity out(at);
  const std::vector<std::string>* posts = tables.posts_of_unit.find(unit);
  if (posts == nullptr) return out;
  const auto bound_by_absences = [&](PersonId person) {
    if (const PersonRecord* record = tables.person(person))
      for (const Absence& absence : record->absences) out.bound_by(absence);
  };
  for (const std::string& post : *posts) {
    const PostRecord* record = tables.posts.find(PostKeyView{unit, post});
    if (record == nullptr) continue;
    for (const Holding& holding : record->holdings) {
      out.bound(holding.terms.from);
      out.bound(holding.terms.until);
      out.bound(holding.ended);
      bound_by_absences(holding.terms.person);
    }
    for (const ActingPeriod& period : record->acting) {
      out.bound_by(period);
      bound_by_absences(period.person);
    }
  }
  return out;
}

constexpr std::size_t kUnitContextsMax = 1024;

}  // namespace

// Immutable once it can be seen: one more context is a new set, so that readers need no lock.
struct UnitContexts {
  struct Entry {
    Instant from;
    Instant until;
    Value value;
  };
  std::uint64_t revision = 0;
  std::map<UnitId, std::shared_ptr<const Entry>> units;

  const Entry* find(std::uint64_t wanted, UnitId unit, Instant at) const {
    const auto it = revision == wanted ? units.find(unit) : units.end();
    return it == units.end() || at < it->second->from || at >= it->second->until ? nullptr : it->second.get();
  }
};

Value staff_value(const DirectoryTables& tables, UnitId unit, Instant at) {
  List lines;
  const std::vector<std::string>* posts = tables.posts_of_unit.find(unit);
  if (posts == nullptr) return Value::list({});
  for (const std::string& post : *posts)
    for (const HeldPost& held : tables.holders(unit, post, at, {}, Posts::kDesignatedToo))
      lines.push_back(staff_line(tables, *held.holding, at));
  for (const std::string& post : *posts)
    if (const ActingPeriod* period = tables.acting_period(unit, post, at))
      lines.push_back(acting_line(tables, post, *period, at));
  return Value::list(std::move(lines));
}

namespace {

Value make_unit_value(const DirectoryTables& tables, UnitId unit, Instant at) {
  const UnitRecord* record = tables.unit(unit);
  if (record == nullptr) return {};
  Context context;
  context.set("id", number_value(unit.value));
  context.set("key", Value::text(record->key));
  context.set("name", Value::text(record->name.zh));
  context.set("name_en", text_or_null(record->name.en));
  context.set("kind", Value::text(record->kind));
  context.set("law", text_or_null(record->law));
  const UnitRecord* parent = tables.unit(record->parent);
  context.set("parent", parent != nullptr ? Value::text(parent->key) : Value());
  context.set("places", places_value(tables, unit));
  context.set("households", number_value(record->households));
  context.set("has_representatives_meeting", Value::boolean(record->has_representatives_meeting));
  context.set("staff", staff_value(tables, unit, at));
  if (record->custom.is_context())
    for (const Context::Entry& entry : record->custom.as_context()) context.insert(entry.name, entry.value);
  return Value::context(std::move(context));
}

}  // namespace

Value unit_value(const DirectoryTables& tables, UnitId unit, Instant at) {
  const DirectoryTables& settled = tables.settled();
  if (!settled.is_bottom()) return make_unit_value(tables, unit, at);  // changed in this very command
  const std::uint64_t revision = settled.last_numbers().revision;
  const std::shared_ptr<const UnitContexts> known = settled.unit_contexts.load();
  if (known != nullptr)
    if (const auto* entry = known->find(revision, unit, at)) return entry->value;
  const Validity validity = validity_of(settled, unit, at);
  auto made = std::make_shared<const UnitContexts::Entry>(
      UnitContexts::Entry{validity.from(), validity.until(), make_unit_value(settled, unit, at)});
  auto next = std::make_shared<UnitContexts>();
  if (known != nullptr && known->revision == revision && known->units.size() < kUnitContextsMax) *next = *known;
  next->revision = revision;
  next->units.insert_or_assign(unit, made);
  settled.unit_contexts.store(std::move(next));
  return made->value;
}

Value person_value(const DirectoryTables& tables, PersonId person, Instant at) {
  const PersonRecord* record = tables.person(person);
  if (record == nullptr) return {};
  std::vector<std::string> ids;
  for (const HeldPost& held : tables.posts_of(person, at)) ids.push_back(held.key->post);
  for (const PostKey& key : tables.acting_posts_of(person, at)) ids.push_back(key.post);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  List posts;
  for (const std::string& id : ids) posts.push_back(Value::text(id));
  List relatives;
  for (const PersonId relative : tables.relatives(person)) relatives.push_back(number_value(relative.value));
  const UnitRecord* unit = tables.unit(record->unit);
  static const ContextKeys kKeys = {"id", "posts", "unit", "relatives", "absent"};
  return Value::context(Context(
      kKeys,
      {number_value(person.value), Value::list(std::move(posts)), unit != nullptr ? Value::text(unit->key) : Value(),
       Value::list(std::move(relatives)), Value::boolean(tables.is_absent(person, at))}));
}

Value holding_value(const Holding& holding) {
  const PostTerms& terms = holding.terms;
  Context context;
  context.set("number", number_value(holding.number.value));
  context.set("unit", number_value(terms.unit.value));
  context.set("person", number_value(terms.person.value));
  context.set("post", Value::text(terms.post));
  context.set("seal", text_or_null(terms.seal));
  context.set("from", instant_value(terms.from));
  context.set("until", terms.until ? instant_value(*terms.until) : Value());
  context.set("designated", Value::boolean(terms.designated));
  context.set("basis", text_or_null(terms.basis));
  return Value::context(std::move(context));
}

}  // namespace chancery::directory
