// Asks a decision of a model written in a test: the value as FEEL shows it, and the codes of what was reported.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/dmn/model.h"

namespace chancery::dmn::test {

inline const std::string kNamespace = "https://www.omg.org/spec/DMN/20230324/MODEL/";

// What stands inside <definitions> of a model; its lines begin at line 2.
struct Text {
  std::string inside;
  std::string ns = "urn:main";
  std::string file = "main.dmn";
};

inline std::string definitions(const Text& text) {
  return "<definitions xmlns=\"" + kNamespace + "\" name=\"m\" namespace=\"" + text.ns + "\">\n" + text.inside +
         "</definitions>";
}

inline ModelResult compiled(const std::vector<Text>& texts, feel::SymbolTable& symbols,
                            Undefined undefined = Undefined::kRefused) {
  std::vector<std::string> bytes;
  std::vector<SourceFile> files;
  bytes.reserve(texts.size());
  files.reserve(texts.size());
  for (const Text& text : texts) {
    const std::string& whole = bytes.emplace_back(definitions(text));
    files.push_back({text.file, {reinterpret_cast<const std::uint8_t*>(whole.data()), whole.size()}});
  }
  return compile_models(files, symbols, undefined);
}

inline std::string codes_of(const std::vector<Diagnostic>& diagnostics) {
  std::string codes;
  for (const Diagnostic& d : diagnostics) codes += (codes.empty() ? "" : " ") + d.code;
  return codes;
}

struct Asked {
  std::string value;
  std::string codes;
  Evaluation evaluation;
};

// Inputs are FEEL texts by name. A model that does not compile answers with the codes of its faults and the value "refused".
inline Asked ask(const std::vector<Text>& texts, const std::string& name,
                 const std::vector<std::pair<std::string, std::string>>& inputs = {},
                 ElementKind kind = ElementKind::kDecision, Undefined undefined = Undefined::kRefused) {
  feel::SymbolTable symbols;
  const ModelResult result = compiled(texts, symbols, undefined);
  if (!result.model) return {"refused", codes_of(result.diagnostics), {}};
  const Element* element = result.model->find_by_name(kind, name, "urn:main");
  if (element == nullptr) return {"not found", "", {}};
  feel::LocalScope scope;
  feel::EvaluationContext context;
  for (const auto& [input, text] : inputs)
    scope.set(symbols.intern(input),
              feel::compile_expression(text, symbols).expression.evaluate(feel::LocalScope(), context));
  Evaluation evaluation = result.model->evaluate(*element, scope, context);
  return {feel::to_text(evaluation.value), codes_of(context.diagnostics()), std::move(evaluation)};
}

inline std::string literal(const std::string& text, const std::string& type = "") {
  return "<literalExpression" + (type.empty() ? "" : " typeRef=\"" + type + "\"") + "><text>" + text +
         "</text></literalExpression>";
}

inline std::string input(const std::string& name, const std::string& type = "") {
  return "<inputData id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"" +
         (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/></inputData>\n";
}

enum class Needs : unsigned char { kInput, kDecision, kKnowledge };
inline std::string needs(Needs what, const std::string& href) {
  if (what == Needs::kInput)
    return "<informationRequirement><requiredInput href=\"" + href + "\"/></informationRequirement>";
  if (what == Needs::kDecision)
    return "<informationRequirement><requiredDecision href=\"" + href + "\"/></informationRequirement>";
  return "<knowledgeRequirement><requiredKnowledge href=\"" + href + "\"/></knowledgeRequirement>";
}

// `logic` may begin with requirements.
inline std::string decision(const std::string& name, const std::string& logic, const std::string& type = "") {
  return "<decision id=\"" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\"" +
         (type.empty() ? "" : " typeRef=\"" + type + "\"") + "/>" + logic + "</decision>\n";
}

}  // namespace chancery::dmn::test
