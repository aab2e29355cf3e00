// Incidents: what nobody called and cannot go on waits for a person, who retries it.
#include <gtest/gtest.h>

#include "engine/feel/feel.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// s → f → t (one hour) → x → a when ok; beside it b, which can change the variables
std::string timer_into_choice() {
  return one(start() + nodes("parallelGateway", "f") + nodes("exclusiveGateway", "x") +
             caught("t", timer("Duration", "PT1H")) + users("a b c") + path("s f t x") + when("x", "a", "ok") +
             path("f b c"));
}

TEST(Incident, ATimerThatCannotGoOnStops) {
  Stand stand(timer_into_choice());
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.incidents(), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.waiting(), "t b");
  EXPECT_EQ(stand.timers(), "t PT0S stopped");
  const std::size_t records = stand.journal().size();
  stand.wait("P1D");  // it is not tried again and again
  EXPECT_EQ(stand.journal().size(), records);
}

TEST(Incident, ARetryThatFailsIsRefusedAndTheIncidentStays) {
  Stand stand(timer_into_choice());
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.retry(), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.complete("b", R"({"ok": false})"), "");
  EXPECT_EQ(stand.retry(), "runtime.no-flow");
  EXPECT_EQ(stand.incidents(), "runtime.condition-not-boolean");
}

TEST(Incident, ARetryThatGoesOnResolvesIt) {
  Stand stand(timer_into_choice());
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.complete("b", R"({"ok": true})"), "");
  EXPECT_EQ(stand.retry(), "");
  EXPECT_EQ(stand.waiting(), "c a");
  EXPECT_EQ(stand.incidents(), "");
  EXPECT_EQ(stand.timers(), "");
}

TEST(Incident, ThereIsNothingToRetryElse) {
  Stand stand(timer_into_choice());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.give(journal::RetryIncident{stand.last_case(), InstanceId{2}, 1}), "runtime.no-incident");
  EXPECT_EQ(stand.give(journal::RetryIncident{CaseId{999}, InstanceId{2}, 1}), "runtime.no-case");
  stand.wait("PT1H");
  EXPECT_EQ(stand.complete("b", R"({"ok": true})"), "");
  const runtime::Incident was = stand.state().incidents.front();
  EXPECT_EQ(stand.retry(), "");
  EXPECT_EQ(stand.give(journal::RetryIncident{stand.last_case(), was.instance, was.timer}), "runtime.no-incident");
}

TEST(Incident, ATimerBehindATimerThatCannotBeSet) {
  Stand stand(
      one(start() + caught("t", timer("Duration", "PT1H")) + caught("u", timer("Duration", "=soon")) + path("s t u")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.incidents(), "runtime.bad-timer");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.retry(), "runtime.bad-timer");
}

TEST(Incident, OneOfACycleStopsTheCycleUntilItIsRetried) {
  Stand stand(one(start() + nodes("exclusiveGateway", "x") + users("a b y") +
                  boundary("late", "a", timer("Cycle", "R/PT1H"), Border::kGoingOn) + nodes("parallelGateway", "f") +
                  path("s f a") + path("f b") + path("late x") + when("x", "y", "ok")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT3H");
  EXPECT_EQ(stand.incidents(), "runtime.condition-not-boolean");  // one, not three
  EXPECT_EQ(stand.complete("b", R"({"ok": true})"), "");
  EXPECT_EQ(stand.retry(), "");
  EXPECT_EQ(stand.waiting(), "a y y y");  // it catches up
  EXPECT_EQ(stand.timers(), "late PT1H");
}

TEST(Incident, GoesWithTheActivityThatMetIt) {
  Stand stand(one(start() + nodes("exclusiveGateway", "x") + users("a after y") +
                  boundary("late", "a", timer("Duration", "PT1H"), Border::kGoingOn) + path("s a after") +
                  path("late x") + when("x", "y", "ok")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.incidents(), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.incidents(), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// p: throws m; q: qs → f → c (catches m) → x → a when ok; beside it b
std::string message_into_choice(const std::string& caught_by) {
  return model(kRoots +
               process(start() +
                       "<sendTask id=\"t\" messageRef=\"m\"><extensionElements><camunda:inputOutput>"
                       "<camunda:inputParameter name=\"n\">=n</camunda:inputParameter></camunda:inputOutput>"
                       "</extensionElements></sendTask>" +
                       path("s t")) +
               process(start("qs") + nodes("parallelGateway", "f") + nodes("exclusiveGateway", "x") + caught_by +
                           users("a b") + path("qs f b") + when("x", "a", "ok"),
                       "q"));
}

TEST(Incident, AMessageThatCannotBeTakenIsKeptWithIt) {
  Stand stand(message_into_choice(caught("c", message("m")) + path("f c x")));
  EXPECT_EQ(stand.start("q"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.trace(), "s t");  // the thrower is not held up
  EXPECT_EQ(stand.incidents(hearer), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.waiting(hearer), "c b");
  EXPECT_EQ(stand.complete("b", R"({"ok": true})", hearer), "");
  const runtime::Incident met = stand.state(hearer).incidents.front();
  EXPECT_EQ(feel::to_text(met.payload), "{n: 1}");
  EXPECT_EQ(stand.give(journal::RetryIncident{hearer, met.instance, met.timer}), "");
  EXPECT_EQ(stand.waiting(hearer), "a");
  EXPECT_EQ(stand.value("c", hearer), "{n: 1}");
}

std::string non_interrupting() {
  return message_into_choice(users("u") + boundary("c", "u", message("m"), Border::kGoingOn) + path("f u") +
                             path("c x"));
}

// The first message fails; before it is retried a second one comes and is taken.
TEST(Incident, ARetryAfterAnotherMessageWasTaken) {
  Stand stand(
      message_into_choice(users("u") + boundary("c", "u", message("m"), Border::kGoingOn) + path("f u") + path("c x")));
  EXPECT_EQ(stand.start("q"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.complete("b", R"({"ok": true})", hearer), "");
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(stand.waiting(hearer), "u a");
  EXPECT_EQ(stand.value("c", hearer), "{n: 2}");
  const runtime::Incident met = stand.state(hearer).incidents.front();
  EXPECT_EQ(stand.give(journal::RetryIncident{hearer, met.instance, met.timer}), "");
  EXPECT_EQ(stand.waiting(hearer), "u a a");
  EXPECT_EQ(stand.value("c", hearer), "{n: 1}");
  EXPECT_EQ(stand.incidents(hearer), "");
}

// Two messages that both fail are two incidents, and neither is lost.
TEST(Incident, TwoMessagesAtOnePlaceAreTwoIncidents) {
  Stand stand(non_interrupting());
  EXPECT_EQ(stand.start("q"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(stand.incidents(hearer), "runtime.condition-not-boolean runtime.condition-not-boolean");
  EXPECT_EQ(stand.complete("b", R"({"ok": true})", hearer), "");
  for (const char* n : {"{n: 1}", "{n: 2}"}) {
    ASSERT_FALSE(stand.state(hearer).incidents.empty()) << n;
    const runtime::Incident met = stand.state(hearer).incidents.front();
    EXPECT_EQ(stand.give(journal::RetryIncident{hearer, met.instance, met.timer}), "");
    EXPECT_EQ(stand.value("c", hearer), n);
  }
  EXPECT_EQ(stand.waiting(hearer), "u a a");
}

TEST(Incident, ASignalThatOneCannotTakeReachesTheOthers) {
  Stand stand(one(start() + caught("c", signal("g")) + nodes("exclusiveGateway", "x") + users("a") + path("s c x") +
                      when("x", "a", "ok"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  const CaseId bad = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"ok": true})"), "");
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.incidents(bad), "runtime.condition-not-boolean");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(Incident, WorkThatFailsWaitsForARetry) {
  Stand stand(one(start() + nodes("serviceTask", "t") + users("a") + path("s t a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work_fails("t", "worker.no-paper"), "");
  EXPECT_EQ(stand.incidents(), "worker.no-paper");
  EXPECT_EQ(stand.work("t"), "runtime.work-has-incident");
  EXPECT_EQ(stand.retry(), "");
  EXPECT_EQ(stand.incidents(), "");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.work("t"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

// A worker may report twice: its first answer got lost.
TEST(Incident, WorkThatFailsTwiceIsOneIncident) {
  Stand stand(one(start() + nodes("serviceTask", "t") + users("a") + path("s t a")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work_fails("t", "worker.no-paper"), "");
  EXPECT_EQ(stand.work_fails("t", "worker.no-paper"), "runtime.work-has-incident");
  EXPECT_EQ(stand.incidents(), "worker.no-paper");
}

TEST(Incident, WorkWithAnIncidentCanStillBeInterrupted) {
  Stand stand(one(start() + nodes("serviceTask", "t") + boundary("late", "t", timer("Duration", "PT1H")) +
                  users("a x") + path("s t a") + path("late x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work_fails("t", "worker.no-paper"), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.incidents(), "");
}

}  // namespace
}  // namespace chancery::test
