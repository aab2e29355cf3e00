#include "engine/graph/expressions.h"

#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/feel/dialect.h"

namespace chancery::graph {

namespace {

enum class Language : std::uint8_t { kFeel, kDialect, kOther };

// "feel", in any case, or the name of FEEL as an address; "juel" is the dialect of ${…}. Without one it is FEEL, unless the text has
// an expression of the dialect in it; what begins with "=" never has.
Language language_of(std::string language, std::string_view text) {
  std::transform(language.begin(), language.end(), language.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (language == "juel") return Language::kDialect;
  if (!language.empty() && language != "feel" && language.find("/feel") == std::string::npos) return Language::kOther;
  return !text.starts_with('=') && feel::is_dialect(text) ? Language::kDialect : Language::kFeel;
}

}  // namespace

ExpressionPass::ExpressionPass(std::string file, feel::SymbolTable& symbols, std::vector<Diagnostic>& diagnostics)
    : file_(std::move(file)), symbols_(symbols), diagnostics_(diagnostics) {}

feel::Expression ExpressionPass::expression(const bpmn::Expression& source) {
  feel::CompileOptions options;
  options.file = file_;
  options.line = source.position.line;
  options.column = source.position.column;
  const Language language = language_of(source.language, source.text);
  if (language == Language::kOther) {
    diagnostics_.push_back({file_,
                            options.line,
                            options.column,
                            "graph.other-language",
                            {{"text", excerpt(source.text)}, {"language", source.language}}});
    return {};
  }
  std::string_view text = source.text;
  if (language == Language::kFeel && text.starts_with('=')) {
    text.remove_prefix(1);
    ++options.column;
  }
  auto result = language == Language::kDialect ? feel::compile_dialect(text, symbols_, options)
                                               : feel::compile_expression(text, symbols_, options);
  diagnostics_.insert(diagnostics_.end(), result.diagnostics.begin(), result.diagnostics.end());
  return result.expression;
}

bool ExpressionPass::is_expression(const bpmn::Expression& source) {
  return source.text.starts_with('=') || feel::is_dialect(source.text);
}

Input ExpressionPass::input(const bpmn::Expression& source) {
  if (source.text.empty()) return {};
  if (is_expression(source)) return Input(expression(source));
  if (source.text == "true") return Input(Value(true));
  if (source.text == "false") return Input(Value(false));
  if (auto number = Decimal::parse(source.text)) return Input(Value::number(*number));
  return Input(Value::text(source.text));
}

Input ExpressionPass::input(const bpmn::ParameterValue& source) {
  using Kind = bpmn::ParameterValue::Kind;
  if (source.kind == Kind::kText) return source.text.text.empty() ? Input(Value()) : input(source.text);
  if (source.kind == Kind::kScript) return Input(expression(source.text));
  NestedInput nested;
  nested.is_list = source.kind == Kind::kList;
  nested.keys = source.keys;
  for (const bpmn::ParameterValue& item : source.items) nested.items.push_back(input(item));
  return Input(std::move(nested));
}

Mapping ExpressionPass::mapping(const bpmn::VariableMapping& source) {
  Mapping out;
  out.target = source.target;
  out.local = source.local;
  switch (source.kind) {
    case bpmn::VariableMapping::Kind::kAll: out.all = true; break;
    case bpmn::VariableMapping::Kind::kVariable: out.source = Input(expression(source.source)); break;
    case bpmn::VariableMapping::Kind::kExpression: out.source = input(source.source); break;
    case bpmn::VariableMapping::Kind::kBusinessKey:
      out.source = input(source.source);
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
