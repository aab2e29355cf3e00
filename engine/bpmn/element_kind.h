// ElementKind and EventKind: the enums made from elements.def, with the columns of their rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

namespace chancery::bpmn {

enum class ElementKind : std::uint8_t {
#define CHANCERY_ELEMENT(name, stem, tag, category, support) k##name,
#include "engine/bpmn/elements.def"
};

enum class EventKind : std::uint8_t {
#define CHANCERY_EVENT(name, tag, start, inner, catching, throwing, boundary, end) k##name,
#include "engine/bpmn/elements.def"
};

enum class Category : std::uint8_t { kEvent, kTask, kGateway, kScope };
enum class Support : std::uint8_t { kSupported, kUnsupported };

inline constexpr std::size_t kElementKindCount =
    std::initializer_list<ElementKind>{
#define CHANCERY_ELEMENT(name, stem, tag, category, support) ElementKind::k##name,
#include "engine/bpmn/elements.def"
    }
        .size();

// The XML tag of an element kind ("userTask") or of an event definition ("timerEventDefinition"; "" for none and
// multiple).
std::string_view tag_of(ElementKind kind);
std::string_view tag_of(EventKind kind);
// The row's stem ("user_task"), which is also the file name of its behavior.
std::string_view stem_of(ElementKind kind);
Category category_of(ElementKind kind);
Support support_of(ElementKind kind);
// Where a start event stands: it begins a case, or an event sub-process.
enum class StartOf : std::uint8_t { kProcess, kEventSubProcess };
// Whether an event of this kind runs with this definition; kind must be of Category::kEvent. `start` counts for start events only.
Support support_of(ElementKind kind, EventKind event, StartOf start = StartOf::kProcess);

std::optional<ElementKind> element_kind_of_tag(std::string_view tag);
std::optional<EventKind> event_kind_of_tag(std::string_view tag);

// It holds elements of its own.
constexpr bool is_sub_process(ElementKind kind) {
  return kind == ElementKind::kSubProcess || kind == ElementKind::kTransaction || kind == ElementKind::kAdHocSubProcess;
}
// A task or scope (BPMN 2.0.2, 10.3): what a boundary event may be attached to.
constexpr bool is_activity(Category category) { return category == Category::kTask || category == Category::kScope; }

}  // namespace chancery::bpmn
