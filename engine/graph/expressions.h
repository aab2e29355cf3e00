// The expression pass: texts of the model become compiled expressions. A text that begins with "=" is FEEL; where BPMN
// itself says "expression" (conditions, timers, loops) the sign may be left out. A text with ${…} or #{…} in it, or of
// the language "juel", is of the dialect of other engines; further languages are refused by name here.
#pragma once

#include <string>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/bpmn/model_parts.h"
#include "engine/graph/graph.h"

namespace chancery::graph {

class ExpressionPass {
 public:
  ExpressionPass(std::string file, feel::SymbolTable& symbols, std::vector<Diagnostic>& diagnostics);

  // Always an expression ("=" is dropped when it is there).
  feel::Expression expression(const bpmn::Expression& source);
  // Whether a text where a literal may stand is an expression.
  static bool is_expression(const bpmn::Expression& source);
  // A literal unless it is an expression; text as it stands, numbers and booleans in their form.
  Input input(const bpmn::Expression& source);
  Input input(const bpmn::ParameterValue& source);
  // Source side of an in/out mapping.
  Mapping mapping(const bpmn::VariableMapping& source);
  // A property value ("correlationKey").
  Input property(const std::string& text, bpmn::SourcePosition position);

 private:
  std::string file_;
  feel::SymbolTable& symbols_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace chancery::graph
