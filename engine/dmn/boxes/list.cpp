// List (10.2.1.7).
#include "engine/dmn/boxes/boxes.h"

namespace chancery::dmn {

Value evaluate_form(const ListBox& box, const feel::Scope& scope, Run& run) {
  List items;
  items.reserve(box.items.size());
  for (const BoxIndex item : box.items) items.push_back(run.evaluate(item, scope));
  return Value::list(std::move(items));
}

}  // namespace chancery::dmn
