#include "engine/graph/expressions.h"

namespace chancery::graph {

ExpressionPass::ExpressionPass(std::string file, feel::SymbolTable& symbols, std::vector<Diagnostic>& diagnostics)
    : file_(std::move(file)), symbols_(symbols), diagnostics_(diagnostics) {}

feel::Expression ExpressionPass::compile_text(std::string_view text, bpmn::SourcePosition position) {
  if (text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos) {
    diagnostics_.push_back({file_,
                            position.line,
                            position.column,
                            "graph.dialect-expression",
                            {{"text", std::string(text.substr(0, 80))}}});
    return {};
  }
  feel::CompileOptions options;
  options.file = file_;
  options.line = position.line;
  options.column = position.column;
  auto result = feel::compile_expression(text, symbols_, options);
  diagnostics_.insert(diagnostics_.end(), result.diagnostics.begin(), result.diagnostics.end());
  return result.expression;
}

feel::Expression ExpressionPass::expression(const bpmn::Expression& source) {
  std::string_view text = source.text;
  if (!text.empty() && text.front() == '=') text.remove_prefix(1);
  return compile_text(text, source.position);
}

Input ExpressionPass::input(const bpmn::Expression& source) {
  if (source.text.empty()) return {};
  if (source.text.front() == '=') return Input(compile_text(std::string_view(source.text).substr(1), source.position));
  if (source.text.find("${") != std::string::npos || source.text.find("#{") != std::string::npos)
    return Input(compile_text(source.text, source.position));
  if (source.text == "true") return Input(Value(true));
  if (source.text == "false") return Input(Value(false));
  if (auto number = Decimal::parse(source.text)) return Input(Value::number(*number));
  return Input(Value::text(source.text));
}

Input ExpressionPass::input(const bpmn::ParameterValue& source) {
  using Kind = bpmn::ParameterValue::Kind;
  if (source.kind == Kind::kText) return source.text.empty() ? Input(Value()) : input(source.text);
  if (source.kind == Kind::kScript) return Input(expression(source.text));
  diagnostics_.push_back({file_, source.text.position.line, source.text.position.column, "graph.nested-parameter", {}});
  return {};
}

Mapping ExpressionPass::mapping(const bpmn::VariableMapping& source) {
  Mapping out;
  out.target = source.target;
  switch (source.kind) {
    case bpmn::VariableMapping::Kind::kAll: out.all = true; break;
    case bpmn::VariableMapping::Kind::kVariable:
    case bpmn::VariableMapping::Kind::kExpression: out.source = Input(expression(source.source)); break;
    case bpmn::VariableMapping::Kind::kBusinessKey:
      out.source = Input(expression(source.source));
      out.target = "business_key";
      break;
  }
  return out;
}

Input ExpressionPass::property(const std::string& text, bpmn::SourcePosition position) {
  bpmn::Expression source;
  source.text = text;
  source.position = position;
  return input(source);
}

}  // namespace chancery::graph
