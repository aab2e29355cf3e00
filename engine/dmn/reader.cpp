#include "engine/dmn/reader.h"

#include <algorithm>

namespace chancery::dmn {

ModelResult Reader::read(std::span<const SourceFile> files) {
  parse(files);
  resolve_imports();
  read_types();
  read_elements();
  read_requirements();
  read_logic();
  const auto place = [this](const Diagnostic& d) {
    const auto at = std::find_if(sources_.begin(), sources_.end(), [&](const auto& s) { return s->file == d.file; });
    return std::tuple(at - sources_.begin(), d.line, d.column);
  };
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  if (failed()) return {std::nullopt, std::move(diagnostics_)};
  return {DecisionModel(std::move(compiled_)), std::move(diagnostics_)};
}

std::vector<const xml::Element*> Reader::children(const xml::Element& element, std::string_view name) const {
  std::vector<const xml::Element*> found;
  for (const xml::Element& c : element.children)
    if (is_ours(c) && c.name == name) found.push_back(&c);
  return found;
}

void Reader::report(const xml::Element& at, std::string code, std::vector<MessageParameter> parameters,
                    Severity severity) {
  diagnostics_.push_back(
      {source_->file, at.position.line, at.position.column, std::move(code), std::move(parameters), severity});
}

void Reader::report(const Source& source, const xml::Element& at, std::string code,
                    std::vector<MessageParameter> parameters) {
  diagnostics_.push_back({source.file, at.position.line, at.position.column, std::move(code), std::move(parameters)});
}

void Reader::take(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& d : diagnostics) diagnostics_.push_back(std::move(d));
}

bool Reader::failed() const {
  return std::any_of(diagnostics_.begin(), diagnostics_.end(),
                     [](const Diagnostic& d) { return d.severity == Severity::kError; });
}

ModelResult compile_models(std::span<const SourceFile> files, feel::SymbolTable& symbols, Undefined undefined) {
  return Reader(symbols, undefined).read(files);
}

ModelResult compile_model(std::string_view file_name, BytesView bytes, feel::SymbolTable& symbols) {
  const SourceFile file{std::string(file_name), bytes};
  return compile_models({&file, 1}, symbols);
}

}  // namespace chancery::dmn
