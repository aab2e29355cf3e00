// Multi-instance activities (BPMN 2.0.2, 13.3.7): sequential and parallel, by count and by collection, with completion
// condition.
#include <gtest/gtest.h>

#include "engine/feel/feel.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string loop(const std::string& attributes, const std::string& inside) {
  return "<multiInstanceLoopCharacteristics " + attributes + ">" + inside + "</multiInstanceLoopCharacteristics>";
}
std::string count(const std::string& n) { return "<loopCardinality>" + n + "</loopCardinality>"; }
std::string until(const std::string& condition) {
  return "<completionCondition><![CDATA[" + condition + "]]></completionCondition>";
}
constexpr const char* kOneByOne = "isSequential=\"true\"";

// s → vote (user task with this loop) → after
std::string votes(const std::string& characteristics, const std::string& more = "", const std::string& roots = "") {
  return one(start() + users("t") + event("userTask", "vote", characteristics) + users("after") + more +
                 path("s t vote after"),
             roots);
}

void begin(Stand& stand, std::string_view variables = "{}") {
  ASSERT_EQ(stand.start("p", variables), "");
  ASSERT_EQ(stand.complete("t"), "");
}

TEST(MultiInstance, ParallelOnesWaitTogether) {
  Stand stand(votes(loop("", count("3"))));
  begin(stand);
  EXPECT_EQ(stand.waiting(), "vote vote vote vote");  // the body and three inside
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.waiting(), "vote vote");
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(MultiInstance, SequentialOnesWaitOneAfterTheOther) {
  Stand stand(votes(loop(kOneByOne, count("3"))));
  begin(stand);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(stand.waiting(), "vote vote");
    EXPECT_EQ(stand.complete("vote"), "");
  }
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(MultiInstance, EachHasItsElement) {
  Stand stand(votes(loop("camunda:collection=\"=people\" camunda:elementVariable=\"who\"", "")));
  begin(stand, R"({"people": ["a", "b"], "who": "nobody"})");
  std::vector<std::string> found;
  for (const runtime::Instance& i : stand.state().instances)
    for (const runtime::Variable& v : i.variables)
      if (i.loop > 0) found.push_back(feel::to_text(v.value));
  EXPECT_EQ(found, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(stand.value("who"), "nobody");
}

TEST(MultiInstance, TheCollectionIsTheOneOfTheBeginning) {
  Stand stand(
      votes(loop(std::string(kOneByOne) + " camunda:collection=\"=people\" camunda:elementVariable=\"who\"", "")));
  begin(stand, R"({"people": [1, 2]})");
  EXPECT_EQ(stand.complete("vote", R"({"people": []})"), "");
  EXPECT_EQ(stand.value_in("vote", "who"), "2");
}

TEST(MultiInstance, NoneAtAllIsPassed) {
  Stand stand(votes(loop("", count("0"))));
  begin(stand);
  EXPECT_EQ(stand.waiting(), "after");
  Stand empty(votes(loop("camunda:collection=\"=[]\"", "")));
  begin(empty);
  EXPECT_EQ(empty.waiting(), "after");
}

TEST(MultiInstance, WhatIsNoCountOrListRefusesTheStep) {
  for (const char* bad : {"-1", "1.5", "\"many\"", "missing"}) {
    Stand stand(votes(loop("", count(bad))));
    ASSERT_EQ(stand.start(), "");
    EXPECT_EQ(stand.complete("t"), "runtime.bad-cardinality") << bad;
  }
  Stand stand(votes(loop("camunda:collection=\"=people\"", "")));
  ASSERT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"people": 3})"), "runtime.bad-collection");
  EXPECT_EQ(stand.complete("t"), "runtime.bad-collection");
}

TEST(MultiInstance, TheCompletionConditionCancelsTheRest) {
  Stand stand(votes(loop("", count("5") + until("nrOfCompletedInstances >= 2"))));
  begin(stand);
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s t vote vote -vote -vote -vote vote");
}

TEST(MultiInstance, TheCompletionConditionEndsASequence) {
  Stand stand(votes(loop(kOneByOne, count("5") + until("stop"))));
  begin(stand, R"({"stop": false})");
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.waiting(), "vote vote");
  EXPECT_EQ(stand.complete("vote", R"({"stop": true})"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(MultiInstance, ACompletionConditionThatIsNoBooleanIsRefused) {
  Stand stand(votes(loop("", count("2") + until("missing"))));
  begin(stand);
  EXPECT_EQ(stand.complete("vote"), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.waiting(), "vote vote vote");
}

TEST(MultiInstance, ItCountsWhatIsPlannedActiveAndDone) {
  Stand stand(votes(loop("", count("4") + until("nrOfInstances = 4 and nrOfActiveInstances = 2 and "
                                                "nrOfCompletedInstances = 2"))));
  begin(stand);
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.waiting(), "vote vote vote vote");
  EXPECT_EQ(stand.complete("vote"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// Parallel ones are all active before the first is done, even when they are done at once.
TEST(MultiInstance, ParallelOnesAreActiveTogetherEvenIfTheyDoNotWait) {
  Stand stand(one(
      start() + R"(<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="n"><script>n + 1</script>)" +
      loop("", count("3") + until("nrOfActiveInstances = 0")) + "</scriptTask>" + users("after") + path("s t after")));
  EXPECT_EQ(stand.start("p", R"({"n": 0})"), "");
  EXPECT_EQ(stand.value("n"), "3");
}

TEST(MultiInstance, OfSubProcessesEachIsAScope) {
  Stand stand(one(start() + users("after") + path("s sub after") +
                  sub_process("sub", loop("camunda:collection=\"=[1, 2]\" camunda:elementVariable=\"n\"",
                                          until("nrOfCompletedInstances = 1")) +
                                         start("is") + users("a b") + path("is a b"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub sub sub a a");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(MultiInstance, ASequenceOfScriptsRunsThrough) {
  Stand stand(one(
      start() +
      R"(<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="list"><script>append(list, x * loopCounter))"
      "</script>" +
      loop(std::string(kOneByOne) + " camunda:collection=\"=[5, 6, 7]\" camunda:elementVariable=\"x\"", "") +
      "</scriptTask>" + users("after") + path("s t after")));
  EXPECT_EQ(stand.start("p", R"({"list": []})"), "");
  EXPECT_EQ(stand.value("list"), "[0, 6, 14]");  // loopCounter begins at 0
}

TEST(MultiInstance, ABoundaryEventStandsOnceAroundAll) {
  Stand stand(
      votes(loop("", count("3")), boundary("late", "vote", timer("Duration", "PT1H")) + users("x") + path("late x")));
  begin(stand);
  EXPECT_EQ(stand.timers(), "late PT1H");
  EXPECT_EQ(stand.complete("vote"), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(MultiInstance, AnErrorOfOneCancelsAll) {
  Stand stand(one(start() + event("serviceTask", "t", loop("", count("3"))) + boundary("catch", "t", error("boom")) +
                      users("after saved") + path("s t after") + path("catch saved"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work_error("t", "boom"), "");
  EXPECT_EQ(stand.waiting(), "saved");
  EXPECT_EQ(stand.trace(), "s -t -t -t -t catch");
}

// The output of each becomes one entry of the collection outside.
TEST(MultiInstance, GathersTheOutputOfEach) {
  Stand stand(one(start() +
                  R"(<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="twice"><script>x * 2</script>)" +
                  loop("camunda:collection=\"=[1, 2, 3]\" camunda:elementVariable=\"x\"",
                       R"(<loopDataOutputRef>all</loopDataOutputRef><outputDataItem id="twice"/>)") +
                  "</scriptTask>" + users("after") + path("s t after")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.value("all"), "[2, 4, 6]");
}

TEST(MultiInstance, GathersWhatPersonsAndWorkersAnswer) {
  const auto gather = [](const std::string& id) {
    return loop(
        "", count("2") + "<loopDataOutputRef>all</loopDataOutputRef><outputDataItem id=\"" + id + "\" name=\"mine\"/>");
  };
  Stand stand(one(start() + event("userTask", "vote", gather("of_vote")) + event("serviceTask", "t", gather("of_t")) +
                  users("after") + path("s vote t after")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("vote", R"({"mine": 1})"), "");
  EXPECT_EQ(stand.complete("vote", R"({"mine": 2})"), "");
  EXPECT_EQ(stand.value("all"), "[1, 2]");
  EXPECT_EQ(stand.work("t", R"({"mine": 3})"), "");
  EXPECT_EQ(stand.work("t", R"({"mine": 4})"), "");
  EXPECT_EQ(stand.value("all"), "[1, 2, 3, 4]");
  EXPECT_EQ(stand.value("mine"), "-");
}

// A message that the activity itself throws may end the scope around it.
TEST(MultiInstance, SendTasksThatEndTheScopeAroundThem) {
  Stand stand(one(start() + users("after saved") + boundary("heard", "sub", message("m")) + path("s sub after") +
                      path("heard saved") +
                      sub_process("sub", start("is") + users("a") + "<sendTask id=\"t\" messageRef=\"m\">" +
                                             loop("", count("2")) + "</sendTask>" + path("is a t")),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "saved");
}

}  // namespace
}  // namespace chancery::test
