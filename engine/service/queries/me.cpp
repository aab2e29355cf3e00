// me: who is signed in, with posts and the units of work.
#include "engine/service/queries/directory.h"
#include "engine/service/queries/sight.h"

namespace chancery::service {

namespace {

using namespace queries;

// A seal's name, or null for a post that belongs to none.
Value seal_name(const Reading& reading, std::string_view seal) {
  if (seal.empty()) return {};
  const registers::Entity* entity = reading.state.registers.entity("seal", seal);
  const Value name = entity == nullptr ? Value() : entity->content.get("name");
  return name.is_null() ? Value::text(seal) : name;
}

Value held_post(const Reading& reading, const runtime::Program* program, const directory::HeldPost& held) {
  const directory::PostTerms& terms = held.holding->terms;
  Context out;
  out.set("post", Value::text(held.key->post));
  out.set("name", post_text(program, held.key->post));
  out.set("unit", unit_ref(reading, held.key->unit));
  out.set("seal", seal_name(reading, terms.seal));
  out.set("from", local_day(reading.zones, terms.from));
  out.set("until", terms.until ? local_day(reading.zones, Instant{terms.until->ms - 1}) : Value());
  out.set("designated", Value::boolean(terms.designated));
  return Value::context(std::move(out));
}

}  // namespace

Result<Value> Engine::me(Viewer viewer) const {
  Value answer;
  {
    const Reading reading(*impl_);
    if (reading.directory().person(viewer.person) == nullptr) return not_found("service.no-person");
    const Sight sight(reading, viewer.person);
    const ProgramPointer program = reading.latest();
    List posts;
    for (const auto& held : reading.directory().posts_of(viewer.person, reading.at, directory::Posts::kDesignatedToo))
      posts.push_back(held_post(reading, program.get(), held));
    List units;
    for (const UnitId unit : sight.units_of_work(reading))
      if (const auto* record = reading.directory().unit(unit)) units.push_back(unit_view(*record));
    Context out;
    out.set("person", person_ref(viewer.person));
    out.set("name", name_slot(viewer.person));
    out.set("posts", Value::list(std::move(posts)));
    out.set("units", Value::list(std::move(units)));
    out.set("administrator", Value::boolean(sight.is_administrator()));
    out.set("auditor", Value::boolean(sight.is_auditor()));
    answer = Value::context(std::move(out));
  }
  return finish(*impl_, answer);
}

}  // namespace chancery::service
