#include "engine/register/tables.h"

#include "engine/journal/layer_codec.h"
#include "engine/value/context_builder.h"

namespace chancery::registers {

Value Entity::context() const {
  static const Context kNothing;
  const Context& fields = content.is_context() ? content.as_context() : kNothing;
  ContextBuilder out(fields.size() + 5);
  out.add("id", Value::text(id));
  out.add("state", Value::text(state));
  for (const Context::Entry& entry : fields) out.add(entry.name, entry.value);
  // A kind may declare fields of these names, for instance the key of the unit.
  out.add("kind", Value::text(kind));
  out.add("unit", unit ? Value::number(static_cast<std::int64_t>(unit.value)) : Value());
  out.add("version", Value::number(static_cast<std::int64_t>(version)));
  return out.take();
}

RegisterTables::RegisterTables(RegisterTables* below)
    : heads(&below->heads), entities(&below->entities), ordinals(&below->ordinals), ids_of_unit(&below->ids_of_unit) {}

void RegisterTables::merge_down() {
  heads.merge_down();
  entities.merge_down();
  ordinals.merge_down();
  ids_of_unit.merge_down();
}

void RegisterTables::rest_on(RegisterTables* below) {
  heads.rest_on(&below->heads);
  entities.rest_on(&below->entities);
  ordinals.rest_on(&below->ordinals);
  ids_of_unit.rest_on(&below->ids_of_unit);
}

void RegisterTables::clear() {
  heads.clear();
  entities.clear();
  ordinals.clear();
  ids_of_unit.clear();
}

bool RegisterTables::unchanged() const { return heads.unchanged() && entities.unchanged(); }

std::uint64_t RegisterTables::last_number(std::string_view book, std::string_view scope, std::uint64_t year) const {
  const BookHead* head = heads.find(BookKey{std::string(book), std::string(scope), year});
  return head != nullptr ? head->last_number : 0;
}

Value RegisterTables::entity_value(std::string_view kind, std::string_view id) const {
  const Entity* found = entity(kind, id);
  return found != nullptr ? found->context() : Value();
}

std::vector<const Entity*> RegisterTables::entities_of(UnitId unit, std::string_view kind) const {
  std::vector<const Entity*> found;
  const std::vector<std::string>* ids = ids_of_unit.find(KindOfUnit{unit, std::string(kind)});
  if (ids == nullptr) return found;
  found.reserve(ids->size());
  for (const std::string& id : *ids)
    if (const Entity* one = entity(kind, id)) found.push_back(one);
  return found;
}

void apply(RegisterTables& tables, const journal::LineAppended& event) {
  if (event.correction) return;  // stands under a number that is taken already
  tables.heads.edit({event.book, event.scope, event.year}).last_number = event.number;
}

void apply(RegisterTables& tables, const journal::EntityCreated& event) {
  Entity& entity = tables.entities.edit({event.kind, event.id});
  CHANCERY_ASSERT(entity.version == 0);
  entity = {event.kind, event.id, event.state, event.unit, event.content, 1};
  tables.ids_of_unit.edit({event.unit, event.kind}).push_back(event.id);
  if (event.ordinal != 0) tables.ordinals.edit(event.kind) = event.ordinal;
}

void apply(RegisterTables& tables, const journal::EntityChanged& event) {
  Entity& entity = tables.entities.edit({event.kind, event.id});
  CHANCERY_ASSERT(entity.version != 0);
  if (!event.state.empty()) entity.state = event.state;
  if (event.changed.is_context()) {
    Context content = entity.content.is_context() ? entity.content.as_context() : Context{};
    for (const Context::Entry& entry : event.changed.as_context()) content.set(entry.name, entry.value);
    entity.content = Value::context(std::move(content));
  }
  entity.version = event.version;
}

void apply(RegisterTables& tables, const journal::RegisterEvent& event) {
  std::visit([&](const auto& one) { apply(tables, one); }, event);
}

void write_snapshot(ByteWriter& out, const RegisterTables& tables) {
  journal::write_layer(out, tables.heads);
  journal::write_layer(out, tables.entities);
  journal::write_layer(out, tables.ordinals);
  journal::write_layer(out, tables.ids_of_unit);
}

Result<void> read_snapshot(ByteReader& in, RegisterTables& tables) {
  TRY_VOID(journal::read_layer(in, tables.heads));
  TRY_VOID(journal::read_layer(in, tables.entities));
  TRY_VOID(journal::read_layer(in, tables.ordinals));
  TRY_VOID(journal::read_layer(in, tables.ids_of_unit));
  return {};
}

}  // namespace chancery::registers
