// Boxes of tasks: whose box a task is in, in what order, and how a long list is read.
#include "tests/unit/service/task_desk.h"

namespace chancery {
namespace {

using namespace task_desk;
using testing::ElementsAre;
using testing::IsEmpty;

TEST_F(TaskQuestions, AnOpenTaskIsOfferedToWhoMayTakeItAlone) {
  start("g-clerk");
  const Value shown = claimable("g-chair");
  EXPECT_THAT(elements(shown), ElementsAre("approve_use"));
  const Value& one = shown.get("items").as_list().front();
  EXPECT_EQ(one.get_text("state"), "open");
  EXPECT_TRUE(one.get("assignee").is_null());
  EXPECT_EQ(one.get("duty").get_text("code"), "approve-use");
  EXPECT_EQ(one.get("starter").get_text("id"), number("g-clerk"));
  EXPECT_EQ(one.get_text("due_state"), "soon");  // a day from now
  EXPECT_EQ(shown.get("total").as_number().to_int64(), 1);
  EXPECT_TRUE(shown.get("next").is_null());
  // The deputy stands in only when no holder can act; the custodian stamps; the others have no such duty.
  for (const char* account : {"g-deputy", "g-accountant", "g-clerk", "herder1", "g-super1", "admin1", "c-chair"})
    EXPECT_THAT(elements(claimable(account)), IsEmpty()) << account;
}

TEST_F(TaskQuestions, WhoAskedIsNotOfferedTheApproval) {
  start("g-secretary");  // the chair's other account
  EXPECT_THAT(elements(claimable("g-chair")), IsEmpty());
  EXPECT_THAT(elements(claimable("g-deputy")), ElementsAre("approve_use"));
}

TEST_F(TaskQuestions, TheStampIsOfferedToTheHolderOfTheSealAlone) {
  start("g-clerk");
  ASSERT_EQ(complete("g-chair", open("approve_use"), kApproval), "");
  EXPECT_THAT(elements(claimable("g-accountant")), ElementsAre("affix"));
  for (const char* account : {"g-chair", "g-deputy", "g-clerk", "herder1"})
    EXPECT_THAT(elements(claimable(account)), IsEmpty()) << account;
}

TEST_F(TaskQuestions, AClaimedTaskIsInTheBoxOfItsHolderAlone) {
  start("g-clerk");
  const TaskId id = open("approve_use");
  ASSERT_EQ(claim("g-chair", id), "");
  EXPECT_THAT(elements(claimable("g-chair")), IsEmpty());
  const Value shown = mine("g-chair");
  ASSERT_THAT(elements(shown), ElementsAre("approve_use"));
  EXPECT_EQ(shown.get("items").as_list().front().get_text("state"), "claimed");
  EXPECT_EQ(shown.get("total").as_number().to_int64(), 1);
  EXPECT_THAT(elements(mine("g-deputy")), IsEmpty());
  ASSERT_EQ(release("g-chair", id), "");
  EXPECT_THAT(elements(mine("g-chair")), IsEmpty());
  EXPECT_THAT(elements(claimable("g-chair")), ElementsAre("approve_use"));
  ASSERT_EQ(complete("g-chair", id, kRefusal), "");
  EXPECT_THAT(elements(claimable("g-chair")), IsEmpty());
}

TEST_F(TaskQuestions, AUnitNarrowsBothBoxes) {
  start("g-clerk");
  EXPECT_THAT(elements(box("g-chair", TaskBox::kClaimable, {}, unit("demo-gacha"))), ElementsAre("approve_use"));
  EXPECT_THAT(elements(box("g-chair", TaskBox::kClaimable, {}, unit("demo-community"))), IsEmpty());
  ASSERT_EQ(claim("g-chair", open("approve_use")), "");
  EXPECT_THAT(elements(box("g-chair", TaskBox::kMine, {}, unit("demo-gacha"))), ElementsAre("approve_use"));
  const Value elsewhere = box("g-chair", TaskBox::kMine, {}, unit("demo-community"));
  EXPECT_THAT(elements(elsewhere), IsEmpty());
  EXPECT_EQ(elsewhere.get("total").as_number().to_int64(), 0);
}

TEST_F(ThreeTasks, TheEarliestDueComesFirstAndWhatHasNoDueDateLast) {
  EXPECT_THAT(elements(claimable("g-clerk")), ElementsAre("file", "convene", "accept"));
  for (const char* element : {"accept", "convene", "file"}) ASSERT_EQ(claim("g-clerk", open(element)), "");
  EXPECT_THAT(elements(mine("g-clerk")), ElementsAre("file", "convene", "accept"));
}

TEST_F(ThreeTasks, PagesGoOnWhereTheLastOneEnded) {
  for (const std::size_t limit : {1u, 2u, 3u, 50u})
    EXPECT_THAT(walk(TaskBox::kClaimable, limit), ElementsAre("file", "convene", "accept")) << limit;
  EXPECT_EQ(box("g-clerk", TaskBox::kClaimable, {1, ""}).get("total").as_number().to_int64(), 3);
  for (const char* element : {"accept", "convene", "file"}) ASSERT_EQ(claim("g-clerk", open(element)), "");
  for (const std::size_t limit : {1u, 2u, 3u, 50u})
    EXPECT_THAT(walk(TaskBox::kMine, limit), ElementsAre("file", "convene", "accept")) << limit;
  EXPECT_EQ(box("g-clerk", TaskBox::kMine, {1, ""}).get("total").as_number().to_int64(), 3);
}

TEST_F(ThreeTasks, BoxesAreTheSameAfterARestart) {
  ASSERT_EQ(claim("g-clerk", open("convene")), "");
  ASSERT_EQ(bench_.restart(), "");
  EXPECT_THAT(elements(claimable("g-clerk")), ElementsAre("file", "accept"));
  EXPECT_THAT(elements(mine("g-clerk")), ElementsAre("convene"));
}

TEST_F(TaskQuestions, ALongListIsReadToItsEndAndNotCounted) {
  constexpr std::size_t kCount = 205;
  for (std::size_t i = 0; i < kCount; ++i) start("g-clerk");
  const Value first = box("g-chair", TaskBox::kClaimable, {200, ""});
  EXPECT_EQ(first.get("items").as_list().size(), 200u);
  EXPECT_TRUE(first.get("total").is_null());
  ASSERT_TRUE(first.get("next").is_text());
  const Value second = box("g-chair", TaskBox::kClaimable, {200, std::string(first.get_text("next"))});
  auto ids = each(first, "id");
  for (const std::string& id : each(second, "id")) ids.push_back(id);
  EXPECT_TRUE(second.get("next").is_null());
  EXPECT_EQ(ids.size(), kCount);
  std::sort(ids.begin(), ids.end());
  EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

// What a rule keeps from the chair is asked about a thousand at a time; behind them stands one that is for him.
TEST_F(TaskQuestions, OnePageAsksAboutAThousandTasksAtMost) {
  for (std::size_t i = 0; i < 1'000; ++i) start("g-secretary");
  start("g-clerk");
  const Value first = claimable("g-chair");
  EXPECT_THAT(elements(first), IsEmpty());
  EXPECT_TRUE(first.get("total").is_null());
  ASSERT_TRUE(first.get("next").is_text());
  const Value second = box("g-chair", TaskBox::kClaimable, {50, std::string(first.get_text("next"))});
  EXPECT_THAT(elements(second), ElementsAre("approve_use"));
  EXPECT_TRUE(second.get("next").is_null());
}

}  // namespace
}  // namespace chancery
