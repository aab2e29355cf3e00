// entities and entity: the things that the registers speak of (seals, resolutions …) as they stand now.
#include "engine/service/queries/books.h"
#include "engine/service/queries/fields.h"
#include "engine/service/queries/words.h"

namespace chancery::service {

namespace {

using namespace queries;

using EntityPointer = std::shared_ptr<const registers::Entity>;

// An entity that the viewer may read, with what is to be asked under the lock.
struct SeenEntity {
  EntityPointer entity;
  Value unit;
  bool entitled = false;
};

SeenEntity see(const Reading& reading, const Sight& sight, const registers::Entity& entity) {
  return {reading.state.registers.entities.share(registers::EntityKeyView{entity.kind, entity.id}),
          unit_ref(reading, entity.unit), sight.is_entitled(entity.unit, PersonId{})};
}

// Not under the lock.
Value entity_view(const Impl& impl, const DeclaredKind& kind, const SeenEntity& seen) {
  const Fields fields(impl, *kind.program, seen.entitled);
  const registers::Entity& entity = *seen.entity;
  Context out;
  out.set("kind", Value::text(entity.kind));
  out.set("id", Value::text(entity.id));
  out.set("name", name_of_entity(*kind, entity));
  out.set("unit", seen.unit);
  out.set("state", entity_state_text(entity.state));
  out.set("fields", Value::list(fields.of_register(kind->fields, entity.content)));
  return Value::context(std::move(out));
}

Error no_kind(std::string_view kind) { return not_found("register.unknown-kind", {{"kind", std::string(kind)}}); }

}  // namespace

Result<Value> Engine::entities(Viewer viewer, std::string_view kind, UnitId unit) const {
  DeclaredKind declared;
  std::vector<SeenEntity> seen;
  {
    const Reading reading(*impl_);
    const Sight sight(reading, viewer.person);
    declared = find_kind(reading, kind);
    if (!declared) return no_kind(kind);
    if (unit && (reading.directory().unit(unit) == nullptr || !sight.sees_work_of(reading, unit)))
      return not_found("service.no-unit");
    for (const UnitId one : unit ? std::vector<UnitId>{unit} : sight.units_of_work(reading)) {
      if (!sight.sees_work_of(reading, one)) continue;
      for (const registers::Entity* entity : reading.state.registers.entities_of(one, kind))
        seen.push_back(see(reading, sight, *entity));
    }
  }
  List items;
  for (const SeenEntity& one : seen) items.push_back(entity_view(*impl_, declared, one));
  Context out;  // whole: whoever shows it cuts it into pages
  out.set("items", Value::list(std::move(items)));
  return finish(*impl_, Value::context(std::move(out)));
}

Result<Value> Engine::entity(Viewer viewer, std::string_view kind, std::string_view id) const {
  DeclaredKind declared;
  SeenEntity seen;
  {
    const Reading reading(*impl_);
    const Sight sight(reading, viewer.person);
    declared = find_kind(reading, kind);
    if (!declared) return no_kind(kind);
    const registers::Entity* entity = reading.state.registers.entity(kind, id);
    if (entity == nullptr || !sight.sees_work_of(reading, entity->unit))
      return not_found("register.no-such-entity", {{"kind", std::string(kind)}, {"id", std::string(id)}});
    seen = see(reading, sight, *entity);
  }
  return finish(*impl_, entity_view(*impl_, declared, seen));
}

}  // namespace chancery::service
