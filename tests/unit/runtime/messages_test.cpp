// Messages and signals: who hears them, by which key, and what becomes of those that nobody hears.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

constexpr const char* kBuffer = R"(<camunda:property name="buffer" value="true"/>)";

// An event with properties: its key and whether it is kept for a receiver.
std::string sender(const std::string& id, const std::string& key, const std::string& more = "") {
  return "<sendTask id=\"" + id + "\" messageRef=\"m\"><extensionElements><camunda:properties>" +
         (key.empty() ? "" : "<camunda:property name=\"correlationKey\" value=\"" + key + "\"/>") + more +
         "</camunda:properties><camunda:inputOutput><camunda:inputParameter name=\"n\">=n</camunda:inputParameter>"
         "</camunda:inputOutput></extensionElements></sendTask>";
}

// p: s → t (throws m with key k and payload {n}) → a; q: qs → c (catches m by its key k) → b
std::string pair_of(const std::string& properties = "") {
  return model(kRoots + process(start() + sender("t", "=k", properties) + users("a") + path("s t a")) +
               process(start("qs") + caught("c", message("m"), "=k") + users("b") + path("qs c b"), "q"));
}

TEST(Message, FindsTheOneThatWaitsForItsKey) {
  Stand stand(pair_of());
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  const CaseId one_case = stand.last_case();
  EXPECT_EQ(stand.start("q", R"({"k": "two"})"), "");
  const CaseId two = stand.last_case();
  EXPECT_EQ(stand.message("m", "two", R"({"n": 5})"), "");
  EXPECT_EQ(stand.waiting(one_case), "c");
  EXPECT_EQ(stand.waiting(two), "b");
  EXPECT_EQ(stand.value("c", two), "{n: 5}");
  EXPECT_EQ(stand.receivers(), 1u);
}

TEST(Message, FromOutsideItNeedsExactlyOneReceiver) {
  Stand stand(pair_of());
  EXPECT_EQ(stand.message("m", "one"), "runtime.no-receiver");
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.message("m", "other"), "runtime.no-receiver");
  EXPECT_EQ(stand.message("m"), "runtime.no-receiver");
  EXPECT_EQ(stand.message("m2", "one"), "runtime.no-receiver");
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.message("m", "one"), "runtime.several-receivers");
  EXPECT_EQ(stand.receivers(), 2u);
}

TEST(Message, ANumberIsAKeyAsItIsWritten) {
  Stand stand(pair_of());
  EXPECT_EQ(stand.start("q", R"({"k": 7.50})"), "");
  EXPECT_EQ(stand.message("m", "7.5"), "");
  EXPECT_EQ(stand.waiting(), "b");
}

TEST(Message, APersonMaySendOnlyWhatAWorkflowLists) {
  Stand stand(pair_of());
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.give(journal::CorrelateMessage{"m", "one", Value()}), "runtime.message-not-for-persons");
  EXPECT_EQ(stand.waiting(), "c");
}

TEST(Message, ThrownByACaseItReachesAllThatWaitForTheKey) {
  Stand stand(pair_of());
  std::vector<CaseId> hearers;
  for (const char* key : {"one", "one", "two"}) {
    EXPECT_EQ(stand.start("q", std::string(R"({"k": ")") + key + "\"}"), "");
    hearers.push_back(stand.last_case());
  }
  EXPECT_EQ(stand.start("p", R"({"k": "one", "n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.waiting(hearers[0]), "b");
  EXPECT_EQ(stand.waiting(hearers[1]), "b");
  EXPECT_EQ(stand.waiting(hearers[2]), "c");
  EXPECT_EQ(stand.value("c", hearers[1]), "{n: 1}");
}

TEST(Message, WhatIsDoneWithItNamesTheThrowerAsItsCause) {
  Stand stand(pair_of());
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"k": "one", "n": 1})"), "");
  const std::vector<journal::Record> records = stand.journal();
  const journal::Record& heard = records.back();
  EXPECT_EQ(heard.case_id, hearer);
  EXPECT_EQ(heard.actor.service, "router");
  EXPECT_EQ(heard.cause, records[records.size() - 2].number);
  EXPECT_EQ(records[records.size() - 2].case_id, stand.last_case());
}

TEST(Message, ReachesAnotherPlaceOfTheSameCase) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("w") + thrown("t", message("m")) +
                      caught("c", message("m")) + users("a b") + path("s f c b") + path("f w t a"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("w"), "");
  EXPECT_EQ(stand.waiting(), "b a");
}

TEST(Message, NotBufferedItIsGoneWhenNobodyWaits) {
  Stand stand(pair_of());
  EXPECT_EQ(stand.start("p", R"({"k": "one", "n": 1})"), "");
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.waiting(), "c");
}

TEST(Message, BufferedItWaitsForItsReceiver) {
  Stand stand(pair_of(kBuffer));
  EXPECT_EQ(stand.start("p", R"({"k": "one", "n": 1})"), "");
  EXPECT_EQ(stand.start("p", R"({"k": "one", "n": 2})"), "");
  EXPECT_EQ(stand.start("q", R"({"k": "two"})"), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.value("c"), "{n: 1}");  // the oldest first
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.value("c"), "{n: 2}");
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.waiting(), "c");  // each is taken once
}

TEST(Message, BufferedItIsNotKeptWhenSomebodyWaits) {
  Stand stand(pair_of(kBuffer));
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p", R"({"k": "one", "n": 1})"), "");
  EXPECT_EQ(stand.waiting(hearer), "b");
  EXPECT_EQ(stand.start("q", R"({"k": "one"})"), "");
  EXPECT_EQ(stand.waiting(), "c");
}

TEST(Message, TooManyBufferedAreRefused) {
  Stand stand(
      model(kRoots +
            process(start() + sender("t", "", std::string(kBuffer) + "</camunda:properties><camunda:properties>") +
                    "<exclusiveGateway id=\"m1\"/><exclusiveGateway id=\"x\" default=\"x_a\"/>" +
                    script("inc", "n", "n + 1") + users("a") + path("s m1 t inc x a") + when("x", "m1", "n < limit"))));
  EXPECT_EQ(stand.start("p", R"({"n": 0, "limit": 101})"), "runtime.too-many-buffered");
  EXPECT_EQ(stand.start("p", R"({"n": 0, "limit": 100})"), "");
  EXPECT_EQ(stand.start("p", R"({"n": 0, "limit": 1})"), "runtime.too-many-buffered");
}

// A start event is a receiver, too: what it begins with is not kept for another.
TEST(Message, BufferedItBeginsACaseWhereAStartEventWaits) {
  Stand stand(model(kRoots + process(start() + sender("t", "", kBuffer) + users("a") + path("s t a")) +
                    process(event("startEvent", "ms", message("m")) + users("b") + path("ms b"), "q")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  ASSERT_EQ(stand.running(), 2u);
  EXPECT_EQ(stand.waiting(stand.cases()[1]), "b");
}

TEST(Message, ACaseThatEndsTakesItsReceiversWithIt) {
  Stand stand(model(kRoots + process(start("qs") + nodes("parallelGateway", "f") + caught("c", message("m")) +
                                     caught("i", signal("g")) + users("a") + ended_by("stop", kTerminate) +
                                     path("qs f a stop") + path("f c") + path("f i"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.receivers(), 4u);
  EXPECT_EQ(stand.message("m"), "runtime.several-receivers");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.receivers(), 2u);
  EXPECT_EQ(stand.message("m"), "");  // one is left
}

// Two cases, the younger of which waits first: the order of the receivers outlives a restart.
TEST(Message, ReceiversKeepTheirOrder) {
  Stand stand(model(kRoots + process(start() + users("w") + caught("c", message("m")) + users("b") + path("s w c b")) +
                    process(start("ts") + thrown("t", message("m")) + path("ts t"), "q")));
  EXPECT_EQ(stand.start(), "");
  const CaseId older = stand.last_case();
  EXPECT_EQ(stand.start(), "");
  const CaseId younger = stand.last_case();
  EXPECT_EQ(stand.complete("w", "{}", younger), "");
  EXPECT_EQ(stand.complete("w", "{}", older), "");
  EXPECT_EQ(stand.start("q"), "");
  EXPECT_EQ(stand.waiting(older), "b");
  EXPECT_EQ(stand.waiting(younger), "b");
}

TEST(Signal, ReachesEverybodyWhoWaitsAndIsNoErrorElse) {
  Stand stand(one(start() + caught("c", signal("g")) + users("a") + path("s c a"), kRoots));
  EXPECT_EQ(stand.signal("g"), "");
  EXPECT_EQ(stand.start(), "");
  const CaseId first = stand.last_case();
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(first), "c");
  EXPECT_EQ(stand.signal("g", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(first), "a");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("c", first), "{n: 1}");
}

TEST(Signal, IsNotKept) {
  Stand stand(model(kRoots + process(start() + thrown("t", signal("g")) + users("a") + path("s t a")) +
                    process(start("qs") + caught("c", signal("g")) + users("b") + path("qs c b"), "q")));
  EXPECT_EQ(stand.start("p"), "");
  EXPECT_EQ(stand.start("q"), "");
  EXPECT_EQ(stand.waiting(), "c");
  const CaseId hearer = stand.last_case();
  EXPECT_EQ(stand.start("p"), "");
  EXPECT_EQ(stand.waiting(hearer), "b");
}

TEST(Signal, ReachesTheThrowersOwnCaseAndOthers) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + caught("c", signal("g")) + users("w b a") +
                      thrown("t", signal("g")) + path("s f c b") + path("f w t a"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  const CaseId first = stand.last_case();
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("w"), "");
  EXPECT_EQ(stand.waiting(), "b a");
  EXPECT_EQ(stand.waiting(first), "w b");
}

std::string give_message(Stand& stand, const char* name, std::string business_key, std::string_view variable = "",
                         Value value = {}) {
  journal::CorrelateMessage body{name, "", Value()};
  body.business_key = std::move(business_key);
  if (!variable.empty()) {
    Context correlate;
    correlate.set(variable, std::move(value));
    body.correlate = Value::context(std::move(correlate));
  }
  return stand.give_as_service(std::move(body));
}

TEST(Message, ABusinessKeyOrAVariableSaysWhichCaseIsMeant) {
  Stand stand(one(start() + caught("c", message("m")) + users("b") + path("s c b"), kRoots));
  EXPECT_EQ(stand.give(journal::StartProcess{"p", stand.unit(), Value(), "23"}), "");
  const CaseId first = stand.last_case();
  Context seven;
  seven.set("n", Value::number(7));
  EXPECT_EQ(stand.give(journal::StartProcess{"p", stand.unit(), Value::context(std::move(seven)), "42"}), "");
  EXPECT_EQ(give_message(stand, "m", ""), "runtime.several-receivers");
  EXPECT_EQ(give_message(stand, "m", "24"), "runtime.no-receiver");
  EXPECT_EQ(give_message(stand, "m", "", "n", Value::number(8)), "runtime.no-receiver");
  EXPECT_EQ(give_message(stand, "m", "23", "n", Value::number(7)), "runtime.no-receiver");
  EXPECT_EQ(give_message(stand, "m", "", "n", Value::number(7)), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.waiting(first), "c");
  EXPECT_EQ(give_message(stand, "m", "23"), "");
  EXPECT_EQ(stand.waiting(first), "b");
}

// Somebody who waits comes before a start event of the same message.
TEST(Message, FromOutsideItBeginsACaseWhenNobodyWaits) {
  Stand stand(
      one(event("startEvent", "s", message("m")) + caught("c", message("m")) + users("b") + path("s c b"), kRoots));
  EXPECT_EQ(stand.message("m2"), "runtime.no-receiver");
  EXPECT_EQ(stand.message("m", "key"), "runtime.no-receiver");
  EXPECT_EQ(give_message(stand, "m", "", "n", Value::number(7)), "runtime.no-receiver");
  EXPECT_EQ(stand.give(journal::CorrelateMessage{"m", "", Value()}), "runtime.message-not-for-persons");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.message("m", "", R"({"n": 1})"), "");
  ASSERT_EQ(stand.cases().size(), 1u);
  const CaseId begun = stand.cases().front();
  EXPECT_EQ(stand.waiting(begun), "c");
  EXPECT_EQ(stand.value("s", begun), "{n: 1}");
  EXPECT_EQ(stand.message("m", "", R"({"n": 2})"), "");
  EXPECT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(begun), "b");
}

// As in the engines whose models they are; in a workflow it is one context, whose names clash with nothing.
TEST(Message, WhatComesWithItIsAlsoVariablesOfABareProcess) {
  Stand stand(one(start() + caught("c", message("m")) + users("b") + path("s c b"), kRoots));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.message("m", "", R"({"n": 2, "more": true})"), "");
  EXPECT_EQ(stand.value("n"), "2");
  EXPECT_EQ(stand.value("more"), "true");
  EXPECT_EQ(stand.value("c"), "{n: 2, more: true}");
}

}  // namespace
}  // namespace chancery::test
