// The requirements graph (DMN 1.5, clause 6): who requires whom, that nobody requires himself, where values stand, what is visible.
#include <algorithm>
#include <numeric>

#include "engine/dmn/reader.h"

namespace chancery::dmn {

void Reader::read_requirements() {
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const auto& [element, index] : source->elements) {
      if (compiled_->elements[index].kind == ElementKind::kService)
        read_service(*element, index);
      else
        read_requirements_of(*element, index);
    }
  }
  check_circles();
  form_islands();
  for (ElementIndex i = 0; i < compiled_->elements.size(); ++i)
    for (const ElementIndex r : compiled_->logic[i].required) make_visible(i, r);
}

void Reader::read_requirements_of(const xml::Element& element, ElementIndex index) {
  std::vector<ElementIndex>& required = compiled_->logic[index].required;
  for (const xml::Element& requirement : element.children) {
    if (!is_ours(requirement)) continue;
    for (const xml::Element& target : requirement.children) {
      if (!is_ours(target)) continue;
      if (target.name == "requiredInput") require(target, required, {ElementKind::kInput});
      if (target.name == "requiredDecision") require(target, required, {ElementKind::kDecision});
      if (target.name == "requiredKnowledge")
        require(target, required, {ElementKind::kKnowledge, ElementKind::kService});
    }
  }
}

// 10.4: the parameters of a service are its input data, then its input decisions, in their order.
void Reader::read_service(const xml::Element& element, ElementIndex index) {
  Logic& logic = compiled_->logic[index];
  std::vector<ElementIndex> encapsulated;
  for (const xml::Element* e : children(element, "inputData")) require(*e, logic.parameters, {ElementKind::kInput});
  for (const xml::Element* e : children(element, "inputDecision"))
    require(*e, logic.parameters, {ElementKind::kDecision});
  for (const xml::Element* e : children(element, "outputDecision"))
    require(*e, logic.outputs, {ElementKind::kDecision});
  for (const xml::Element* e : children(element, "encapsulatedDecision"))
    require(*e, encapsulated, {ElementKind::kDecision});
  if (child(element, "outputDecision") == nullptr)
    report(element, "dmn.no-output-decision", {{"service", compiled_->elements[index].name}});
}

void Reader::require(const xml::Element& target, std::vector<ElementIndex>& out,
                     std::initializer_list<ElementKind> kinds) {
  const std::string_view href = target.value("href");
  const auto found = find_required(href);
  const bool fits = found && std::find(kinds.begin(), kinds.end(), compiled_->elements[*found].kind) != kinds.end();
  if (!fits) return report(target, "dmn.unknown-requirement", {{"href", std::string(href)}});
  if (std::find(out.begin(), out.end(), *found) == out.end()) out.push_back(*found);
}

// "#id" is of this file, "namespace#id" of a file that is imported, directly or not.
std::optional<ElementIndex> Reader::find_required(std::string_view href) const {
  const std::size_t hash = href.find('#');
  const std::string_view ns = hash == std::string_view::npos ? std::string_view() : href.substr(0, hash);
  const std::string_view id = hash == std::string_view::npos ? href : href.substr(hash + 1);
  if (ns.empty() || ns == source_->ns) {
    const auto own = source_->by_id.find(id);
    if (own != source_->by_id.end()) return own->second;
  }
  for (const auto& other : sources_) {
    if (ns.empty() || other->ns != ns) continue;
    const auto found = other->by_id.find(id);
    if (found != other->by_id.end()) return found->second;
  }
  return std::nullopt;
}

void Reader::check_circles() {
  std::vector<std::size_t> heights(compiled_->elements.size());
  for (ElementIndex i = 0; i < compiled_->elements.size(); ++i) {
    if (compiled_->elements[i].kind == ElementKind::kKnowledge) std::erase(compiled_->logic[i].required, i);
  }
  for (ElementIndex i = 0; i < compiled_->elements.size(); ++i)
    if (!height(i, heights, 1)) return;
}

// The longest way down, depth first: 0 unknown, SIZE_MAX on the path. None after the first fault. A knowledge model may call itself.
std::optional<std::size_t> Reader::height(ElementIndex index, std::vector<std::size_t>& heights, std::size_t depth) {
  if (heights[index] != 0 && heights[index] != SIZE_MAX) return heights[index];
  const Element& element = compiled_->elements[index];
  const auto fail = [&](const char* code, MessageParameter parameter) {
    diagnostics_.push_back({element.file, element.line, element.column, code, {std::move(parameter)}});
    return std::nullopt;
  };
  const MessageParameter limit{"limit", std::to_string(kRequirementDepthMax)};
  if (heights[index] == SIZE_MAX) return fail("dmn.circle", {"decision", element.name});
  if (depth > kRequirementDepthMax) return fail("dmn.requirements-too-deep", limit);
  heights[index] = SIZE_MAX;
  std::size_t highest = 0;
  for (const auto* list : {&compiled_->logic[index].required, &compiled_->logic[index].outputs}) {
    for (const ElementIndex next : *list) {
      const auto below = height(next, heights, depth + 1);
      if (!below) return std::nullopt;
      highest = std::max(highest, *below);
    }
  }
  if (highest == kRequirementDepthMax) return fail("dmn.requirements-too-deep", limit);
  heights[index] = highest + 1;
  return highest + 1;
}

// Elements that hang together get one frame, so that taking one decision of a large package stays small.
void Reader::form_islands() {
  std::vector<ElementIndex> parent(compiled_->elements.size());
  std::iota(parent.begin(), parent.end(), ElementIndex{0});
  const auto root = [&](ElementIndex i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (ElementIndex i = 0; i < parent.size(); ++i) {
    const Logic& logic = compiled_->logic[i];
    for (const auto* list : {&logic.required, &logic.parameters, &logic.outputs})
      for (const ElementIndex other : *list) parent[root(other)] = root(i);
  }
  std::vector<std::uint32_t> sizes(parent.size());
  for (ElementIndex i = 0; i < parent.size(); ++i) compiled_->logic[i].slot = sizes[root(i)]++;
  for (ElementIndex i = 0; i < parent.size(); ++i) compiled_->logic[i].island_slots = sizes[root(i)];
}

void Reader::make_visible(ElementIndex from, ElementIndex required) {
  Logic& logic = compiled_->logic[from];
  const Element& element = compiled_->elements[required];
  const std::uint32_t slot = compiled_->logic[required].slot;
  std::vector<std::string> path;
  std::set<const Source*> seen;
  const bool reached = import_path(*source_of_[from], *source_of_[required], path, seen);
  if (!reached) {
    source_ = sources_[source_of_[from]->number].get();
    return report(source_->root, "dmn.not-imported", {{"name", element.name}, {"namespace", element.ns}});
  }
  if (path.empty()) return logic.visible.push_back({element.symbol, slot});
  path.push_back(symbols_.name(element.symbol));
  std::vector<ImportedName>* level = &logic.imported;
  for (const std::string& part : path) {
    auto at = std::find_if(level->begin(), level->end(), [&](const ImportedName& n) { return n.name == part; });
    if (at == level->end()) at = level->insert(level->end(), {part, symbols_.intern(part), slot, {}});
    level = &at->entries;
  }
}

// Names of the imports on the way; one without a name adds none.
bool Reader::import_path(const Source& from, const Source& to, std::vector<std::string>& path,
                         std::set<const Source*>& seen) {
  if (&from == &to) return true;
  if (!seen.insert(&from).second) return false;
  for (const Import& import : from.imports) {
    for (const Source* model : import.models) {
      if (!import.name.empty()) path.push_back(import.name);
      if (import_path(*model, to, path, seen)) return true;
      if (!import.name.empty()) path.pop_back();
    }
  }
  return false;
}

}  // namespace chancery::dmn
