// Filter (10.2.1.10): keeps the items for which `match` is true; a number picks one, as in FEEL (10.3.2.5).
#include "engine/dmn/boxes/boxes.h"

namespace chancery::dmn {
namespace {

class ItemScope : public feel::Scope {
 public:
  ItemScope(const FilterBox& box, const Value& item, const feel::Scope& outer)
      : box_(box), item_(item), outer_(outer) {}
  const Value* lookup(feel::Symbol symbol) const override {
    for (const FilterBox::Name& name : box_.names) {
      if (name.symbol != symbol || !item_.is_context()) continue;
      if (const Value* entry = item_.as_context().find(name.text)) return entry;
    }
    return symbol == box_.item ? &item_ : outer_.lookup(symbol);
  }

 private:
  const FilterBox& box_;
  const Value& item_;
  const feel::Scope& outer_;
};

Value item_at(const List& items, Decimal place, feel::EvaluationContext& context) {
  const auto number = place.to_int64();
  const auto size = static_cast<std::int64_t>(items.size());
  if (number && *number != 0 && *number <= size && *number >= -size)
    return items[static_cast<std::size_t>(*number > 0 ? *number - 1 : size + *number)];
  context.report("feel.no-such-item", {{"place", place.text()}, {"size", std::to_string(size)}});
  return {};
}

}  // namespace

Value evaluate_form(const FilterBox& box, const feel::Scope& scope, Run& run) {
  const Value source = run.evaluate(box.in, scope);
  const List single = source.is_list() || source.is_null() ? List() : List{source};
  const List& items = source.is_list() ? source.as_list() : single;
  List kept;
  for (const Value& item : items) {
    if (!run.context().spend(1)) return {};
    const Value test = run.evaluate(box.match, ItemScope(box, item, scope));
    if (test.is_number()) return item_at(items, test.as_number(), run.context());
    if (test.is_true()) kept.push_back(item);
  }
  return Value::list(std::move(kept));
}

}  // namespace chancery::dmn
