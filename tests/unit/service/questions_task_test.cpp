// One task: its form, what may be done with it and why not, who could receive it, and what is left of it when it is
// over. What the questions say is what the commands do.
#include "tests/unit/service/task_desk.h"

namespace chancery {
namespace {

using namespace task_desk;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

TEST_F(TaskQuestions, AStrangerIsToldNothing) {
  start("g-clerk");
  const TaskId id = open("approve_use");
  for (const char* account : {"herder2", "c-chair", "admin1"}) {
    EXPECT_EQ(task_error(account, id), "service.no-task") << account;
    const auto receivers = engine().candidates({person(account)}, id);
    ASSERT_FALSE(receivers) << account;
    EXPECT_EQ(receivers.error().code, "service.no-task");
  }
  for (const std::uint64_t none : {std::uint64_t{0}, std::uint64_t{1}, id.value + 1, std::uint64_t{999'999'999'999}})
    EXPECT_EQ(task_error("g-chair", TaskId{none}), "service.no-task") << none;
  ASSERT_EQ(complete("g-chair", id, kRefusal), "");
  EXPECT_EQ(task_error("herder2", id), "service.no-task");
  EXPECT_EQ(task_error("g-chair", id), "shown");
}

TEST_F(TaskQuestions, ATaskHasItsFormAndWhatWasHandedInBefore) {
  start("g-clerk");
  const Value shown = task("g-chair", open("approve_use"));
  EXPECT_EQ(shown.get("form").get_text("id"), "approve-use");
  EXPECT_THAT(shown.get("values").as_context(), IsEmpty());
  EXPECT_EQ(shown.get_text("version"), "1");
  EXPECT_TRUE(shown.get("meeting").is_null());
  ASSERT_EQ(shown.get("records").as_list().size(), 1u);
  EXPECT_EQ(shown.get("records").as_list().front().get("by").get_text("id"), number("g-clerk"));
}

TEST_F(TaskQuestions, VerbsThatDoNotApplyNowHaveNoReason) {
  start("g-clerk");
  const TaskId id = open("approve_use");
  EXPECT_EQ(may("g-chair", id, "claim"), "yes");
  EXPECT_EQ(may("g-chair", id, "complete"), "yes");
  EXPECT_EQ(may("g-chair", id, "assign"), "yes");  // to himself: there is nobody else
  for (const char* name : {"release", "delegate", "transfer"}) {
    const Value one = verb("g-chair", id, name);
    EXPECT_FALSE(one.get("allowed").is_true()) << name;
    EXPECT_TRUE(one.get("refusal").is_null()) << name;
  }
  ASSERT_EQ(claim("g-chair", id), "");
  EXPECT_EQ(may("g-chair", id, "release"), "yes");
  EXPECT_EQ(may("g-chair", id, "complete"), "yes");
  for (const char* name : {"claim", "assign", "delegate", "transfer"}) EXPECT_EQ(may("g-chair", id, name), "") << name;
  for (const char* name : {"claim", "release", "complete", "delegate", "transfer", "assign"})
    EXPECT_EQ(may("g-clerk", id, name), "") << name;
}

TEST_F(TaskQuestions, ARefusalNamesTheRuleItsEvidenceAndWhoCouldAct) {
  start("g-secretary");
  const Value claiming = verb("g-chair", open("approve_use"), "claim");
  ASSERT_EQ(verdict(claiming), "requester-is-not-approver");
  const Value& refusal = claiming.get("refusal");
  EXPECT_FALSE(refusal.get("message").get_text("zh").empty());
  EXPECT_FALSE(refusal.get("remedy").get_text("en").empty());
  ASSERT_EQ(refusal.get("evidence").as_list().size(), 1u);
  EXPECT_EQ(refusal.get("evidence").as_list().front().get("person").get_text("id"), number("g-chair"));
  ASSERT_EQ(refusal.get("could_act").as_list().size(), 1u);
  EXPECT_EQ(refusal.get("could_act").as_list().front().get_text("person"), number("g-deputy"));
}

// What the page says beforehand is what the command does, for everybody, at every door.
TEST_F(TaskQuestions, VerbsSayWhatTheCommandsDo) {
  start("g-secretary");
  const TaskId id = open("approve_use");
  for (const char* account : {"g-chair", "g-clerk", "g-accountant", "g-super1", "g-deputy"}) {
    const std::string claiming = may(account, id, "claim");
    const std::string completing = may(account, id, "complete");
    const std::string assigning = may(account, id, "assign");
    EXPECT_EQ(completing, claiming) << account;  // completing claims it first
    if (account != std::string("g-deputy")) {
      EXPECT_EQ(complete(account, id, kApproval), completing) << account;
    }
    const std::string assigned = hand(account, id, journal::Assignment::kAssigned, "g-deputy");
    EXPECT_EQ(assigned.empty() ? "yes" : assigned, assigning) << account;
    if (assigned.empty()) {
      ASSERT_EQ(release("g-deputy", id), "");
    }
    const std::string claimed = claim(account, id);
    EXPECT_EQ(claimed.empty() ? "yes" : claimed, claiming) << account;
    if (!claimed.empty()) continue;
    EXPECT_EQ(may(account, id, "release"), "yes") << account;
    const std::string transferred = hand(account, id, journal::Assignment::kTransferred, "g-chair");
    EXPECT_EQ(transferred, may(account, id, "transfer")) << account;
    const std::string delegated = hand(account, id, journal::Assignment::kDelegated, "g-chair");
    EXPECT_EQ(delegated, may(account, id, "delegate")) << account;
    EXPECT_EQ(delegated, "requester-is-not-approver") << account;
    ASSERT_EQ(release(account, id), "");
  }
  EXPECT_EQ(may("g-deputy", id, "complete"), "yes");
  EXPECT_EQ(complete("g-deputy", id, kApproval), "");
}

TEST_F(ThreeTasks, OnesOwnTaskMayBeHandedToWhoMayDoIt) {
  const TaskId id = open("file");
  EXPECT_EQ(may("g-clerk", id, "assign"), "yes");
  ASSERT_EQ(claim("g-clerk", id), "");
  EXPECT_EQ(may("g-clerk", id, "delegate"), "yes");
  EXPECT_EQ(may("g-clerk", id, "transfer"), "yes");
  ASSERT_EQ(hand("g-clerk", id, journal::Assignment::kDelegated, "g-accountant"), "");
  const Value shown = task("g-accountant", id);
  EXPECT_EQ(shown.get_text("state"), "delegated");
  EXPECT_EQ(shown.get("owner").get_text("id"), number("g-clerk"));
  EXPECT_EQ(shown.get_text("version"), "3");
  EXPECT_EQ(may("g-accountant", id, "complete"), "yes");
  EXPECT_EQ(may("g-clerk", id, "complete"), "");
  EXPECT_THAT(elements(mine("g-accountant")), ElementsAre("file"));
}

TEST_F(TaskQuestions, ACorrectionStartsFromWhatWasHandedIn) {
  start("g-clerk");
  ASSERT_EQ(complete("g-chair", open("approve_use"), kReturn), "");
  EXPECT_THAT(elements(mine("g-clerk")), ElementsAre("revise"));
  const Value values = task("g-clerk", open("revise")).get("values");
  EXPECT_EQ(values.get_text("title"), "letter");
  EXPECT_EQ(values.get("file").get_text("name"), "a.pdf");
  EXPECT_EQ(values.get("copies").as_number().to_int64(), 2);
  EXPECT_TRUE(values.get("by").is_null());  // no field of the form
  ASSERT_EQ(complete("g-clerk", open("revise"), kLetter), "");
  // A decision is made afresh.
  EXPECT_THAT(task("g-chair", open("approve_use")).get("values").as_context(), IsEmpty());
}

// ---- a task that is over

TEST_F(TaskQuestions, ACompletedTaskIsStillShown) {
  const CaseId id = start("g-clerk");
  const TaskId approval = open("approve_use");
  ASSERT_EQ(claim("g-chair", approval), "");
  const Value before = task("g-chair", approval);
  ASSERT_EQ(complete("g-chair", approval, kApproval), "");
  for (const bool ended : {false, true}) {
    if (ended) {
      ASSERT_EQ(complete("g-accountant", open("affix"), kStamp), "");
      ASSERT_EQ(complete("g-clerk", open("file"), kFiling), "");
      ASSERT_EQ(engine().impl().committed.cases.find(id), nullptr);
    }
    const Value shown = task("g-chair", approval);
    EXPECT_EQ(shown.get_text("state"), "completed");
    EXPECT_EQ(shown.get_text("element"), "approve_use");
    EXPECT_EQ(shown.get_text("name"), before.get_text("name"));
    EXPECT_EQ(shown.get("duty"), before.get("duty"));
    EXPECT_EQ(shown.get("case"), before.get("case"));
    EXPECT_EQ(shown.get("created_at"), before.get("created_at"));
    EXPECT_EQ(shown.get("due_at"), before.get("due_at"));
    EXPECT_EQ(shown.get("assignee").get_text("id"), number("g-chair"));
    EXPECT_EQ(shown.get_text("version"), "3");  // claimed, completed
    EXPECT_TRUE(shown.get("form").is_null());
    for (const Value& one : shown.get("verbs").as_list()) EXPECT_FALSE(one.get("allowed").is_true());
    EXPECT_THAT(each(shown.get("records"), "element"), IsSupersetOf({"apply", "approve_use"}));
    EXPECT_EQ(task_error("g-clerk", approval), "shown");
    EXPECT_EQ(task_error("herder2", approval), "service.no-task");
    EXPECT_FALSE(engine().candidates({person("g-chair")}, approval));
  }
}

TEST_F(TaskQuestions, ATaskThatWasTakenAwayIsCancelled) {
  const CaseId id = start("herder1", "certificate", kCertificate);
  ASSERT_EQ(complete("g-clerk", open("accept"), kAcceptance), "");
  const TaskId prepare = open("prepare");
  ASSERT_EQ(give("herder1", journal::WithdrawCase{id, "no longer needed"}), "");
  const Value shown = task("g-clerk", prepare);
  EXPECT_EQ(shown.get_text("state"), "cancelled");
  EXPECT_TRUE(shown.get("assignee").is_null());
  EXPECT_TRUE(shown.get("form").is_null());
  EXPECT_EQ(task_error("herder1", prepare), "shown");  // it was his matter
  EXPECT_EQ(task_error("herder2", prepare), "service.no-task");
}

TEST_F(TaskQuestions, AStepOfAMeetingNamesIt) {
  start("g-clerk", "deliberation", kMatter);
  ASSERT_EQ(complete("g-secretary", open("pre_study"), kStudy), "");
  EXPECT_TRUE(task("g-clerk", open("convene")).get("meeting").is_null());
  ASSERT_EQ(complete("g-clerk", open("convene"),
                     R"({"meeting":"new","trigger":"committee","recorder":"g-clerk","notice_at":)"
                     R"("2026-03-04T09:00+08:00","meeting_at":"2026-03-09T09:00+08:00","place":"hall",)"
                     R"("channels":["board","phone"]})"),
            "");
  at("2026-03-09T09:00:00+08:00");
  const TaskId attendance = open("attendance");
  const std::string meeting(task("g-clerk", attendance).get_text("meeting"));
  ASSERT_FALSE(meeting.empty());
  const auto record = engine().meeting({person("g-clerk")}, meeting);
  ASSERT_TRUE(record);
  EXPECT_EQ(record->get("trigger").get_text("zh"), "委员会决定");  // as the form calls it
  ASSERT_EQ(record->get("channels").as_list().size(), 2u);
  EXPECT_EQ(record->get("channels").as_list().front().get_text("en"), "notice board");
  ASSERT_EQ(complete("g-clerk", attendance,
                     R"({"attendance":[{"person":"g-chair","present":true,"recused":false}],"place":"hall",)"
                     R"("host":"g-chair","start":"2026-03-09T09:00+08:00"})"),
            "");
  EXPECT_EQ(task("g-clerk", attendance).get_text("meeting"), meeting);  // also when it is over
}

// ---- receivers

TEST_F(TaskQuestions, CandidatesAreThoseOfTheDutyAndThoseARuleKeepsOut) {
  start("g-secretary");
  const Value shown = candidates("g-deputy", open("approve_use"));
  ASSERT_EQ(shown.get("items").as_list().size(), 2u);
  const Value& deputy = shown.get("items").as_list()[0];
  EXPECT_EQ(deputy.get("person").get_text("id"), number("g-deputy"));
  EXPECT_TRUE(deputy.get("allowed").is_true());
  EXPECT_TRUE(deputy.get("refusal").is_null());
  EXPECT_TRUE(deputy.get("absent_until").is_null());
  EXPECT_FALSE(deputy.get("posts").as_list().empty());
  const Value& chair = shown.get("items").as_list()[1];
  EXPECT_EQ(chair.get("person").get_text("id"), number("g-chair"));
  EXPECT_FALSE(chair.get("allowed").is_true());
  EXPECT_EQ(chair.get("refusal").get_text("constraint"), "requester-is-not-approver");
  // And so decides the command.
  EXPECT_EQ(hand("g-deputy", open("approve_use"), journal::Assignment::kAssigned, "g-chair"),
            "requester-is-not-approver");
}

TEST_F(TaskQuestions, WhoMayNotGiveATaskIsToldSoForEveryReceiver) {
  start("g-clerk");
  for (const auto& [account, rule] :
       {std::pair("g-clerk", "requester-is-not-approver"), std::pair("g-super1", "duty.not-eligible")}) {
    const Value shown = candidates(account, open("approve_use"));
    ASSERT_THAT(shown.get("items").as_list(), Not(IsEmpty()));
    for (const Value& one : shown.get("items").as_list()) {
      EXPECT_FALSE(one.get("allowed").is_true()) << account;
      EXPECT_EQ(one.get("refusal").get_text("constraint"), rule) << account;
    }
  }
}

TEST_F(ThreeTasks, CandidatesOfAHeldTaskAreTheOthers) {
  const TaskId id = open("file");
  ASSERT_EQ(claim("g-clerk", id), "");
  for (const char* viewer : {"g-clerk", "g-chair"}) {
    const Value shown = candidates(viewer, id);
    EXPECT_TRUE(candidate(shown, "g-clerk").is_null()) << viewer;
    EXPECT_TRUE(candidate(shown, "g-accountant").get("allowed").is_true()) << viewer;
  }
}

TEST_F(ThreeTasks, AnAbsentCandidateComesLastWithTheDayOfHisReturn) {
  const auto before = candidates("g-chair", open("convene")).get("items").as_list().front();
  EXPECT_EQ(before.get("person").get_text("id"), number("g-chair"));
  ASSERT_EQ(give("admin1", journal::RecordAbsence{person("g-chair"), *parse_rfc3339("2026-03-01T00:00:00+08:00"),
                                                  *parse_rfc3339("2026-03-06T00:00:00+08:00"), "away"}),
            "");
  const Value shown = candidates("g-chair", open("convene"));
  const Value& last = shown.get("items").as_list().back();
  EXPECT_EQ(last.get("person").get_text("id"), number("g-chair"));
  EXPECT_TRUE(last.get("allowed").is_true());
  EXPECT_EQ(last.get("absent_until").as_date().text(), "2026-03-05");
}

}  // namespace
}  // namespace chancery
