// DecisionModel: the decisions of one DMN file (1.1 to 1.5), compiled. Decision tables and literal expressions, and the
// requirements between them; business knowledge models that hold a literal expression. Immutable after compile_model and safe
// to share between threads. Evaluation explains itself: which rules matched, on which inputs, in every decision it took.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/diagnostic.h"
#include "engine/feel/feel.h"

namespace chancery::dmn {

inline constexpr std::size_t kDecisionsMax = 5'000;  // of one file, knowledge models included
inline constexpr std::size_t kRulesMax = 10'000;     // of one table
inline constexpr std::size_t kColumnsMax = 200;      // inputs plus outputs of one table

enum class HitPolicy : unsigned char { kUnique, kAny, kFirst, kPriority, kCollect, kRuleOrder, kOutputOrder };
enum class Aggregation : unsigned char { kList, kSum, kCount, kMin, kMax };

struct InputClause {
  std::string label;  // its label, else the text of its expression
  feel::Expression expression;
  feel::UnaryTests allowed;  // inputValues; everything when there are none
};

struct OutputClause {
  std::string name;
  List values;                                    // outputValues, the first has the highest priority
  std::optional<feel::Expression> default_value;  // when no rule matches
};

struct Rule {
  std::string id;
  std::vector<feel::UnaryTests> tests;    // one per input
  std::vector<feel::Expression> outputs;  // one per output
};

struct DecisionTable {
  HitPolicy hit_policy = HitPolicy::kUnique;
  Aggregation aggregation = Aggregation::kList;
  std::vector<InputClause> inputs;
  std::vector<OutputClause> outputs;
  std::vector<Rule> rules;
};

struct Decision {
  std::string id;
  std::string name;
  feel::Symbol symbol = 0;  // of its name: how those that require it read its value
  std::optional<DecisionTable> table;
  feel::Expression literal;          // when there is no table
  std::vector<std::uint32_t> order;  // indices of all it requires, directly or not, in an order that works
  bool is_knowledge = false;         // a business knowledge model: its value is a function
};

// One decision that was taken, for the person who asks why.
struct DecisionTrace {
  std::string decision_id;
  std::vector<std::pair<std::string, Value>> inputs;  // label and value; tables only
  std::vector<std::size_t> matched_rules;             // numbers from 1, as the table shows them
  std::vector<std::string> matched_rule_ids;
  Value value;
};

struct Evaluation {
  Value value;
  std::vector<DecisionTrace> traces;  // in the order taken; the asked one last
};

class DecisionModel {
 public:
  const std::string& name() const { return name_; }
  const std::vector<Decision>& decisions() const { return decisions_; }
  // Null when there is no such decision. Business knowledge models are not found.
  const Decision* find(std::string_view decision_id) const;
  const Decision* find_by_name(std::string_view decision_name) const;

  // Takes the decision and before it all that it requires. Inputs are variables of `scope` under the symbols of their names.
  // An error is null and a diagnostic in `context`: those of feel, dmn.several-rules {decision, rules},
  // dmn.rules-disagree {decision, rules}, dmn.input-not-allowed {decision, input}, dmn.cannot-aggregate {decision}.
  // `decision` must belong to this model (assert).
  Evaluation evaluate(const Decision& decision, const feel::Scope& scope, feel::EvaluationContext& context) const;

 private:
  friend class Reader;
  std::string name_;
  std::vector<Decision> decisions_;
};

struct ModelResult {
  std::optional<DecisionModel> model;   // absent when, and only when, there are diagnostics
  std::vector<Diagnostic> diagnostics;  // all that was found: xml.*, feel.*, dmn.*
};

// `file_name` stands in the diagnostics. Names are interned in `symbols`, which the case's package shares.
ModelResult compile_model(std::string_view file_name, BytesView bytes, feel::SymbolTable& symbols);

}  // namespace chancery::dmn
