#include <gtest/gtest.h>

#include <set>

#include "engine/bpmn/element_kind.h"

namespace chancery::bpmn {
namespace {

TEST(Elements, TagsAndStemsAreUniqueAndFoundAgain) {
  std::set<std::string_view> tags, stems;
  for (std::size_t i = 0; i < kElementKindCount; ++i) {
    const auto kind = static_cast<ElementKind>(i);
    EXPECT_TRUE(tags.insert(tag_of(kind)).second);
    EXPECT_TRUE(stems.insert(stem_of(kind)).second);
    EXPECT_EQ(element_kind_of_tag(tag_of(kind)), kind);
  }
  EXPECT_EQ(kElementKindCount, 22u);
}

TEST(Elements, UnknownTagsHaveNoKind) {
  EXPECT_FALSE(element_kind_of_tag("usertask"));
  EXPECT_FALSE(element_kind_of_tag(""));
  EXPECT_FALSE(event_kind_of_tag(""));
  EXPECT_FALSE(event_kind_of_tag("userTask"));
  EXPECT_EQ(event_kind_of_tag("timerEventDefinition"), EventKind::kTimer);
}

TEST(Elements, SupportFollowsTheColumns) {
  using enum ElementKind;
  EXPECT_EQ(support_of(kUserTask), Support::kSupported);
  EXPECT_EQ(support_of(kComplexGateway), Support::kSupported);
  EXPECT_EQ(support_of(kTransaction), Support::kSupported);
  EXPECT_EQ(support_of(kAdHocSubProcess), Support::kSupported);
  EXPECT_EQ(support_of(kStartEvent, EventKind::kMessage), Support::kSupported);
  EXPECT_EQ(support_of(kStartEvent, EventKind::kTimer), Support::kSupported);
  EXPECT_EQ(support_of(kStartEvent, EventKind::kSignal), Support::kSupported);
  EXPECT_EQ(support_of(kStartEvent, EventKind::kError), Support::kUnsupported);
  EXPECT_EQ(support_of(kStartEvent, EventKind::kError, StartOf::kEventSubProcess), Support::kSupported);
  EXPECT_EQ(support_of(kStartEvent, EventKind::kNone, StartOf::kEventSubProcess), Support::kUnsupported);
  EXPECT_EQ(support_of(kIntermediateCatchEvent, EventKind::kNone), Support::kUnsupported);
  EXPECT_EQ(support_of(kIntermediateThrowEvent, EventKind::kTimer), Support::kUnsupported);
  EXPECT_EQ(support_of(kBoundaryEvent, EventKind::kError), Support::kSupported);
  EXPECT_EQ(support_of(kBoundaryEvent, EventKind::kEscalation), Support::kSupported);
  EXPECT_EQ(support_of(kBoundaryEvent, EventKind::kLink), Support::kUnsupported);
  EXPECT_EQ(support_of(kEndEvent, EventKind::kTerminate), Support::kSupported);
  EXPECT_EQ(support_of(kEndEvent, EventKind::kConditional), Support::kUnsupported);
}

TEST(Elements, OnlyTasksAndScopesAreActivities) {
  EXPECT_TRUE(is_activity(category_of(ElementKind::kUserTask)));
  EXPECT_TRUE(is_activity(category_of(ElementKind::kCallActivity)));
  EXPECT_FALSE(is_activity(category_of(ElementKind::kParallelGateway)));
  EXPECT_FALSE(is_activity(category_of(ElementKind::kBoundaryEvent)));
}

}  // namespace
}  // namespace chancery::bpmn
