#include "engine/bpmn/element_kind.h"

#include <iterator>

#include "engine/base/assert.h"

namespace chancery::bpmn {

namespace {

struct ElementRow {
  std::string_view tag;
  std::string_view stem;
  Category category;
  Support support;
};

constexpr ElementRow kElements[] = {
#define CHANCERY_ELEMENT(name, stem, tag, category, support) {tag, #stem, Category::k##category, Support::k##support},
#include "engine/bpmn/elements.def"
};

struct EventRow {
  std::string_view tag;
  bool start;
  bool inner;
  bool catching;
  bool throwing;
  bool boundary;
  bool end;
};

constexpr EventRow kEvents[] = {
#define CHANCERY_EVENT(name, tag, start, inner, catching, throwing, boundary, end) \
  {tag, start, inner, catching, throwing, boundary, end},
#include "engine/bpmn/elements.def"
};

const ElementRow& row_of(ElementKind kind) { return kElements[static_cast<std::size_t>(kind)]; }

bool runs(const EventRow& row, ElementKind kind, StartOf start) {
  switch (kind) {
    case ElementKind::kStartEvent: return start == StartOf::kProcess ? row.start : row.inner;
    case ElementKind::kIntermediateCatchEvent: return row.catching;
    case ElementKind::kIntermediateThrowEvent: return row.throwing;
    case ElementKind::kBoundaryEvent: return row.boundary;
    default: CHANCERY_ASSERT(kind == ElementKind::kEndEvent); return row.end;
  }
}

}  // namespace

std::string_view tag_of(ElementKind kind) { return row_of(kind).tag; }
std::string_view tag_of(EventKind kind) { return kEvents[static_cast<std::size_t>(kind)].tag; }
std::string_view stem_of(ElementKind kind) { return row_of(kind).stem; }
Category category_of(ElementKind kind) { return row_of(kind).category; }
Support support_of(ElementKind kind) { return row_of(kind).support; }

Support support_of(ElementKind kind, EventKind event, StartOf start) {
  return runs(kEvents[static_cast<std::size_t>(event)], kind, start) ? Support::kSupported : Support::kUnsupported;
}

std::optional<ElementKind> element_kind_of_tag(std::string_view tag) {
  for (std::size_t i = 0; i < std::size(kElements); ++i) {
    if (kElements[i].tag == tag) return static_cast<ElementKind>(i);
  }
  return std::nullopt;
}

std::optional<EventKind> event_kind_of_tag(std::string_view tag) {
  for (std::size_t i = 0; i < std::size(kEvents); ++i) {
    if (!tag.empty() && kEvents[i].tag == tag) return static_cast<EventKind>(i);
  }
  return std::nullopt;
}

}  // namespace chancery::bpmn
