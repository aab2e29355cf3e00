#include "engine/feel/range_text.h"

#include <algorithm>

#include "engine/feel/parser.h"

namespace chancery::feel {
namespace {

struct NoVariables : Scope {
  const Value* lookup(Symbol) const override { return nullptr; }
};

bool is_temporal_call(const Node& node) {
  if (node.kind != NodeKind::kCall || node.children.size() != 2 || !node.names.empty()) return false;
  const Node& callee = *node.children[0];
  const Node& argument = *node.children[1];
  const bool known =
      callee.text == "date" || callee.text == "time" || callee.text == "date and time" || callee.text == "duration";
  return callee.kind == NodeKind::kName && known && argument.kind == NodeKind::kLiteral && argument.literal.is_text();
}

bool is_end(const NodePtr& node) {
  if (node->kind == NodeKind::kNegate) {
    return node->children[0]->kind == NodeKind::kLiteral && node->children[0]->literal.is_number();
  }
  if (node->kind == NodeKind::kZoned) return true;
  if (node->kind == NodeKind::kLiteral) return !node->literal.is_null() && !node->literal.is_bool();
  return is_temporal_call(*node);
}

}  // namespace

std::optional<Value> range_from_text(std::string_view text, const EvaluationContext& context) {
  if (text.size() > kExpressionBytesMax) return std::nullopt;
  const CompileOptions options;
  const NodePtr root = Parser(text, options).parse_expression();
  if (!root || root->kind != NodeKind::kRange) return std::nullopt;
  if (!std::all_of(root->children.begin(), root->children.end(), is_end)) return std::nullopt;
  SymbolTable symbols;
  const CompileResult compiled = compile_expression(text, symbols, options);
  if (!compiled.ok()) return std::nullopt;
  EvaluationContext inner(context.zones(), context.now());
  const Value value = compiled.expression.evaluate(NoVariables(), inner);
  return value.kind() == ValueKind::kRange ? std::optional(value) : std::nullopt;
}

}  // namespace chancery::feel
