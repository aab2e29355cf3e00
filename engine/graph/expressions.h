// The expression pass: texts of the model become compiled FEEL. A text that begins with "=" is an expression; where BPMN itself
// says "expression" (conditions, timers, loops) the sign may be left out. The ${…} dialect and other languages are refused by name here.
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
  // A literal unless it begins with "="; text as it stands, numbers and booleans in their form.
  Input input(const bpmn::Expression& source);
  Input input(const bpmn::Parameter& source);
  // Source side of an in/out mapping.
  Mapping mapping(const bpmn::VariableMapping& source);
  // A property value ("correlationKey").
  Input property(const std::string& text, bpmn::SourcePosition position);

 private:
  feel::Expression compile_text(std::string_view text, const bpmn::Expression& source,
                                const bpmn::SourcePosition& position);
  std::string file_;
  feel::SymbolTable& symbols_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace chancery::graph
