#include "engine/graph/expressions.h"

#include <algorithm>

#include "engine/base/excerpt.h"

namespace chancery::graph {

namespace {

// "feel", in any case, or the name of FEEL as an address; without one it is FEEL.
bool is_feel(std::string language) {
  std::transform(language.begin(), language.end(), language.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return language.empty() || language == "feel" || language.find("/feel") != std::string::npos;
}

}  // namespace

ExpressionPass::ExpressionPass(std::string file, feel::SymbolTable& symbols, std::vector<Diagnostic>& diagnostics)
    : file_(std::move(file)), symbols_(symbols), diagnostics_(diagnostics) {}

feel::Expression ExpressionPass::compile_text(std::string_view text, const bpmn::Expression& source,
                                              const bpmn::SourcePosition& position) {
  if (!is_feel(source.language)) {
    diagnostics_.push_back({file_,
                            position.line,
                            position.column,
                            "graph.other-language",
                            {{"text", excerpt(text)}, {"language", source.language}}});
    return {};
  }
  if (text.find("${") != std::string_view::npos || text.find("#{") != std::string_view::npos) {
    diagnostics_.push_back(
        {file_, position.line, position.column, "graph.dialect-expression", {{"text", excerpt(text)}}});
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
  if (!source.text.starts_with('=')) return compile_text(source.text, source, source.position);
  return compile_text(std::string_view(source.text).substr(1), source,
                      {source.position.line, source.position.column + 1});
}

Input ExpressionPass::input(const bpmn::Expression& source) {
  if (source.text.empty()) return {};
  if (source.text.front() == '=') return Input(expression(source));
  if (source.text.find("${") != std::string::npos || source.text.find("#{") != std::string::npos)
    return Input(compile_text(source.text, source, source.position));
  if (source.text == "true") return Input(Value(true));
  if (source.text == "false") return Input(Value(false));
  if (auto number = Decimal::parse(source.text)) return Input(Value::number(*number));
  return Input(Value::text(source.text));
}

Input ExpressionPass::input(const bpmn::Parameter& source) {
  using Kind = bpmn::ParameterValue::Kind;
  const bpmn::Expression& text = source.value.text;
  if (source.value.kind == Kind::kText) return text.empty() ? Input(Value()) : input(text);
  if (source.value.kind == Kind::kScript) return Input(expression(text));
  diagnostics_.push_back({file_, source.position.line, source.position.column, "graph.nested-parameter", {}});
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
