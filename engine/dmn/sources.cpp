// The first pass: files to trees, and which file imports which.
#include <algorithm>
#include <deque>

#include "engine/dmn/reader.h"

namespace chancery::dmn {
namespace {

// DMN 1.1, 1.2, 1.3, 1.4, 1.5.
constexpr std::string_view kNamespaces[] = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd", "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/", "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/"};

bool is_dmn(std::string_view ns) {
  return std::find(std::begin(kNamespaces), std::end(kNamespaces), ns) != std::end(kNamespaces);
}

bool imports_dmn(const xml::Element& import) {
  const std::string_view type = import.value("importType");
  return type.empty() || is_dmn(type);
}

}  // namespace

bool must_be_known(std::string_view name) {
  return std::any_of(name.begin(), name.end(), [](char c) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    return !word && static_cast<unsigned char>(c) < 0x80;
  });
}

void Reader::parse(std::span<const SourceFile> files) {
  for (const SourceFile& file : files) {
    xml::ParseResult parsed = xml::parse(file.name, file.bytes);
    take(std::move(parsed.diagnostics));
    if (!parsed.root) continue;
    auto source = std::make_unique<Source>();
    source->file = file.name;
    source->root = std::move(*parsed.root);
    source->ns = source->root.value("namespace");
    if (is_dmn(source->root.ns) && source->root.name == "definitions") {
      source->number = static_cast<std::uint32_t>(sources_.size());
      sources_.push_back(std::move(source));
      continue;
    }
    report(*source, source->root, "dmn.not-dmn", {{"namespace", source->root.ns}, {"element", source->root.name}});
  }
}

void Reader::resolve_imports() {
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const xml::Element* element : children(source->root, "import")) {
      const std::string ns(element->value("namespace"));
      if (!imports_dmn(*element)) {
        report(*element, "dmn.import-type", {{"namespace", ns}, {"type", std::string(element->value("importType"))}},
               Severity::kWarning);
        continue;
      }
      Import import{std::string(element->value("name")), {}};
      for (const auto& other : sources_)
        if (other->ns == ns && other != source) import.models.push_back(other.get());
      if (import.models.empty()) report(*element, "dmn.unknown-import", {{"namespace", ns}});
      source->imports.push_back(std::move(import));
    }
  }
  std::map<const Source*, int> state;
  for (const auto& source : sources_) check_import_circles(*source, state);
}

// Depth first; 1 on the path, 2 done.
void Reader::check_import_circles(Source& source, std::map<const Source*, int>& state) {
  if (state[&source] != 0) return;
  state[&source] = 1;
  for (const Import& import : source.imports) {
    for (const Source* model : import.models) {
      if (state[model] == 1) {
        report(source, source.root, "dmn.import-circle", {{"file", source.file}, {"imported", model->file}});
      } else {
        check_import_circles(*sources_[model->number], state);
      }
    }
  }
  state[&source] = 2;
}

std::vector<std::size_t> needed_files(std::span<const SourceFile> files) {
  std::vector<std::optional<xml::Element>> roots;
  roots.reserve(files.size());
  for (const SourceFile& file : files) roots.push_back(xml::parse(file.name, file.bytes).root);
  std::vector<std::size_t> needed;
  std::vector<bool> seen(files.size());
  std::deque<std::size_t> pending;
  const auto add = [&](std::size_t i) {
    if (!seen[i]) pending.push_back(i);
    seen[i] = true;
  };
  if (!files.empty()) add(0);
  while (!pending.empty()) {
    needed.push_back(pending.front());
    const auto& root = roots[pending.front()];
    pending.pop_front();
    if (!root) continue;
    for (const xml::Element& element : root->children)
      for (std::size_t i = 0; i < files.size() && element.name == "import"; ++i)
        if (roots[i] && roots[i]->value("namespace") == element.value("namespace")) add(i);
  }
  return needed;
}

}  // namespace chancery::dmn
