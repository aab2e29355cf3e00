// Commands on tasks and cases that come too late, twice, or to nobody: refused, and nothing of them stands.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

class OneTask : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(stand.start(), "");
    task = stand.task("a");
  }
  std::uint32_t version() const { return stand.state().instances.back().task->version; }
  Stand stand{one(start() + users("a b") + path("s a b"))};
  TaskId task;
};

TEST_F(OneTask, IsCompletedOnce) {
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 0, Value()}), "");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 0, Value()}), "runtime.no-task");
  EXPECT_EQ(stand.give(journal::ClaimTask{task, 0}), "runtime.no-task");
  EXPECT_EQ(stand.give(journal::ReleaseTask{task, 0}), "runtime.no-task");
}

TEST_F(OneTask, AStaleVersionIsRefused) {
  EXPECT_EQ(version(), 1u);
  EXPECT_EQ(stand.give(journal::ClaimTask{task, 1}), "");
  EXPECT_EQ(version(), 2u);
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 1, Value()}), "runtime.task-changed");
  EXPECT_EQ(stand.give(journal::ReleaseTask{task, 1}), "runtime.task-changed");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 3, Value()}), "runtime.task-changed");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 2, Value()}), "");
}

TEST_F(OneTask, ClaimedItIsForNobodyElse) {
  EXPECT_EQ(stand.give_as(1, journal::ClaimTask{task, 0}), "");
  EXPECT_EQ(stand.give(journal::ClaimTask{task, 0}), "runtime.task-held");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 0, Value()}), "runtime.task-held");
  EXPECT_EQ(stand.give(journal::ReleaseTask{task, 0}), "runtime.not-your-task");
  EXPECT_EQ(stand.give_as(1, journal::ClaimTask{task, 0}), "runtime.task-is-yours");
  EXPECT_EQ(stand.give_as(1, journal::ReleaseTask{task, 0}), "");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 0, Value()}), "");
}

TEST_F(OneTask, HandedOnItIsTheOthers) {
  using journal::Assignment;
  const auto hand = [this](Assignment how, PersonId to, const char* reason) {
    return stand.give(journal::HandTask{task, 0, how, to, reason});
  };
  EXPECT_EQ(hand(Assignment::kTransferred, stand.person(1), "ill"), "runtime.not-your-task");
  EXPECT_EQ(stand.give(journal::ClaimTask{task, 0}), "");
  EXPECT_EQ(hand(Assignment::kTransferred, stand.person(1), ""), "runtime.reason-missing");
  EXPECT_EQ(hand(Assignment::kTransferred, stand.person(0), "ill"), "runtime.hand-to-self");
  EXPECT_EQ(hand(Assignment::kTransferred, PersonId{999}, "ill"), "runtime.no-person");
  EXPECT_EQ(hand(Assignment::kAssigned, stand.person(1), ""), "runtime.task-held");
  EXPECT_EQ(hand(Assignment::kTransferred, stand.person(1), "ill"), "");
  EXPECT_EQ(stand.give(journal::CompleteTask{task, 0, Value()}), "runtime.task-held");
  EXPECT_EQ(stand.give_as(1, journal::CompleteTask{task, 0, Value()}), "");
}

TEST_F(OneTask, OfACaseThatHasEndedIsGone) {
  EXPECT_EQ(stand.complete("a"), "");
  const TaskId last = stand.task("b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.give(journal::CompleteTask{last, 0, Value()}), "runtime.no-task");
  EXPECT_EQ(stand.give(journal::WithdrawCase{stand.last_case(), "why"}), "runtime.no-case");
}

TEST_F(OneTask, ACommandOfNobodyIsRefused) {
  EXPECT_EQ(stand.give_as(-1, journal::CompleteTask{task, 0, Value()}), "runtime.no-actor");
}

TEST(Package, ACaseKeepsTheOneItBeganUnder) {
  const auto file = [](const std::string& content) {
    return std::vector<service::PackageFile>{{"workflows/model.bpmn", content}};
  };
  Stand stand(one(start() + users("a b") + path("s a b")));
  EXPECT_EQ(stand.start(), "");
  const CaseId old = stand.last_case();
  stand.deploy(file(one(start() + users("a x y") + path("s x a y"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "x");
  EXPECT_EQ(stand.complete("a", "{}", old), "");
  EXPECT_EQ(stand.waiting(old), "b");
}

TEST(Package, AMessageBeginsAProcessOfTheLatestOne) {
  const auto package = [](const std::string& waits) {
    return model(kRoots + process(start() + users("w") + thrown("t", message("m")) + path("s w t")) +
                 process(event("startEvent", "ms", message("m")) + users(waits) + path("ms " + waits), "q"));
  };
  Stand stand(package("old"));
  EXPECT_EQ(stand.start(), "");
  stand.deploy({{"workflows/model.bpmn", package("new")}});
  EXPECT_EQ(stand.complete("w"), "");
  ASSERT_EQ(stand.running(), 1u);
  EXPECT_EQ(stand.waiting(stand.cases()[0]), "new");
}

TEST(Withdraw, OnlyTheStarterAndOnlyWhileTheModelWaitsForIt) {
  const std::string roots = R"(<message id="w" name="withdraw"/>)";
  Stand stand(one(
      start() + users("a b") + boundary("back", "a", message("w")) + ends() + path("s a b") + path("back e"), roots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.give_as(1, journal::WithdrawCase{stand.last_case(), "why"}), "runtime.not-your-case");
  EXPECT_EQ(stand.give(journal::WithdrawCase{stand.last_case(), ""}), "runtime.reason-missing");
  EXPECT_EQ(stand.give(journal::WithdrawCase{stand.last_case(), "why"}), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.give(journal::WithdrawCase{stand.last_case(), "why"}), "runtime.cannot-withdraw");
}

}  // namespace
}  // namespace chancery::test
