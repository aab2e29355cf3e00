#include "engine/runtime/choices.h"

#include <algorithm>

namespace chancery::runtime {

namespace {

Value text_pair(const std::string& zh, const std::string& en) {
  Context out;
  out.set("zh", Value::text(zh));
  out.set("en", Value::text(en));
  return Value::context(std::move(out));
}

Value choice(Value value, Value label) {
  Context out;
  out.set("value", std::move(value));
  out.set("label", std::move(label));
  return Value::context(std::move(out));
}

// `where` over the entry's own fields, then the names around.
class EntryScope : public feel::Scope {
 public:
  EntryScope(const feel::SymbolTable& symbols, const Value& entry, const feel::Scope& outer)
      : symbols_(symbols), entry_(entry), outer_(outer) {}
  const Value* lookup(feel::Symbol symbol) const override {
    const Value* found = entry_.as_context().find(symbols_.name(symbol));
    return found != nullptr ? found : outer_.lookup(symbol);
  }

 private:
  const feel::SymbolTable& symbols_;
  const Value& entry_;
  const feel::Scope& outer_;
};

bool fits(const Program& program, const forms::Options& options, const Value& entry, const feel::Scope& scope,
          const World& world, Instant at) {
  if (!options.where) return true;
  feel::EvaluationContext context(*world.zones, at);
  return options.where.evaluate(EntryScope(program.symbols, entry, scope), context).is_true();
}

List register_choices(const Program& program, const State& state, UnitId unit, const forms::Options& options,
                      const feel::Scope& scope, const World& world, Instant at) {
  List out;
  for (const registers::Entity* entity : state.registers.entities_of(unit, options.name)) {
    const Value entry = entity->context();
    if (!fits(program, options, entry, scope, world, at)) continue;
    const Value& name = entry.get("name");
    Value label = name.is_context() ? name
                  : name.is_text()  ? text_pair(std::string(name.as_text()), std::string(name.as_text()))
                                    : text_pair(entity->id, entity->id);
    out.push_back(choice(Value::text(entity->id), std::move(label)));
  }
  return out;
}

List staff_choices(const State& state, UnitId unit, const forms::Options& options, Instant at) {
  List out;
  std::vector<PersonId> seen;
  for (const std::string& post : options.posts)
    for (const auto& held : state.directory.holders(unit, post, at)) {
      const PersonId person = held.holding->terms.person;
      if (std::find(seen.begin(), seen.end(), person) != seen.end()) continue;
      seen.push_back(person);
      out.push_back(choice(Value::number(static_cast<std::int64_t>(person.value)), Value::text(post)));
    }
  return out;
}

List catalogue_choices(const Program& program, const forms::Options& options, const feel::Scope& scope,
                       const World& world, Instant at) {
  List out;
  for (const char* list : {"retained", "prohibited"}) {
    const Value& items = program.catalogue.get(list);
    if (!items.is_list() || (options.name != "items" && options.name != list)) continue;
    for (const Value& item : items.as_list())
      if (item.is_context() && fits(program, options, item, scope, world, at))
        out.push_back(choice(item.get("id"), item.get("name")));
  }
  return out;
}

}  // namespace

Value choices(const Program& program, const State& state, UnitId unit, const forms::Options& options,
              const feel::Scope& scope, const World& world, Instant at) {
  using Source = forms::Options::Source;
  switch (options.source) {
    case Source::kRegister: return Value::list(register_choices(program, state, unit, options, scope, world, at));
    case Source::kStaff: return Value::list(staff_choices(state, unit, options, at));
    case Source::kCatalogue: return Value::list(catalogue_choices(program, options, scope, world, at));
    case Source::kValues: break;
  }
  List out;
  for (const auto& [value, name] : options.values) out.push_back(choice(value, text_pair(name.zh, name.en)));
  return Value::list(std::move(out));
}

forms::Lookups form_lookups(const Program& program, const State& state, UnitId unit, const feel::Scope& scope,
                            const World& world, Instant at) {
  forms::Lookups out;
  out.offers = [&program, &state, unit, &scope, &world, at](const forms::Options& options, const Value& value) {
    const Value list = choices(program, state, unit, options, scope, world, at);
    for (const Value& entry : list.as_list())
      if (entry.get("value") == value) return true;
    return false;
  };
  out.person = [&state](std::string_view text) { return state.directory.resolve_person(text); };
  return out;
}

}  // namespace chancery::runtime
