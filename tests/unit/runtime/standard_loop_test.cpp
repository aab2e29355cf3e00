// Standard loops (BPMN 2.0.2, 10.3.7): an activity again and again, one after another.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string loop(const std::string& condition, const std::string& attributes = "") {
  return "<standardLoopCharacteristics " + attributes + ">" +
         (condition.empty() ? "" : "<loopCondition><![CDATA[" + condition + "]]></loopCondition>") +
         "</standardLoopCharacteristics>";
}

std::string looped(const std::string& characteristics) {
  return one(start() + users("after") + path("s a after") + event("userTask", "a", characteristics));
}

TEST(StandardLoop, IsAskedAfterEachRun) {
  Stand stand(looped(loop("n < 3")));
  EXPECT_EQ(stand.start("p", R"({"n": 9})"), "");
  EXPECT_EQ(stand.waiting(), "a a");
  EXPECT_EQ(stand.complete("a", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a a");
  EXPECT_EQ(stand.complete("a", R"({"n": 3})"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(StandardLoop, IsAskedBeforeTheFirstRunWhereTheModelSaysSo) {
  Stand stand(looped(loop("n < 3", "testBefore=\"true\"")));
  EXPECT_EQ(stand.start("p", R"({"n": 9})"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(StandardLoop, TheMaximumEndsItWhateverTheConditionSays) {
  Stand stand(looped(loop("true", "loopMaximum=\"2\"")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(StandardLoop, WithAMaximumAlone) {
  Stand stand(one(start() + users("after") + path("s t after") +
                  event("scriptTask", "t",
                        loop("", "loopMaximum=\"3\"") + "<script>if n = null then 1 else n + loopCounter</script>", "",
                        "scriptFormat=\"feel\" camunda:resultVariable=\"n\"")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.value("n"), "4");
}

TEST(StandardLoop, OneThatNeverEndsIsAFault) {
  Stand stand(one(start() + users("after") + path("s t after") + event("task", "t", loop("true"))));
  EXPECT_EQ(stand.start(), "runtime.too-many-loops");
}

TEST(StandardLoop, ABoundaryEventEndsTheWholeLoop) {
  Stand stand(one(start() + users("after x") + path("s a after") + path("c x") +
                      event("userTask", "a", loop("true", "loopMaximum=\"5\"")) + boundary("c", "a", message("m")),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

}  // namespace
}  // namespace chancery::test
