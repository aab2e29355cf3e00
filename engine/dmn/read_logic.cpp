// The logic of decisions and knowledge models, and what all boxes share: texts to FEEL, names around them.
#include <algorithm>

#include "engine/dmn/reader.h"

namespace chancery::dmn {
namespace {

bool is_feel(std::string_view language) {
  return language.empty() || language == "feel" || language == "FEEL" ||
         language.find("/FEEL") != std::string_view::npos;
}

}  // namespace

void Reader::read_logic() {
  compiled_->tables_of.resize(compiled_->elements.size());
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const auto& [element, index] : source->elements) {
      const ElementKind kind = compiled_->elements[index].kind;
      if (kind == ElementKind::kDecision || kind == ElementKind::kKnowledge) read_logic_of(*element, index);
    }
  }
}

void Reader::read_logic_of(const xml::Element& element, ElementIndex index) {
  element_ = index;
  names_ = source_->component_names;
  locals_.clear();
  read_symbols_.clear();
  warned_.clear();
  const auto learn = [this](const std::string& name) {
    if (must_be_known(name)) names_.push_back(name);
  };
  for (const Visible& name : compiled_->logic[index].visible) learn(symbols_.name(name.symbol));
  std::vector<const ImportedName*> pending;
  for (const ImportedName& name : compiled_->logic[index].imported) pending.push_back(&name);
  while (!pending.empty()) {
    const ImportedName& name = *pending.back();
    pending.pop_back();
    learn(name.name);
    for (const ImportedName& entry : name.entries) pending.push_back(&entry);
  }
  for (const Import& import : source_->imports)
    for (const Source* model : import.models)
      names_.insert(names_.end(), model->component_names.begin(), model->component_names.end());

  const Element& out = compiled_->elements[index];
  if (out.kind == ElementKind::kDecision) {
    const BoxIndex box = read_inside(element);
    if (box == kNoBox) report(element, "dmn.no-logic", {{"decision", out.name}}, of_undefined());
    compiled_->logic[index].box = box;
    return;
  }
  const xml::Element* body = child(element, "encapsulatedLogic");
  if (body == nullptr) report(element, "dmn.no-logic", {{"decision", out.name}}, of_undefined());
  learn(symbols_.name(out.symbol));
  const std::uint32_t function = read_function(body != nullptr ? *body : element, out.name);
  Logic& logic = compiled_->logic[index];
  logic.function = function;
  FunctionShape& shape = compiled_->functions[function];
  if (shape.body == kNoBox && body != nullptr) report(*body, "dmn.no-logic", {{"decision", out.name}}, of_undefined());
  if (logic.type != kAnyType && shape.result == kAnyType) shape.result = compiled_->types.result_of(logic.type);
  // Its own name, where it calls itself.
  if (std::find(read_symbols_.begin(), read_symbols_.end(), out.symbol) == read_symbols_.end()) return;
  const bool hidden = std::any_of(logic.visible.begin(), logic.visible.end(),
                                  [&](const Visible& name) { return name.symbol == out.symbol; });
  if (hidden) return;
  logic.required.push_back(index);
  logic.visible.push_back({out.symbol, logic.slot});
}

// Formal parameters and body, of a knowledge model or a boxed definition.
std::uint32_t Reader::read_function(const xml::Element& element, std::string name) {
  FunctionShape shape;
  shape.name = std::move(name);
  if (!element.value("kind").empty() && element.value("kind") != "FEEL") shape.external = element.value("kind");
  const Mark before = mark();
  for (const xml::Element* parameter : children(element, "formalParameter")) {
    const std::string_view parameter_name = parameter->value("name");
    if (parameter_name.empty()) report(*parameter, "dmn.no-name", {{"element", parameter->name}});
    shape.parameters.push_back({std::string(parameter_name), add_local(parameter_name), type_of(*parameter)});
  }
  const std::vector<feel::Symbol> outer = std::exchange(read_symbols_, {});
  shape.body = read_inside(element);
  forget(before);
  shape.captured = read_symbols_;
  note(outer);
  compiled_->functions.push_back(std::move(shape));
  return static_cast<std::uint32_t>(compiled_->functions.size() - 1);
}

feel::Symbol Reader::add_local(std::string_view name) {
  locals_.push_back(symbols_.intern(name));
  if (must_be_known(name)) names_.emplace_back(name);
  return locals_.back();
}

void Reader::forget(Mark mark) {
  locals_.resize(mark.locals);
  names_.resize(mark.names);
}

void Reader::note(const std::vector<feel::Symbol>& symbols) {
  for (const feel::Symbol symbol : symbols)
    if (std::find(read_symbols_.begin(), read_symbols_.end(), symbol) == read_symbols_.end())
      read_symbols_.push_back(symbol);
}

// A name that the model declares is seen only by who requires it (6.3.3); as an accident it reads the caller's variables.
void Reader::warn_of_names(const std::vector<feel::Symbol>& symbols, const xml::Element& at) {
  if (element_ == kNoElement) return;
  const std::vector<Visible>& visible = compiled_->logic[element_].visible;
  for (const feel::Symbol symbol : symbols) {
    const bool is_declared = declared_[source_->number].count(symbol) > 0;
    const bool is_seen =
        symbol == compiled_->elements[element_].symbol ||
        std::find(locals_.begin(), locals_.end(), symbol) != locals_.end() ||
        std::any_of(visible.begin(), visible.end(), [&](const Visible& name) { return name.symbol == symbol; });
    if (!is_declared || is_seen || !warned_.insert(symbol).second) continue;
    report(at, "dmn.not-required", {{"name", symbols_.name(symbol)}, {"decision", compiled_->elements[element_].name}},
           Severity::kWarning);
  }
}

feel::CompileOptions Reader::options_at(const xml::Element& text) const {
  feel::CompileOptions options;
  options.file = source_->file;
  options.line = text.text_position.line;
  options.column = text.text_position.column;
  options.known_names = names_;
  options.types = &source_->feel_types;
  return options;
}

bool Reader::check_language(const xml::Element& holder) {
  if (is_feel(holder.value("expressionLanguage"))) return true;
  report(holder, "dmn.unknown-language", {{"language", std::string(holder.value("expressionLanguage"))}});
  return false;
}

// A blank text is null. The prefix stands before the text without moving its place in the file.
feel::Expression Reader::expression(const xml::Element& holder, std::string_view prefix, std::string_view suffix) {
  const xml::Element* text = text_of(holder);
  if (!check_language(holder) || text == nullptr || xml::trimmed(text->text).empty()) return {};
  feel::CompileOptions options = options_at(*text);
  options.column -= static_cast<int>(prefix.size());
  const std::string whole = std::string(prefix).append(xml::trimmed(text->text)).append(suffix);
  feel::CompileResult compiled = feel::compile_expression(whole, symbols_, options);
  for (Diagnostic& d : compiled.diagnostics) d.severity = of_undefined();
  take(std::move(compiled.diagnostics));
  note(compiled.expression.symbols());
  warn_of_names(compiled.expression.symbols(), *text);
  return compiled.expression;
}

// A blank cell matches everything, as `-`.
feel::UnaryTests Reader::unary_tests(const xml::Element& holder) {
  const xml::Element* text = text_of(holder);
  if (!check_language(holder) || text == nullptr || xml::trimmed(text->text).empty()) return {};
  feel::UnaryTestsResult compiled = feel::compile_unary_tests(xml::trimmed(text->text), symbols_, options_at(*text));
  // A cell that does not compile matches nothing.
  const bool never = !compiled.ok() && undefined_ == Undefined::kNull;
  for (Diagnostic& d : compiled.diagnostics) d.severity = of_undefined();
  take(std::move(compiled.diagnostics));
  if (never) return feel::compile_unary_tests("? != ?", symbols_).tests;
  note(compiled.tests.symbols());
  warn_of_names(compiled.tests.symbols(), *text);
  return compiled.tests;
}

}  // namespace chancery::dmn
