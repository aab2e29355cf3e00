// DecisionTable: a boxed decision table (DMN 1.5, clause 8), every cell compiled. Made by read_table.cpp, evaluated by
// boxes/table.cpp and hit_policies/, examined by analysis/. Never changed after that.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/dmn/item_types.h"
#include "engine/feel/feel.h"

namespace chancery::dmn {

enum class HitPolicy : unsigned char { kUnique, kAny, kFirst, kPriority, kCollect, kRuleOrder, kOutputOrder };
enum class Aggregation : unsigned char { kList, kSum, kCount, kMin, kMax };

struct InputClause {
  std::string label;  // its label, else the text of its expression
  feel::Expression expression;
  TypeIndex type = kAnyType;
  feel::UnaryTests allowed;  // inputValues; everything when there are none
};

struct OutputClause {
  std::string name;
  TypeIndex type = kAnyType;
  List values;               // outputValues, else the allowed values of the type; the first has the highest priority
  feel::UnaryTests allowed;  // the same as a test
  std::optional<feel::Expression> default_value;  // when no rule matches
};

struct Rule {
  std::string id;
  std::vector<feel::UnaryTests> tests;    // one per input
  std::vector<feel::Expression> outputs;  // one per output
  std::vector<std::string> annotations;   // those that are not blank
  int line = 0;
  int column = 0;
};

struct DecisionTable {
  std::string id;
  std::string file;
  int line = 0;
  int column = 0;
  HitPolicy hit_policy = HitPolicy::kUnique;
  Aggregation aggregation = Aggregation::kList;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<Rule> rules;
};

}  // namespace chancery::dmn
