// engine/docs/bpmn-elements.md is made from elements.def: this test renders it and compares. With CHANCERY_WRITE_PAGES=1 it writes it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include "engine/bpmn/element_kind.h"

namespace chancery::bpmn {
namespace {

const char* mark(Support support) { return support == Support::kSupported ? "yes" : "–"; }

std::string elements_table() {
  std::ostringstream out;
  out << "| element | runs |\n|---|---|\n";
  for (std::size_t i = 0; i < kElementKindCount; ++i) {
    const auto kind = static_cast<ElementKind>(i);
    out << "| `" << tag_of(kind) << "` | " << mark(support_of(kind)) << " |\n";
  }
  return out.str();
}

std::string name_of(EventKind kind) {
  if (kind == EventKind::kNone) return "none";
  if (kind == EventKind::kMultiple) return "several (multiple, parallel multiple)";
  return "`" + std::string(tag_of(kind)) + "`";
}

std::string events_table() {
  using enum ElementKind;
  std::ostringstream out;
  out << "| definition | start | start of an event sub-process | intermediate catch | intermediate throw | boundary | "
         "end |\n"
      << "|---|---|---|---|---|---|---|\n";
  for (std::size_t i = 0; i <= static_cast<std::size_t>(EventKind::kMultiple); ++i) {
    const auto kind = static_cast<EventKind>(i);
    out << "| " << name_of(kind) << " | " << mark(support_of(kStartEvent, kind)) << " | "
        << mark(support_of(kStartEvent, kind, StartOf::kEventSubProcess));
    for (const ElementKind where : {kIntermediateCatchEvent, kIntermediateThrowEvent, kBoundaryEvent, kEndEvent})
      out << " | " << mark(support_of(where, kind));
    out << " |\n";
  }
  return out.str();
}

std::string page() {
  return "# BPMN elements that run\n\n"
         "Made from `engine/bpmn/elements.def` by `tests/unit/bpmn/elements_page_test.cpp`; not edited by hand. What "
         "does not run is\n"
         "refused at deployment, by name and place. How they run: [`bpmn-execution.md`](bpmn-execution.md).\n\n"
         "## Elements\n\n" +
         elements_table() + "\n## Events\n\n" + events_table();
}

TEST(ElementsPage, SaysWhatTheTableSays) {
  const std::string path = std::string(CHANCERY_SOURCE_DIR) + "/engine/docs/bpmn-elements.md";
  if (std::getenv("CHANCERY_WRITE_PAGES") != nullptr) std::ofstream(path) << page();
  std::ifstream in(path);
  const std::string written{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_EQ(written, page()) << "write it anew: CHANCERY_WRITE_PAGES=1 build/bin/bpmn_test";
}

}  // namespace
}  // namespace chancery::bpmn
