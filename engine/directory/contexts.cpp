#include "engine/directory/contexts.h"

#include <algorithm>

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

}  // namespace

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

Value unit_value(const DirectoryTables& tables, UnitId unit, Instant at) {
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
  Context context;
  context.set("id", number_value(person.value));
  context.set("posts", Value::list(std::move(posts)));
  const UnitRecord* unit = tables.unit(record->unit);
  context.set("unit", unit != nullptr ? Value::text(unit->key) : Value());
  context.set("relatives", Value::list(std::move(relatives)));
  context.set("absent", Value::boolean(tables.is_absent(person, at)));
  return Value::context(std::move(context));
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
