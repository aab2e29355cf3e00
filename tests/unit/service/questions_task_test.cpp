// Questions about tasks and incidents: whose box a task is in, in what order, what may be done with it and why not, and that what the
// questions say is what the commands do.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/cli/demo_loader.h"
#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "tests/scenarios/bench.h"

namespace chancery {
namespace {

using service::Page;
using service::TaskBox;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

constexpr const char* kLetter =
    R"({"seal":"demo-gacha-committee","kind":"letter","title":"letter","purpose":"report","file":{"name":"a.pdf",)"
    R"("sha256":"45a0dbb2320c22b3031ecdae544dc6515410c40c586892aee2f6329cace09a90","size":20480},"paper":"complete",)"
    R"("pages":2,"copies":2,"impressions":2,"guarantee_no":"none"})";
constexpr const char* kApproval = R"({"decision":"approve","text_read":true,"guarantee_no":"none"})";
constexpr const char* kRefusal = R"({"decision":"refuse","reason":"wrong"})";
constexpr const char* kReturn = R"({"decision":"return","reason":"one copy"})";
constexpr const char* kStamp =
    R"({"decision":"affix","paper_matches_text":"page-by-page","impressions":2,"copies":2,"place":"office",)"
    R"("guarantee_no":"none","photo_after":{"name":"b.jpg","size":102400,)"
    R"("sha256":"ca2fe80680584cc13ea8288c0ca1db7159e62f523c73775ef7ceecd062bf15a1"}})";
constexpr const char* kFiling = R"({"target":"own-copy","scan":{"name":"scan.pdf","size":20480,)"
                                R"("sha256":"59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa"}})";
constexpr const char* kCertificate =
    R"({"item":"临时监护记录","purpose":"guardianship","requesting_body":"hospital","name":"示范申请人",)"
    R"("link_to_unit":"hukou","copies":1})";
constexpr const char* kAcceptance = R"({"decision":"accept","identity_seen":true,"facts_on_hand":true})";
constexpr const char* kMatter =
    R"({"subject":"external-contract","title":"road","document":{"name":"road.pdf","size":20480,)"
    R"("sha256":"11c6f1dda1c14c8ee9babf970f225ad0396398b42ee327b4d56cd9da269a541f"}})";
constexpr const char* kStudy = R"({"held_on":"2026-03-02","present":3,"opinion":"agree"})";

// A workflow that stops: its service has no worker that succeeds, the step after its timer a due date that is none.
constexpr const char* kStopsFile =
    R"({"id":"stops","name":{"zh":"会停","en":"It stops"},"process":"stops","start":{"duty":"request"},)"
    R"("title":"=\"matter of \" + unit.key","models":["stops.bpmn"],"uses":["deliberation"]})";
constexpr const char* kStopsModel =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:chancery="https://chancery.dev/schema/1.0/bpmn"
    id="stops_definitions" targetNamespace="https://chancery.dev/workflows"
    expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
  <bpmn:process id="stops" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="deliver" name="Deliver" camunda:type="external" camunda:topic="deliver">
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:intermediateCatchEvent id="a_day" name="A day later"><bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:userTask id="look" chancery:duty="publish" camunda:dueDate="=unit.key"><bpmn:incoming>f3</bpmn:incoming>
      <bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="done"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="deliver"/>
    <bpmn:sequenceFlow id="f2" sourceRef="deliver" targetRef="a_day"/>
    <bpmn:sequenceFlow id="f3" sourceRef="a_day" targetRef="look"/>
    <bpmn:sequenceFlow id="f4" sourceRef="look" targetRef="done"/>
  </bpmn:process>
</bpmn:definitions>)";

class TaskQuestions : public testing::Test {
 protected:
  TaskQuestions() { at("2026-03-02T09:00:00+08:00"); }

  service::Engine& engine() { return bench_.engine(); }
  void at(const char* instant) { bench_.advance_to(*parse_rfc3339(instant)); }
  PersonId person(const char* account) { return engine().person_of_account(account).value_or(PersonId{}); }
  std::string number(const char* account) { return std::to_string(person(account).value); }
  UnitId unit(const char* key) { return engine().unit_by_key(key).value_or(UnitId{}); }

  CaseId start(const char* account, const char* workflow = "seal-use", const char* form = kLetter) {
    const auto answer =
        engine().start_case({person(account), account, ""}, "", workflow, unit("demo-gacha"), *json::parse_json(form));
    if (const auto* rejection = std::get_if<service::Rejection>(&answer)) ADD_FAILURE() << why(*rejection);
    const auto* outcome = std::get_if<service::Outcome>(&answer);
    return outcome == nullptr ? CaseId{} : outcome->case_id;
  }
  static std::string why(const service::Rejection& rejection) {
    std::string out = rejection.error.debug_text();
    if (rejection.refusal) out += " " + rejection.refusal->constraint;
    for (const auto& fault : rejection.faults) out += " " + fault.pointer + ":" + fault.error.debug_text();
    return out;
  }

  // "" when it was done, else the rule or the code that refused it.
  std::string give(const char* account, journal::CommandBody body) {
    journal::Command command;
    command.actor = {person(account), account, ""};
    command.body = std::move(body);
    const auto answer = engine().execute(std::move(command));
    const auto* rejection = std::get_if<service::Rejection>(&answer);
    if (rejection == nullptr) return "";
    return rejection->refusal ? rejection->refusal->constraint : rejection->error.code;
  }
  std::string claim(const char* account, TaskId task) { return give(account, journal::ClaimTask{task, 0}); }
  std::string release(const char* account, TaskId task) { return give(account, journal::ReleaseTask{task, 0}); }
  std::string hand(const char* account, TaskId task, journal::Assignment how, const char* to) {
    return give(account, journal::HandTask{task, 0, how, person(to), "because"});
  }
  std::string complete(const char* account, TaskId task, const char* form) {
    return give(account, journal::CompleteTask{task, 0, *json::parse_json(form)});
  }
  // A worker's answer for the only work there is.
  void work(CaseId id, std::uint64_t instance, const char* failure) {
    journal::Command command;
    command.actor.service = "worker";
    journal::CompleteWork body;
    body.case_id = id;
    body.instance = InstanceId{instance};
    body.failure = failure;
    command.body = std::move(body);
    ASSERT_TRUE(std::holds_alternative<service::Outcome>(engine().execute(std::move(command))));
  }
  CaseId start_stopping() { return start("g-clerk", "stops", "{}"); }
  void deploy_stopping() {
    auto files = *cli::read_package_files(CHANCERY_SOURCE_DIR);
    files.push_back({"workflows/stops/workflow.json", kStopsFile});
    files.push_back({"workflows/stops/stops.bpmn", kStopsModel});
    const auto answer = engine().deploy({person("admin1"), "admin1", ""}, "", files, person("admin2"));
    const auto* rejection = std::get_if<service::Rejection>(&answer);
    ASSERT_EQ(rejection, nullptr) << (rejection->diagnostics.empty() ? why(*rejection)
                                                                     : rejection->diagnostics.front().code);
  }

  // The open task of that element; of several the one created last.
  TaskId open(std::string_view element) {
    const auto& impl = engine().impl();
    const std::shared_lock lock(impl.mutex_);
    TaskId found;
    impl.committed.cases.for_each([&](CaseId, const runtime::CaseState& c) {
      for (const runtime::Instance& i : c.instances) {
        if (!i.task) continue;
        const graph::Process& process = *impl.programs.find(c.package)->processes[i.process];
        if (process.nodes[process.node_of(i.ordinal)].id == element) found = std::max(found, i.task->id);
      }
      return true;
    });
    EXPECT_TRUE(found) << element;
    return found;
  }

  Value box(const char* account, TaskBox which, const Page& page = {}, UnitId in = {}) {
    const auto answer = engine().tasks({person(account)}, which, in, page);
    EXPECT_TRUE(answer);
    return answer ? *answer : Value();
  }
  Value mine(const char* account) { return box(account, TaskBox::kMine); }
  Value claimable(const char* account) { return box(account, TaskBox::kClaimable); }
  // A field of every item of an answer, or of a list.
  static std::vector<std::string> each(const Value& answer, std::string_view field) {
    std::vector<std::string> out;
    const Value& items = answer.is_list() ? answer : answer.get("items");
    for (const Value& item : items.as_list()) out.emplace_back(item.get_text(field));
    return out;
  }
  static std::vector<std::string> elements(const Value& answer) { return each(answer, "element"); }

  Value task(const char* account, TaskId id) {
    const auto answer = engine().task({person(account)}, id);
    EXPECT_TRUE(answer) << answer.error().debug_text();
    return answer ? *answer : Value();
  }
  std::string task_error(const char* account, TaskId id) {
    const auto answer = engine().task({person(account)}, id);
    return answer ? "shown" : answer.error().code;
  }
  Value verb(const char* account, TaskId id, std::string_view name) {
    const Value shown = task(account, id);
    for (const Value& one : shown.get("verbs").as_list())
      if (one.get_text("verb") == name) return one;
    ADD_FAILURE() << "no verb " << name;
    return {};
  }
  // "yes", "" when it does not apply, or the rule.
  static std::string verdict(const Value& verb) {
    if (verb.get("allowed").is_true()) return "yes";
    return std::string(verb.get("refusal").get_text("constraint"));
  }
  std::string may(const char* account, TaskId id, std::string_view name) { return verdict(verb(account, id, name)); }

  Value candidates(const char* account, TaskId id) {
    const auto answer = engine().candidates({person(account)}, id);
    EXPECT_TRUE(answer) << answer.error().debug_text();
    return answer ? *answer : Value();
  }
  Value candidate(const Value& answer, const char* account) {
    for (const Value& one : answer.get("items").as_list())
      if (one.get("person").get_text("id") == number(account)) return one;
    return {};
  }
  Value incidents(const char* account) {
    const auto answer = engine().incidents({person(account)});
    EXPECT_TRUE(answer);
    return answer ? *answer : Value();
  }

  scenarios::Bench bench_;
};

// ---- boxes

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

// Created in the order accept (no due date), convene (in five days), file (in three).
class ThreeTasks : public TaskQuestions {
 protected:
  ThreeTasks() {
    start("herder1", "certificate", kCertificate);
    start("g-clerk", "deliberation", kMatter);
    EXPECT_EQ(complete("g-secretary", open("pre_study"), kStudy), "");
    start("g-deputy");
    EXPECT_EQ(complete("g-chair", open("approve_use"), kApproval), "");
    EXPECT_EQ(complete("g-accountant", open("affix"), kStamp), "");
  }
  // The elements page by page; every page but the last is full.
  std::vector<std::string> walk(TaskBox which, std::size_t limit) {
    std::vector<std::string> out;
    Page page{limit, ""};
    for (int turn = 0; turn < 10; ++turn) {
      const Value shown = box("g-clerk", which, page);
      const auto found = elements(shown);
      out.insert(out.end(), found.begin(), found.end());
      if (shown.get("next").is_null()) return out;
      EXPECT_EQ(found.size(), limit);
      page.after = std::string(shown.get_text("next"));
    }
    ADD_FAILURE() << "pages without end";
    return out;
  }
};

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

// ---- one task

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
    if (completing != "yes") {
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
  EXPECT_TRUE(engine().meeting({person("g-clerk")}, meeting));
  ASSERT_EQ(complete("g-clerk", attendance,
                     R"({"attendance":[{"person":"g-chair","present":true,"recused":false}],"start":)"
                     R"("2026-03-09T09:00+08:00"})"),
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

// ---- incidents

TEST_F(TaskQuestions, NothingStoppedIsNoIncident) {
  EXPECT_THAT(incidents("g-clerk").get("items").as_list(), IsEmpty());
}

TEST_F(TaskQuestions, AnIncidentIsShownToWhoSeesTheCaseAndToAdministrators) {
  deploy_stopping();
  const CaseId id = start_stopping();
  work(id, 2, "runtime.no-work");
  const Value shown = incidents("g-clerk");
  ASSERT_EQ(shown.get("items").as_list().size(), 1u);
  const Value& one = shown.get("items").as_list().front();
  EXPECT_EQ(one.get_text("id"), std::to_string(id.value) + "-2");
  EXPECT_EQ(one.get("case").get_text("title"), "matter of demo-gacha");
  EXPECT_EQ(one.get("unit").get_text("id"), std::to_string(unit("demo-gacha").value));
  EXPECT_EQ(one.get_text("element"), "deliver");
  EXPECT_EQ(one.get_text("element_name"), "Deliver");
  EXPECT_EQ(one.get_text("code"), "runtime.no-work");
  EXPECT_EQ(one.get("message").get_text("code"), "runtime.no-work");
  EXPECT_EQ(one.get("remedy").get_text("part"), "remedy");
  EXPECT_EQ(one.get_text("state"), "open");
  EXPECT_EQ(one.get("attempts").as_number().to_int64(), 1);
  EXPECT_THAT(incidents("herder2").get("items").as_list(), IsEmpty());
  EXPECT_THAT(incidents("c-chair").get("items").as_list(), IsEmpty());
  const Value seen = incidents("admin1");
  ASSERT_EQ(seen.get("items").as_list().size(), 1u);
  // Administrators see no case: the workflow's name stands for its title.
  EXPECT_EQ(seen.get("items").as_list().front().get("case").get("title").get_text("en"), "It stops");
}

TEST_F(TaskQuestions, AttemptsAreCountedAndTheNewestIncidentStandsFirst) {
  deploy_stopping();
  const CaseId first = start_stopping();
  const CaseId second = start_stopping();
  work(first, 2, "runtime.no-work");
  at("2026-03-02T10:00:00+08:00");
  work(second, 2, "runtime.no-work");
  const auto ids = [this] { return each(incidents("g-clerk"), "id"); };
  const std::string of_first = std::to_string(first.value) + "-2";
  const std::string of_second = std::to_string(second.value) + "-2";
  EXPECT_THAT(ids(), ElementsAre(of_second, of_first));
  at("2026-03-02T11:00:00+08:00");
  ASSERT_TRUE(incidents("g-clerk").get("items").as_list().back().get("may_retry").is_true());
  ASSERT_EQ(give("g-clerk", journal::RetryIncident{first, InstanceId{2}, 0}), "");
  EXPECT_THAT(ids(), ElementsAre(of_second));
  work(first, 2, "runtime.no-work");
  EXPECT_THAT(ids(), ElementsAre(of_first, of_second));
  EXPECT_EQ(incidents("g-clerk").get("items").as_list().front().get("attempts").as_number().to_int64(), 2);
  EXPECT_EQ(engine().metrics().open_incidents, 2u);
  ASSERT_EQ(bench_.restart(), "");
  EXPECT_THAT(ids(), ElementsAre(of_first, of_second));
}

TEST_F(TaskQuestions, ATimerThatCannotGoOnIsAnIncidentOfItsEvent) {
  deploy_stopping();
  const CaseId id = start_stopping();
  work(id, 2, "");
  at("2026-03-04T09:00:00+08:00");
  const Value shown = incidents("g-clerk");
  ASSERT_EQ(shown.get("items").as_list().size(), 1u);
  const Value& one = shown.get("items").as_list().front();
  EXPECT_EQ(one.get_text("id"), std::to_string(id.value) + "-3-1");
  EXPECT_EQ(one.get_text("element"), "a_day");
  EXPECT_EQ(one.get_text("code"), "runtime.bad-due-date");
  EXPECT_EQ(one.get("message").get("parameters").get_text("element"), "look");
  EXPECT_EQ(give("g-clerk", journal::RetryIncident{id, InstanceId{3}, 1}), "runtime.bad-due-date");
  EXPECT_THAT(each(incidents("g-clerk"), "id"), ElementsAre(std::to_string(id.value) + "-3-1"));
}

}  // namespace
}  // namespace chancery
