// What a hit policy gets and gives: the rules that matched, with their outputs → the value of the table (DMN 1.5, 8.2.10).
// One policy per file; policy.cpp picks by the table's letter. `hits` is never empty: no match is decided before.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/dmn/table.h"

namespace chancery::dmn {

struct Hit {
  std::size_t rule = 0;        // index in the table
  std::vector<Value> outputs;  // one per output clause
  Value value;                 // the one output, or a context of all
};

struct Hits {
  const DecisionTable& table;
  const std::string& decision_id;
  std::vector<Hit> hits;
  feel::EvaluationContext& context;

  // null and a diagnostic with {decision, rules}.
  Value fail(std::string_view code) const;
  List values() const;
  // Orders hits by the place of their outputs in the outputValues, first clause first; equal ones keep the rules' order.
  void sort_by_priority();
};

Value unique_hit(const Hits& hits);
Value any_hit(const Hits& hits);
Value first_hit(const Hits& hits);
Value priority_hit(Hits& hits);
Value collect_hits(const Hits& hits);
Value rule_order_hits(const Hits& hits);
Value output_order_hits(Hits& hits);

Value apply_hit_policy(Hits& hits);

}  // namespace chancery::dmn
