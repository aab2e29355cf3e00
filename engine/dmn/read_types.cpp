// Item definitions → ItemTypes, and the names of types.
#include <algorithm>
#include <array>

#include "engine/dmn/reader.h"

namespace chancery::dmn {
namespace {

// Spellings of DMN 1.1 and of common modelers, besides those of FEEL.
constexpr std::array<std::pair<std::string_view, feel::TypeKind>, 10> kOtherNames{
    {{"any", feel::TypeKind::kAny},
     {"bool", feel::TypeKind::kBoolean},
     {"integer", feel::TypeKind::kNumber},
     {"long", feel::TypeKind::kNumber},
     {"short", feel::TypeKind::kNumber},
     {"double", feel::TypeKind::kNumber},
     {"float", feel::TypeKind::kNumber},
     {"decimal", feel::TypeKind::kNumber},
     {"dateTime", feel::TypeKind::kDateTime},
     {"date_time", feel::TypeKind::kDateTime}}};

std::optional<feel::TypeKind> plain_type(std::string_view name) {
  if (const auto kind = feel::basic_type(name)) return kind;
  const auto found =
      std::find_if(kOtherNames.begin(), kOtherNames.end(), [&](const auto& row) { return row.first == name; });
  if (found == kOtherNames.end()) return std::nullopt;
  return found->second;
}

}  // namespace

void Reader::read_types() {
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const xml::Element* element : children(source->root, "itemDefinition")) {
      const std::string name(element->value("name"));
      const TypeIndex index = compiled_->types.add({});
      source->type_elements.emplace_back(element, index);
      if (name.empty()) {
        report(*element, "dmn.no-name", {{"element", element->name}});
      } else if (!source->types.emplace(name, index).second) {
        report(*element, "dmn.duplicate-type", {{"type", name}});
      }
    }
  }
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const auto& [element, index] : source->type_elements) define_type(*element, index);
  }
  check_type_circles();
  fill_feel_types();
}

void Reader::define_type(const xml::Element& element, TypeIndex index) {
  ItemType type = described_type(element);
  read_allowed(element, "allowedValues", type);
  if (element.value("isCollection") == "true" || element.value("isCollection") == "1") {
    ItemType list;
    list.name = type.name;
    list.kind = feel::TypeKind::kList;
    list.items = compiled_->types.add(std::move(type));
    type = std::move(list);
  }
  read_allowed(element, "typeConstraint", type);
  compiled_->types[index] = std::move(type);
}

ItemType Reader::described_type(const xml::Element& element) {
  ItemType type;
  type.name = element.value("name");
  const auto part = [this](const xml::Element& e) {
    const TypeIndex index = compiled_->types.add({});
    define_type(e, index);
    return index;
  };
  for (const xml::Element* component : children(element, "itemComponent")) {
    type.kind = feel::TypeKind::kContext;
    const std::string name(component->value("name"));
    if (must_be_known(name)) source_->component_names.push_back(name);
    type.entries.push_back({name, part(*component)});
  }
  if (const xml::Element* function = child(element, "functionItem")) {
    type.kind = feel::TypeKind::kFunction;
    for (const xml::Element* parameter : children(*function, "parameters"))
      type.entries.push_back({std::string(parameter->value("name")), type_of(*parameter)});
    type.result = type_named(function->value("outputTypeRef"), *function);
  } else if (const xml::Element* reference = child(element, "typeRef"); reference != nullptr && type.entries.empty()) {
    type.base = type_named(xml::trimmed(reference->text), *reference);
  }
  return type;
}

void Reader::read_allowed(const xml::Element& element, std::string_view holder, ItemType& type) {
  const xml::Element* allowed = child(element, holder);
  if (allowed == nullptr) return;
  feel::UnaryTests tests = unary_tests(*allowed);
  if (!tests.is_any()) type.allowed.push_back(std::move(tests));
  type.values = literal_values(*allowed);
}

// A type that narrows itself, directly or not, has no structure.
void Reader::check_type_circles() {
  ItemTypes& types = compiled_->types;
  for (const auto& source : sources_) {
    source_ = source.get();
    for (const auto& [element, index] : source->type_elements) {
      std::size_t steps = 0;
      for (TypeIndex i = index; types[i].base != kNoType && steps <= types.size(); i = types[i].base) ++steps;
      if (steps <= types.size()) continue;
      report(*element, "dmn.type-circle", {{"type", types[index].name}});
      types[index].base = kNoType;
    }
  }
}

void Reader::fill_feel_types() {
  for (const auto& source : sources_) {
    for (const auto& [name, index] : source->types) source->feel_types.add(name, compiled_->types.feel_type(index));
    for (const Import& import : source->imports)
      for (const Source* model : import.models)
        for (const auto& [name, index] : model->types)
          source->feel_types.add(import.name.empty() ? name : import.name + "." + name,
                                 compiled_->types.feel_type(index));
  }
}

// Names of item definitions may hold points, so the whole name comes first.
std::optional<TypeIndex> Reader::find_type(const Source& source, std::string_view name) const {
  if (const auto own = source.types.find(name); own != source.types.end()) return own->second;
  if (const auto kind = plain_type(name)) return compiled_->types.basic(*kind);
  for (const Import& import : source.imports) {
    if (import.name.empty()) {
      for (const Source* model : import.models)
        if (const auto own = model->types.find(name); own != model->types.end()) return own->second;
    } else if (name.starts_with(import.name + ".")) {
      for (const Source* model : import.models)
        if (const auto found = find_type(*model, name.substr(import.name.size() + 1))) return found;
    }
  }
  return std::nullopt;
}

TypeIndex Reader::type_named(std::string_view reference, const xml::Element& at) {
  if (reference.empty()) return kAnyType;
  if (const auto found = find_type(*source_, reference)) return *found;
  // DMN 1.1 writes a QName; the prefix of another model is that of its import.
  const std::size_t colon = reference.find(':');
  if (colon != std::string_view::npos) {
    const std::string_view local = reference.substr(colon + 1);
    if (const auto found = find_type(*source_, local)) return *found;
    for (const Import& import : source_->imports)
      for (const Source* model : import.models)
        if (const auto found = find_type(*model, local)) return *found;
  }
  report(at, "dmn.unknown-type", {{"type", std::string(reference)}}, Severity::kWarning);
  return kAnyType;
}

}  // namespace chancery::dmn
