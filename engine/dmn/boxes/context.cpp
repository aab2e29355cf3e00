// Context and relation (10.2.1.6, 10.2.1.8).
#include "engine/dmn/boxes/boxes.h"

namespace chancery::dmn {

Value evaluate_form(const ContextBox& box, const feel::Scope& scope, Run& run) {
  feel::LocalScope entries(&scope);
  Context context;
  context.reserve(box.entries.size());
  for (const ContextBox::Entry& entry : box.entries) {
    Value value = run.coerce(run.evaluate(entry.value, entries), entry.type, entry.name);
    if (box.result == kNoBox) context.set(entry.name, value);
    entries.set(entry.symbol, std::move(value));
  }
  return box.result != kNoBox ? run.evaluate(box.result, entries) : Value::context(std::move(context));
}

Value evaluate_form(const RelationBox& box, const feel::Scope& scope, Run& run) {
  List rows;
  rows.reserve(box.rows.size());
  for (const std::vector<BoxIndex>& cells : box.rows) {
    Context row;
    row.reserve(cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const RelationBox::Column& column = box.columns[i];
      row.set(column.name, run.coerce(run.evaluate(cells[i], scope), column.type, column.name));
    }
    rows.push_back(Value::context(std::move(row)));
  }
  return Value::list(std::move(rows));
}

}  // namespace chancery::dmn
