// Tasks (BPMN 2.0.2, 10.3.3 and 13.3.3): user, service, send, receive, script, manual and plain ones. Work for others
// is not fetched and locked: it stands in the case, and the first answer counts.
#include <gtest/gtest.h>

#include "engine/feel/feel.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

TEST(Task, PlainAndManualTasksPassAtOnce) {
  Stand stand(one(start() + nodes("task", "t") + nodes("manualTask", "m") + users("a") + path("s t m a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.trace(), "s t m");
}

TEST(Task, BeginsOnceForEveryTokenThatComes) {
  Stand stand(one(start() + users("a b") + ends() + path("s a e") +
                  "<sequenceFlow id=\"again\" sourceRef=\"s\" "
                  "targetRef=\"a\"/>" +
                  path("s b e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a a b");
}

TEST(Task, TakesEveryOutgoingFlowWhoseConditionHolds) {
  Stand stand(one(start() + R"(<task id="t" default="t_d"/>)" + users("a b c d") + path("s t d") +
                  when("t", "a", "n > 0") + when("t", "b", "n > 1") + when("t", "c", "n > 2")));
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(), "a b");
  EXPECT_EQ(stand.start("p", R"({"n": 0})"), "");
  EXPECT_EQ(stand.waiting(), "d");
}

TEST(UserTask, WaitsAndItsFormBecomesVariables) {
  Stand stand(one(start() + users("a b") + ends() + path("s a b e")));
  EXPECT_EQ(stand.start("p", R"({"kept": 1, "changed": 1})"), "");
  EXPECT_EQ(stand.complete("a", R"({"changed": 2, "new": [1, {"x": "y"}]})"), "");
  EXPECT_EQ(stand.value("kept"), "1");
  EXPECT_EQ(stand.value("changed"), "2");
  EXPECT_EQ(stand.value("new"), R"([1, {x: "y"}])");
}

TEST(UserTask, ItsDueDateIsEvaluatedWhenItBegins) {
  Stand stand(one(start() + R"(<userTask id="a" camunda:dueDate="=@&quot;P2D&quot;"/>)" +
                  R"(<userTask id="b" camunda:dueDate="=deadline"/>)" + users("c") + path("s a b c")));
  EXPECT_EQ(stand.start("p", R"({"deadline": "2026-04-01"})"), "");
  EXPECT_EQ(stand.state().instances.back().task->due.ms, stand.now().ms + 2 * 86'400'000LL);
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.state().instances.back().task->due, *parse_rfc3339("2026-04-01T00:00:00+08:00"));
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.state().instances.back().task->due.ms, 0);
}

TEST(UserTask, ADueDateThatIsNoneRefusesTheStepBeforeIt) {
  Stand stand(one(start() + users("t") + R"(<userTask id="a" camunda:dueDate="=deadline"/>)" + path("s t a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t", R"({"deadline": 7})"), "runtime.bad-due-date");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.complete("t", R"({"deadline": null})"), "");
}

TEST(UserTask, WhatTheModelSaysBesideItsDutyIsKeptAsWritten) {
  Stand stand(one(start() +
                  R"(<userTask id="a" camunda:assignee="nobody-here" camunda:candidateUsers="u, v" )"
                  R"(camunda:candidateGroups="=groups" camunda:followUpDate="2026-04-01T00:00:00Z" )"
                  R"(camunda:priority="75"/>)" +
                  path("s a")));
  EXPECT_EQ(stand.start("p", R"({"groups": ["g", "h,i"]})"), "");
  const runtime::Task task = *stand.state().instances.back().task;
  EXPECT_FALSE(task.assignee);
  EXPECT_EQ(feel::to_text(task.wishes),
            R"({assignee: "nobody-here", candidate_users: ["u", "v"], candidate_groups: ["g", "h", "i"], )"
            "follow_up: 1775001600000, priority: 75}");
}

TEST(UserTask, ANameWithExpressionsReadsAsItWasWhenTheTaskBegan) {
  Stand stand(
      one(start() +
          R"(<userTask id="a" name="Paper ${loopCounter + 1} for ${who}"><documentation>See #{who}</documentation>)"
          "<multiInstanceLoopCharacteristics isSequential=\"true\"><loopCardinality>2</loopCardinality>"
          "</multiInstanceLoopCharacteristics></userTask>" +
          path("s a")));
  EXPECT_EQ(stand.start("p", R"({"who": "the mill"})"), "");
  const runtime::Task task = *stand.state().instances.back().task;
  EXPECT_EQ(feel::to_text(task.wishes), R"({name: "Paper 1 for the mill", description: "See the mill"})");
  EXPECT_EQ(stand.complete("a", R"({"who": "the school"})"), "");
  EXPECT_EQ(feel::to_text(stand.state().instances.back().task->wishes.get("name")), "Paper 2 for the school");
}

TEST(UserTask, APriorityThatIsNoWholeNumberRefusesTheStepBeforeIt) {
  Stand stand(one(start() + R"(<userTask id="a" camunda:priority="=level"/>)" + path("s a")));
  EXPECT_EQ(stand.start("p", R"({"level": "high"})"), "runtime.bad-priority");
  EXPECT_EQ(stand.start("p", R"({"level": "1.5"})"), "runtime.bad-priority");
  EXPECT_EQ(stand.start("p", R"({"level": "30"})"), "");
  EXPECT_EQ(feel::to_text(stand.state().instances.back().task->wishes), "{priority: 30}");
}

TEST(ScriptTask, PutsItsValueIntoTheVariable) {
  Stand stand(one(start() + script("t", "b", "a + 1") + script("u", "big", "b > 2") + users("w") + path("s t u w")));
  EXPECT_EQ(stand.start("p", R"({"a": 2})"), "");
  EXPECT_EQ(stand.value("b"), "3");
  EXPECT_EQ(stand.value("big"), "true");
}

TEST(ScriptTask, ItsVariableMayHaveTheNameOfAFunction) {
  Stand stand(one(start() + script("t", "sum", "a + 1") + script("u", "big", "sum > 2") +
                  script("v", "both", "sum([sum, 1])") + users("w") + path("s t u v w")));
  EXPECT_EQ(stand.start("p", R"({"a": 2})"), "");
  EXPECT_EQ(stand.value("big"), "true");
  EXPECT_EQ(stand.value("both"), "4");
}

TEST(ScriptTask, WhatCannotBeComputedIsNull) {
  Stand stand(one(start() + script("t", "sum", "missing + 1") + users("w") + path("s t w")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.value("sum"), "null");
}

TEST(ScriptTask, AValueThatCannotBeStoredRefusesTheStep) {
  Stand stand(one(start() + users("w") + script("t", "f", "function(x) x + 1") + path("s w t")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("w"), "runtime.value-not-storable");
  EXPECT_EQ(stand.waiting(), "w");
}

TEST(ServiceTask, AnExpressionIsEvaluatedAtOnce) {
  Stand stand(one(start() + R"(<serviceTask id="t" camunda:expression="=n * 2" camunda:resultVariable="twice"/>)" +
                  users("w") + path("s t w")));
  EXPECT_EQ(stand.start("p", R"({"n": 4})"), "");
  EXPECT_EQ(stand.value("twice"), "8");
}

std::string external(const std::string& attributes = "") {
  return one(start() + "<serviceTask id=\"t\" camunda:type=\"external\" camunda:topic=\"print\" " + attributes +
             "><extensionElements><camunda:inputOutput><camunda:inputParameter name=\"copies\">=n + 1"
             "</camunda:inputParameter><camunda:inputParameter name=\"paper\">A4</camunda:inputParameter>"
             "</camunda:inputOutput></extensionElements></serviceTask>" +
             users("a") + path("s t a"));
}

TEST(ServiceTask, AnyOtherTopicWaitsForAWorker) {
  Stand stand(external());
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(), "t");
  const runtime::Work work = *stand.state().instances.back().work;
  EXPECT_EQ(work.topic, "print");
  EXPECT_EQ(feel::to_text(work.inputs), R"({copies: 3, paper: "A4"})");
  EXPECT_EQ(stand.work("t", R"({"printed": 3})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("printed"), "3");
}

TEST(ServiceTask, TheAnswerGoesIntoItsResultVariable) {
  Stand stand(external(R"(camunda:resultVariable="answer")"));
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(stand.work("t", R"({"printed": 3})"), "");
  EXPECT_EQ(stand.value("answer"), "{printed: 3}");
  EXPECT_EQ(stand.value("printed"), "-");
}

TEST(ServiceTask, WithoutImplementationItIsWorkUnderItsId) {
  Stand stand(one(start() + nodes("serviceTask", "t") + users("a") + path("s t a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.state().instances.back().work->topic, "t");
  EXPECT_EQ(stand.work("t"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(ServiceTask, WorkIsDoneOnceOnly) {
  Stand stand(external());
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  const InstanceId work = stand.state().instances.back().id;
  EXPECT_EQ(stand.work("t"), "");
  const journal::CompleteWork again{stand.last_case(), work, Value(), "", ""};
  EXPECT_EQ(stand.give_as_service(again), "runtime.no-work");
  EXPECT_EQ(stand.give_as_service(journal::CompleteWork{CaseId{999}, work, Value(), "", ""}), "runtime.no-case");
}

TEST(ServiceTask, AUserTaskIsNoWork) {
  Stand stand(one(start() + users("a") + path("s a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work("a"), "runtime.no-work");
}

TEST(SendTask, ThrowsItsMessageAndPasses) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + R"(<sendTask id="t" messageRef="m"/>)" +
                      caught("c", message("m")) + users("w a b") + path("s f c b") + path("f w t a"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("w"), "");
  EXPECT_EQ(stand.waiting(), "b a");
}

TEST(SendTask, WithATopicItIsWork) {
  Stand stand(
      one(start() + R"(<sendTask id="t" camunda:type="external" camunda:topic="mail"/>)" + users("a") + path("s t a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.work("t"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(ReceiveTask, WaitsForItsMessage) {
  Stand stand(one(start() + R"(<receiveTask id="r" messageRef="m"/>)" + users("a") + path("s r a"), kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "r");
  EXPECT_EQ(stand.message("m2"), "runtime.no-receiver");
  EXPECT_EQ(stand.message("m", "", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("r"), "{n: 1}");
}

TEST(ReceiveTask, WithoutAMessageAWorkerEndsIt) {
  Stand stand(one(start() + nodes("receiveTask", "r") + users("a") + path("s r a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "r");
  EXPECT_EQ(stand.work("r", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("n"), "1");
}

// The worker is told, as a person would be; what he was to do waits on.
TEST(ServiceTask, AnAnswerThatCannotGoOnIsRefusedAndTheWorkStaysOpen) {
  Stand stand(one(start() + nodes("serviceTask", "t") + nodes("exclusiveGateway", "x") + users("a") + path("s t x") +
                  when("x", "a", "ok")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work("t", R"({"ok": false})"), "runtime.no-flow");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.value("ok"), "-");
  EXPECT_EQ(stand.work("t", R"({"ok": true})"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

}  // namespace
}  // namespace chancery::test
