// Start and end events (BPMN 2.0.2, 10.5.2 and 10.5.3): none and message; none, terminate, error and message.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

TEST(StartEvent, NoneBeginsAtOnce) {
  Stand stand(one(start() + users("a") + ends() + path("s a e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.trace(), "s a e");
}

TEST(StartEvent, AnUnknownProcessDoesNotBegin) {
  Stand stand(one(start() + ends() + path("s e")));
  EXPECT_EQ(stand.start("q"), "runtime.no-process");
  EXPECT_EQ(stand.running(), 0u);
}

// p throws m with a payload and goes on at a; q begins with it and waits at b.
std::string caller_and_started(const std::string& of_q) {
  return model(kRoots +
               process(start() +
                       "<intermediateThrowEvent id=\"t\"><extensionElements><camunda:inputOutput>"
                       "<camunda:inputParameter name=\"n\">=1 + 1</camunda:inputParameter>"
                       "</camunda:inputOutput></extensionElements><messageEventDefinition messageRef=\"m\"/>"
                       "</intermediateThrowEvent>" +
                       users("a") + ends() + path("s t a e")) +
               process(event("startEvent", "ms", message("m")) + of_q, "q"));
}

TEST(StartEvent, AMessageBeginsACaseOfItsOwn) {
  Stand stand(caller_and_started(users("b") + ends("f") + path("ms b f")));
  EXPECT_EQ(stand.start(), "");
  const CaseId thrower = stand.last_case();
  EXPECT_EQ(stand.waiting(), "a");
  ASSERT_EQ(stand.running(), 2u);
  const CaseId begun = stand.cases()[1];
  EXPECT_EQ(stand.waiting(begun), "b");
  EXPECT_EQ(stand.value("ms", begun), "{n: 2}");
  EXPECT_EQ(stand.state(begun).unit, stand.state(thrower).unit);
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(begun), "b");  // the one does not need the other
}

TEST(StartEvent, OneMessageBeginsEveryProcessThatWaitsForIt) {
  Stand stand(model(kRoots + process(start() + thrown("t", message("m")) + ends() + path("s t e")) +
                    process(event("startEvent", "qs", message("m")) + users("b") + path("qs b"), "q") +
                    process(event("startEvent", "rs", message("m")) + users("c") + path("rs c"), "r") +
                    process(event("startEvent", "os", message("m2")) + users("d") + path("os d"), "o")));
  EXPECT_EQ(stand.start(), "");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_EQ(stand.waiting(stand.cases()[0]), "b");
  EXPECT_EQ(stand.waiting(stand.cases()[1]), "c");
}

TEST(StartEvent, AStartedCaseThatCannotGoOnBeginsNothingAndTheThrowerGoesOn) {
  Stand stand(
      caller_and_started(nodes("exclusiveGateway", "x") + ends("f") + path("ms x") + when("x", "f", "ms.n > 2")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(StartEvent, AMessageFromOutsideBeginsACase) {
  Stand stand(caller_and_started(users("b") + ends("f") + path("ms b f")));
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.message("nobody"), "runtime.no-receiver");
}

TEST(StartEvent, AProcessWithNoneAndMessageStartBeginsBothWays) {
  Stand stand(
      model(kRoots + process(start() + thrown("t", message("m")) + ends() + path("s t e")) +
            process(start("ns") + event("startEvent", "ms", message("m")) + users("a b") + path("ns a") + path("ms b"),
                    "q")));
  EXPECT_EQ(stand.start("q"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.start("p"), "");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_EQ(stand.waiting(stand.cases()[1]), "b");
}

TEST(StartEvent, AProcessWithOnlyOneStartIsStartedThereByHand) {
  Stand stand(model(kRoots + process(event("startEvent", "ms", message("m")) + users("a") + path("ms a"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(StartEvent, WhichOfSeveralIsMeantNobodyCanTell) {
  Stand stand(model(kRoots + process(event("startEvent", "ms", message("m")) +
                                     event("startEvent", "ns", timer("Duration", "PT1H")) + users("a") + path("ms a") +
                                     path("ns a"))));
  EXPECT_EQ(stand.start(), "runtime.no-none-start");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(EndEvent, TheCaseEndsWithItsLastToken) {
  Stand stand(
      one(start() + nodes("parallelGateway", "f") + users("a b") + ends("e1 e2") + path("s f a e1") + path("f b e2")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.outcome(), "(running)");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.outcome(), "");  // a bare process names none
  EXPECT_EQ(stand.running(), 0u);
}

TEST(EndEvent, AnActivityWithoutAWayOutEndsItsTokenToo) {
  Stand stand(one(start() + users("a") + path("s a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(EndEvent, TerminateCancelsTheSiblingsWithAllTheyWaitFor) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a b") + caught("c", message("m"), "=key") +
                      caught("i", signal("g")) + caught("t", timer("Duration", "PT1H")) +
                      boundary("late", "b", timer("Duration", "PT2H")) + ends() + ended_by("stop", kTerminate) +
                      path("s f a stop") + path("f b e") + path("f c e") + path("f i e") + path("f t e") +
                      path("late e"),
                  kRoots));
  EXPECT_EQ(stand.start("p", R"({"key": "k"})"), "");
  EXPECT_EQ(stand.waiting(), "a b c i t");
  EXPECT_EQ(stand.receivers(), 2u);
  const TaskId other = stand.task("b");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.receivers(), 0u);
  EXPECT_EQ(stand.trace(), "s f a stop -t -i -c -b");
  EXPECT_EQ(stand.message("m", "k"), "runtime.no-receiver");
  EXPECT_EQ(stand.give(journal::CompleteTask{other, 0, Value()}), "runtime.no-task");
  const std::size_t records = stand.journal().size();
  stand.wait("P1D");
  EXPECT_EQ(stand.journal().size(), records);  // no timer is left
}

// A token at a join is a sibling as well.
TEST(EndEvent, TerminateTakesTokensThatWaitAtAJoin) {
  Stand stand(one(start() + nodes("parallelGateway", "f j") + users("a b c") + ends() + ended_by("stop", kTerminate) +
                  path("s f a stop") + path("f b j e") + path("f c j")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.tokens(), 1u);
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.running(), 0u);
}

// And so is a token of the same command that has not arrived yet.
TEST(EndEvent, TerminateTakesTokensThatAreOnTheirWay) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("t a") + ends() + ended_by("stop", kTerminate) +
                  path("s t f stop") + path("f a e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("t"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(EndEvent, TerminateTakesNoTokenOfAnotherCase) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a b") + ends() + ended_by("stop", kTerminate) +
                  path("s f a stop") + path("f b e")));
  EXPECT_EQ(stand.start(), "");
  const CaseId first = stand.last_case();
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(first), "a b");
}

TEST(EndEvent, AnErrorThatNobodyCatchesIsRefusedAndLeavesNothing) {
  Stand stand(one(start() + users("a") + ended_by("boom_end", error("boom")) + path("s a boom_end"), kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "runtime.uncaught-error");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(EndEvent, AMessageIsThrownBeforeTheEnd) {
  Stand stand(model(kRoots + process(start() + users("a") + ended_by("tell", message("m")) + path("s a tell")) +
                    process(start("qs") + caught("c", message("m")) + users("b") + path("qs c b"), "q")));
  EXPECT_EQ(stand.start("q"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.outcome(), "");
  EXPECT_EQ(stand.waiting(hearer), "b");
}

// The message that it throws may end the very process that throws it.
TEST(EndEvent, AMessageThatInterruptsItsOwnCall) {
  const std::string bpmn =
      model(kRoots +
            process(start() + R"(<callActivity id="c" calledElement="q"/>)" + boundary("heard", "c", message("m")) +
                    R"(<receiveTask id="after" messageRef="m2"/>)" + ends() + path("s c e") + path("heard after")) +
            process(start("qs") + ended_by("tell", message("m")) + path("qs tell"), "q"));
  const std::string workflow = R"({"id": "w", "name": {"zh": "例", "en": "w"}, "process": "q", "models": ["w.bpmn"]})";
  Stand stand(std::vector<service::PackageFile>{{"workflows/w/workflow.json", workflow}, {"workflows/w/w.bpmn", bpmn}});
  EXPECT_EQ(stand.start("p"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// A workflow's end names the outcome; a side path that ends without a name does not overwrite it.
TEST(EndEvent, TheOutcomeIsTheOneThatAnEndNames) {
  const std::string bpmn = one(start() + nodes("parallelGateway", "f") + caught("c", message("m")) +
                                   caught("d", message("m2")) + R"(<endEvent id="done" chancery:outcome="issued"/>)" +
                                   ends("side") + path("s f c done") + path("f d side"),
                               kRoots);
  const std::string workflow = R"({"id": "w", "name": {"zh": "例", "en": "w"}, "process": "p", "models": ["w.bpmn"]})";
  Stand stand(std::vector<service::PackageFile>{{"workflows/w/workflow.json", workflow}, {"workflows/w/w.bpmn", bpmn}});
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.value("outcome"), "issued");
  EXPECT_EQ(stand.message("m2"), "");
  EXPECT_EQ(stand.outcome(), "issued");
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.message("m2"), "");
  EXPECT_EQ(stand.value("outcome"), "side");  // for want of a better one
  EXPECT_EQ(stand.message("m"), "");
  EXPECT_EQ(stand.outcome(), "issued");
}

}  // namespace
}  // namespace chancery::test
