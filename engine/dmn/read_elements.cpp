// Nodes of the requirements graph: their ids, names and types, so that everything after may refer to what stands further down.
#include "engine/dmn/reader.h"

namespace chancery::dmn {
namespace {

std::optional<ElementKind> kind_of(std::string_view name) {
  if (name == "inputData") return ElementKind::kInput;
  if (name == "decision") return ElementKind::kDecision;
  if (name == "businessKnowledgeModel") return ElementKind::kKnowledge;
  if (name == "decisionService") return ElementKind::kService;
  return std::nullopt;
}

}  // namespace

void Reader::read_elements() {
  declared_.resize(sources_.size());
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const xml::Element& element : source->root.children) {
      const auto kind = is_ours(element) ? kind_of(element.name) : std::nullopt;
      if (kind) read_element(element, *kind);
    }
    const bool is_library = !source->types.empty() || !source->elements.empty();
    if (!is_library && !failed()) report(source->root, "dmn.no-decision");
  }
}

void Reader::read_element(const xml::Element& element, ElementKind kind) {
  Element out;
  out.kind = kind;
  out.id = element.value("id");
  out.name = element.value("name");
  const xml::Element* variable = child(element, "variable");
  std::string name(variable != nullptr ? variable->value("name") : std::string_view());
  if (name.empty()) name = out.name;
  if (out.name.empty()) out.name = name;
  if (out.id.empty()) out.id = out.name;
  if (out.name.empty()) return report(element, "dmn.no-name", {{"element", element.name}});
  if (compiled_->elements.size() == kElementsMax)
    return report(element, "dmn.too-many-decisions", {{"limit", std::to_string(kElementsMax)}});
  const auto index = static_cast<ElementIndex>(compiled_->elements.size());
  if (!source_->by_id.emplace(out.id, index).second) return report(element, "dmn.duplicate-id", {{"id", out.id}});
  out.symbol = symbols_.intern(name);
  if (kind == ElementKind::kInput) out.qualified = symbols_.intern(source_->ns + "#" + name);
  out.ns = source_->ns;
  out.file = source_->file;
  out.line = element.position.line;
  out.column = element.position.column;
  declared_[source_->number].insert(out.symbol);
  if (kind == ElementKind::kDecision || kind == ElementKind::kService) compiled_->by_id.emplace(out.id, index);
  Logic logic;
  if (variable != nullptr) logic.type = type_of(*variable);
  compiled_->elements.push_back(std::move(out));
  compiled_->logic.push_back(std::move(logic));
  source_of_.push_back(source_);
  source_->elements.emplace_back(&element, index);
}

}  // namespace chancery::dmn
