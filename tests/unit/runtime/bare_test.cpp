// What may be done from outside to a bare process, and never to a case of a workflow.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

using Where = journal::SetVariables::Where;

Value one_variable(std::string_view name, std::int64_t number) {
  Context out;
  out.set(name, Value::number(number));
  return Value::context(std::move(out));
}

InstanceId instance_of(const Stand& stand, std::size_t place) { return stand.state().instances.at(place).id; }

TEST(BareProcess, VariablesAreSetWhereTheyAreVisible) {
  Stand stand(one(start() + sub_process("inner", start("s2") + users("work") + path("s2 work")) + path("s inner")));
  ASSERT_EQ(stand.start("p", R"({"outside": 1})"), "");
  const InstanceId work = instance_of(stand, 2);
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{stand.last_case(), work, {}, one_variable("outside", 2)}), "");
  EXPECT_EQ(stand.value("outside"), "2");
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{stand.last_case(), work, Where::kHere, one_variable("own", 3)}),
            "");
  EXPECT_EQ(stand.value("own"), "-");
  EXPECT_EQ(stand.value_in("work", "own"), "3");
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{stand.last_case(), {}, {}, one_variable("more", 4)}), "");
  EXPECT_EQ(stand.value("more"), "4");
}

TEST(BareProcess, EndsWithAllThatRunsInIt) {
  Stand stand(one(start() + users("a") + boundary("late", "a", timer("Duration", "=duration(\"PT1H\")")) + users("b") +
                  path("s a") + path("late b")));
  ASSERT_EQ(stand.start(), "");
  EXPECT_EQ(stand.give_as_service(journal::TerminateCase{stand.last_case()}), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.outcome(), "terminated");
}

TEST(BareProcess, WhatIsNotThereIsRefused) {
  Stand stand(one(start() + users("a") + path("s a")));
  ASSERT_EQ(stand.start(), "");
  EXPECT_EQ(stand.give_as_service(journal::TerminateCase{CaseId{999'999}}), "runtime.no-case");
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{CaseId{999'999}, {}, {}, Value()}), "runtime.no-case");
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{stand.last_case(), InstanceId{77}, {}, Value()}),
            "runtime.no-instance");
}

// A case of a declared workflow changes by its own elements alone, whoever asks.
TEST(BareProcess, ACaseOfAWorkflowIsNone) {
  const std::string bpmn = model(kRoots + process(event("startEvent", "s", message("m")) + users("a") + path("s a")) +
                                 process(start("ts") + ended_by("tell", message("m")) + path("ts tell"), "thrower"));
  const std::string workflow =
      R"({"id": "w", "name": {"zh": "例", "en": "w"}, "process": "p", "models": ["w.bpmn"], "duties": "duties.json"})";
  const std::string duties =
      R"({"duties": [{"id": "a", "name": {"zh": "办", "en": "do"}}], "posts": [], "constraints": []})";
  Stand stand(std::vector<service::PackageFile>{
      {"workflows/w/workflow.json", workflow}, {"workflows/w/w.bpmn", bpmn}, {"workflows/w/duties.json", duties}});
  ASSERT_EQ(stand.start("thrower"), "");
  const std::vector<CaseId> running = stand.cases();
  ASSERT_EQ(running.size(), 1u);
  EXPECT_EQ(stand.give_as_service(journal::TerminateCase{running[0]}), "runtime.not-bare");
  EXPECT_EQ(stand.give_as_service(journal::SetVariables{running[0], {}, {}, one_variable("n", 1)}), "runtime.not-bare");
  EXPECT_EQ(stand.give(journal::TerminateCase{running[0]}), "runtime.not-bare");
  EXPECT_EQ(stand.running(), 1u);
}

}  // namespace
}  // namespace chancery::test
