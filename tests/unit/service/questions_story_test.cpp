// Questions about the story of a case: its timeline and its diagrams, as staff, as a person whose matter it is, and as
// a stranger.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "adapters/cli/demo_loader.h"
#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "tests/scenarios/player.h"

namespace chancery {
namespace {

using scenarios::Bench;
using scenarios::Player;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const std::string kLetter =
    R"({"seal":"demo-gacha-committee","kind":"letter","title":"letter","purpose":"report","file":{"name":"a.pdf",)"
    R"("sha256":"45a0dbb2320c22b3031ecdae544dc6515410c40c586892aee2f6329cace09a90","size":20480},"paper":"complete",)"
    R"("pages":2,"copies":2,"impressions":2,"guarantee_no":"none"})";
const std::string kApproval = R"({"decision":"approve","text_read":true,"guarantee_no":"none"})";
const std::string kStamp =
    R"({"decision":"affix","paper_matches_text":"page-by-page","impressions":2,"copies":2,"place":"office",)"
    R"("photo_after":{"name":"b.jpg","size":102400,)"
    R"("sha256":"ca2fe80680584cc13ea8288c0ca1db7159e62f523c73775ef7ceecd062bf15a1"},"guarantee_no":"none"})";
const std::string kFiling = R"({"target":"own-copy","scan":{"name":"scan.pdf","size":20480,)"
                            R"("sha256":"59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa"}})";
const std::string kVillage = "unit demo-gacha at 2026-03-02T09:00+08:00\n";
const std::string kAsked = kVillage + "start seal-use " + kLetter + " as g-clerk\n";
const std::string kApproved = "complete approve_use " + kApproval + " as g-chair\n";
const std::string kSealed = "complete affix " + kStamp + " as g-accountant\n";
const std::string kFiled = "complete file " + kFiling + " as g-clerk\n";

constexpr const char* kCertificate =
    R"(certificate {"item":"临时监护记录","purpose":"guardianship","requesting_body":"hospital","name":"某申请人",)"
    R"("id_no":"152722198001010018","link_to_unit":"hukou","copies":1)";

std::string of(const Value& value, std::string_view name) { return std::string(value.get_text(name)); }

class StoryQuestions : public testing::Test {
 protected:
  void play(const std::string& text) {
    for (const std::string& fault : player_.play(text)) FAIL() << fault;
  }
  void play_file(const std::string& path) {
    std::ifstream in(std::string(CHANCERY_SOURCE_DIR) + "/" + path);
    std::ostringstream text;
    text << in.rdbuf();
    play(text.str());
  }

  PersonId person(const char* account) { return bench_.engine().person_of_account(account).value_or(PersonId{}); }
  service::Viewer viewer(const char* account) { return {person(account)}; }
  std::string id_of(const char* account) { return std::to_string(person(account).value); }

  // The case that was started by hand last.
  CaseId newest(const char* starter) {
    const auto found = bench_.engine().cases(viewer(starter), service::CaseScope::kStarted, {}, "", {});
    const bool any = found && !found->get("items").as_list().empty();
    EXPECT_TRUE(any) << starter << " has started nothing";
    return !any ? CaseId{} : CaseId{std::stoull(of(found->get("items").as_list().front(), "id"))};
  }
  List timeline(const char* account, CaseId id) {
    const auto found = bench_.engine().timeline(viewer(account), id);
    EXPECT_TRUE(found) << found.error().debug_text();
    return found ? found->get("items").as_list() : List{};
  }
  List diagrams(const char* account, CaseId id) {
    const auto found = bench_.engine().diagram(viewer(account), id);
    EXPECT_TRUE(found) << found.error().debug_text();
    return found ? found->get("processes").as_list() : List{};
  }

  static std::vector<std::string> each(const List& list, std::string_view name) {
    std::vector<std::string> out;
    for (const Value& one : list) out.push_back(of(one, name));
    return out;
  }
  static Value first(const List& entries, std::string_view kind, std::string_view element = "") {
    for (const Value& one : entries)
      if (one.get_text("kind") == kind && (element.empty() || one.get_text("element") == element)) return one;
    ADD_FAILURE() << "no entry " << kind;
    return {};
  }
  static Value step(const Value& steps, std::string_view element) {
    for (const Value& one : steps.as_list())
      if (one.get_text("element") == element) return one;
    ADD_FAILURE() << "no step " << element;
    return {};
  }
  static Value field(const Value& entry, std::string_view key) {
    if (entry.get("fields").is_list())
      for (const Value& one : entry.get("fields").as_list())
        if (one.get_text("key") == key) return one;
    return {};
  }

  Bench bench_;
  Player player_{bench_, "questions_story_test"};
};

TEST_F(StoryQuestions, AUseOfTheSealIsToldFromRequestToEnd) {
  play(kAsked + "refuse complete approve_use " + kApproval + " as g-clerk because requester-is-not-approver\n" +
       kApproved + "refuse complete affix " + kStamp + " as g-chair because approver-is-not-custodian\n" + kSealed +
       kFiled);
  const CaseId id = newest("g-clerk");
  const List told = timeline("g-deputy", id);
  EXPECT_THAT(each(told, "kind"),
              ElementsAre("started", "decided", "created", "refused", "completed", "created", "refused", "completed",
                          "registered", "created", "completed", "registered", "ended"));
  EXPECT_THAT(each(told, "element"),
              ElementsAre("apply", "gate_check", "approve_use", "approve_use", "approve_use", "affix", "affix", "affix",
                          "register_line", "file", "file", "filed_line", ""));
  const std::vector<std::string> events = each(told, "event");
  EXPECT_EQ(std::set<std::string>(events.begin(), events.end()).size(), events.size());
  std::uint64_t last = 0;
  for (const Value& one : told) {
    EXPECT_EQ(of(one, "case"), std::to_string(id.value));
    EXPECT_FALSE(of(one.get("text"), "code").empty());
    EXPECT_EQ(one.get("at").kind(), ValueKind::kDateTime);
    EXPECT_GE(std::stoull(of(one, "event")), last);
    last = std::stoull(of(one, "event"));
  }
}

TEST_F(StoryQuestions, EntriesSayWhoDidItByWhichPostAndWhatWasHandedIn) {
  play(kAsked + kApproved + kSealed);
  const List told = timeline("g-deputy", newest("g-clerk"));
  const Value started = first(told, "started");
  EXPECT_EQ(of(started.get("person"), "id"), id_of("g-clerk"));
  EXPECT_EQ(of(started.get("person"), "name"), bench_.engine().person_name(person("g-clerk")).value_or("?"));
  EXPECT_EQ(of(field(started, "title"), "display"), "letter");
  const Value approved = first(told, "completed", "approve_use");
  EXPECT_EQ(of(approved.get("person"), "id"), id_of("g-chair"));
  EXPECT_EQ(of(approved.get("post"), "en"), "chair");
  EXPECT_EQ(of(approved.get("text"), "code"), "service.timeline-completed-with");
  EXPECT_EQ(of(approved.get("text").get("parameters").get("decision"), "en"), "approve");
  EXPECT_TRUE(approved.get("acting_for").is_null());
  const Value created = first(told, "created", "approve_use");
  EXPECT_TRUE(created.get("person").is_null());
  EXPECT_EQ(of(created, "task"), of(approved, "task"));
  const Value registered = first(told, "registered");
  EXPECT_TRUE(registered.get("person").is_null());
  EXPECT_EQ(of(registered.get("text").get("parameters"), "number"), "2026-0001");
  EXPECT_EQ(of(first(told, "decided").get("text"), "code"), "service.timeline-decided-none");
}

TEST_F(StoryQuestions, ARefusalIsToldWithRuleEvidenceAndLaw) {
  play(kAsked + kApproved + "refuse assign affix to g-chair as g-accountant because approver-is-not-custodian\n");
  const List told = timeline("g-clerk", newest("g-clerk"));
  const Value refused = first(told, "refused");
  EXPECT_EQ(of(refused.get("person"), "id"), id_of("g-accountant"));
  EXPECT_EQ(of(refused.get("text"), "code"), "service.timeline-refused-hand");
  EXPECT_EQ(of(refused, "task"), of(first(told, "created", "affix"), "task"));
  const Value& refusal = refused.get("refusal");
  EXPECT_EQ(of(refusal, "constraint"), "approver-is-not-custodian");
  EXPECT_EQ(of(refusal, "strength"), "hard");
  EXPECT_EQ(of(refusal.get("message"), "en"), "The person who approves the use of the seal may not stamp.");
  EXPECT_THAT(refusal.get("basis").as_list(), SizeIs(2));
  ASSERT_THAT(refusal.get("evidence").as_list(), SizeIs(1));
  const Value evidence = refusal.get("evidence").as_list().front();
  EXPECT_EQ(of(evidence, "event"), of(first(told, "completed", "approve_use"), "event"));
  EXPECT_EQ(of(evidence.get("person"), "id"), id_of("g-chair"));
  EXPECT_EQ(of(evidence.get("duty"), "code"), "approve-use");
  EXPECT_EQ(of(evidence.get("kind"), "code"), "completed");
  EXPECT_TRUE(refusal.get("could_act").as_list().empty());
}

TEST_F(StoryQuestions, ARefusedCheckOfAFormIsToldAtItsTask) {
  play(kAsked +
       R"(refuse complete approve_use {"decision":"approve","guarantee_no":"none"} as g-chair because text-not-read)" +
       "\n");
  const Value refused = first(timeline("g-clerk", newest("g-clerk")), "refused");
  EXPECT_EQ(of(refused, "element"), "approve_use");
  EXPECT_EQ(of(refused.get("refusal"), "constraint"), "text-not-read");
  EXPECT_FALSE(of(refused.get("refusal").get("message"), "zh").empty());
}

TEST_F(StoryQuestions, EqualRefusalsAreCountedIntoOne) {
  play(kAsked);
  const CaseId id = newest("g-clerk");
  const auto try_it = [&] {
    const auto shown = bench_.engine().case_view(viewer("g-clerk"), id);
    journal::Command claim;
    claim.actor = {person("g-clerk"), "g-clerk", ""};
    claim.body = journal::ClaimTask{TaskId{std::stoull(of(shown->get("open_tasks").as_list().front(), "id"))}, 0};
    EXPECT_TRUE(std::holds_alternative<service::Rejection>(bench_.engine().execute(std::move(claim))));
  };
  for (int times = 0; times < 3; ++times) try_it();
  bench_.advance_to(Instant{bench_.now().ms + 61 * 60 * 1000});
  try_it();
  std::vector<std::int64_t> counts;
  for (const Value& one : timeline("g-clerk", id))
    if (one.get_text("kind") == "refused") counts.push_back(one.get("repeated").as_number().to_int64().value_or(0));
  EXPECT_THAT(counts, ElementsAre(1, 3));
}

TEST_F(StoryQuestions, ATaskThatGoesFromHandToHandIsToldWithReasonAndPrincipal) {
  play(kAsked + kApproved + kSealed +
       "claim file as g-clerk\nrelease file as g-clerk\nassign file to g-accountant as g-clerk\n"
       "transfer file to g-clerk as g-accountant\ndelegate file to g-accountant as g-clerk\n"
       "complete file " +
       kFiling + " as g-accountant\n");
  const List told = timeline("g-chair", newest("g-clerk"));
  std::vector<std::string> kinds;
  for (const Value& one : told)
    if (one.get_text("element") == "file") kinds.push_back(of(one, "kind"));
  EXPECT_THAT(kinds,
              ElementsAre("created", "claimed", "released", "assigned", "transferred", "delegated", "completed"));
  const Value assigned = first(told, "assigned");
  EXPECT_EQ(of(assigned.get("person"), "id"), id_of("g-clerk"));
  EXPECT_EQ(of(assigned.get("text").get("parameters"), "person"),
            bench_.engine().person_name(person("g-accountant")).value_or("?"));
  EXPECT_EQ(of(first(told, "transferred"), "note"), "scenario");
  const Value done = first(told, "completed", "file");
  EXPECT_EQ(of(done.get("person"), "id"), id_of("g-accountant"));
  EXPECT_EQ(of(done.get("acting_for").get("person"), "id"), id_of("g-clerk"));
  EXPECT_EQ(of(done.get("acting_for"), "basis"), "scenario");
}

TEST_F(StoryQuestions, WhoeverActsForTheChairIsToldWithTheBasis) {
  play(kVillage + "start seal-use " + kLetter + " as g-chair\ncomplete approve_use " + kApproval + " as g-deputy\n");
  const Value stood_in = first(timeline("g-clerk", newest("g-chair")), "completed", "approve_use").get("acting_for");
  EXPECT_EQ(of(stood_in.get("person"), "id"), id_of("g-chair"));
  EXPECT_EQ(of(stood_in.get("basis"), "code"), "service.timeline-stand-in");

  std::string small = kLetter;
  small.replace(small.find("demo-gacha"), std::string("demo-gacha").size(), "demo-small");
  play(
      "unit demo-small at 2026-03-02T10:00+08:00\n"
      "absence s-chair from 2026-03-02 until 2026-03-12 as admin1\n"
      "acting s-deputy for chair from 2026-03-02 until 2026-03-12 as s-chair\n"
      "start seal-use " +
      small + " as s-member\ncomplete approve_use " + kApproval + " as s-deputy\n");
  const Value acting = first(timeline("s-member", newest("s-member")), "completed", "approve_use").get("acting_for");
  EXPECT_EQ(of(acting.get("person"), "id"), id_of("s-chair"));
  EXPECT_EQ(of(acting, "basis"), "scenario");
}

TEST_F(StoryQuestions, ANoticeFollowsTheTimerThatSentIt) {
  play(kAsked + "advance P2D\n");
  const List told = timeline("g-clerk", newest("g-clerk"));
  EXPECT_THAT(each(told, "kind"), ElementsAre("started", "decided", "created", "timer", "notified"));
  EXPECT_EQ(of(first(told, "timer"), "element"), "approval_overdue");
  const Value notified = first(told, "notified");
  EXPECT_TRUE(notified.get("person").is_null());
  EXPECT_EQ(of(notified.get("text").get("parameters").get("to"), "en"), "deputy chair");
  EXPECT_EQ(of(notified.get("note"), "code"), "notices.approval-overdue");
  EXPECT_EQ(of(notified.get("note").get("parameters"), "title"), "letter");
}

TEST_F(StoryQuestions, AWithdrawalIsToldWithItsReason) {
  play(kVillage + "start " + kCertificate + "} as herder1\n" +
       R"(complete accept {"decision":"accept","identity_seen":true,"facts_on_hand":true} as g-clerk)" + "\n" +
       R"~(message withdraw-certificate {"key":"=string(case.id)","reason":"no need"} as herder1)~" + "\n");
  const List told = timeline("herder1", newest("herder1"));
  EXPECT_EQ(of(first(told, "withdrawn").get("person"), "id"), id_of("herder1"));
  EXPECT_EQ(of(first(told, "withdrawn"), "note"), "no need");
  EXPECT_EQ(of(told.back(), "kind"), "ended");
}

TEST_F(StoryQuestions, PersonalValuesAreMaskedForThoseWhoOnlyLookOn) {
  play(kVillage + "start " + kCertificate + "} as herder1\n");
  const CaseId own = newest("herder1");
  EXPECT_EQ(of(field(first(timeline("herder1", own), "started"), "name"), "display"), "某申请人");
  EXPECT_TRUE(field(first(timeline("auditor", own), "started"), "name").get("masked").is_true());

  play("start " + std::string(kCertificate) + R"(,"applicant":"herder1"})" + " as g-clerk\n");
  const CaseId id = newest("g-clerk");
  const Value plain = first(timeline("g-chair", id), "started");
  EXPECT_EQ(of(field(plain, "name"), "display"), "某申请人");
  EXPECT_EQ(of(plain.get("person"), "id"), id_of("g-clerk"));
  EXPECT_EQ(of(plain.get("acting_for").get("person"), "id"), id_of("herder1"));
  for (const char* account : {"auditor", "sumu-officer"}) {
    const auto answer = bench_.engine().timeline(viewer(account), id);
    ASSERT_TRUE(answer) << account;
    const Value started = first(answer->get("items").as_list(), "started");
    EXPECT_TRUE(field(started, "name").get("masked").is_true()) << account;
    EXPECT_TRUE(field(started, "name").get("value").is_null()) << account;
    EXPECT_TRUE(started.get("acting_for").is_null()) << account;
    const std::string whole = json::write_json(*answer);
    for (const std::string secret : {"某申请人", "152722198001010018"})
      EXPECT_EQ(whole.find(secret), std::string::npos) << account << " reads " << secret;
  }
}

TEST_F(StoryQuestions, StrangersAndUnknownCasesGetTheSameAnswer) {
  play(kAsked);
  const CaseId id = newest("g-clerk");
  for (const auto& [account, asked] : {std::pair{"resident1", id}, std::pair{"herder2", id}, std::pair{"admin1", id},
                                       std::pair{"g-clerk", CaseId{999'999}}}) {
    const auto told = bench_.engine().timeline(viewer(account), asked);
    const auto drawn = bench_.engine().diagram(viewer(account), asked);
    ASSERT_FALSE(told) << account;
    ASSERT_FALSE(drawn) << account;
    EXPECT_EQ(told.error().kind, ErrorKind::kNotFound);
    EXPECT_EQ(told.error().code, "service.no-case");
    EXPECT_EQ(drawn.error().code, "service.no-case");
  }
}

TEST_F(StoryQuestions, TheDiagramShowsWhatIsDoneAndWhereItStands) {
  play(kAsked);
  const CaseId id = newest("g-clerk");
  List drawn = diagrams("g-deputy", id);
  ASSERT_THAT(drawn, SizeIs(1));
  EXPECT_EQ(of(drawn[0], "process"), "seal_use");
  EXPECT_EQ(of(drawn[0].get("name"), "en"), "Seal use");
  EXPECT_EQ(of(drawn[0], "state"), "active");
  EXPECT_NE(drawn[0].get_text("xml").find("BPMNDiagram"), std::string_view::npos);
  EXPECT_THAT(each(drawn[0].get("done").as_list(), "element"),
              ElementsAre("apply", "gate_check", "gate_open", "begin"));
  EXPECT_EQ(of(step(drawn[0].get("done"), "apply").get("by").as_list().at(0), "id"), id_of("g-clerk"));
  EXPECT_TRUE(step(drawn[0].get("done"), "gate_check").get("by").as_list().empty());
  List flows;
  for (const char* flow : {"apply__gate_check", "gate_check__gate_open", "gate_open__begin", "begin__approve_use"})
    flows.push_back(Value::text(flow));
  EXPECT_EQ(drawn[0].get("flows"), Value::list(flows));
  EXPECT_TRUE(drawn[0].get("incidents").as_list().empty());
  ASSERT_THAT(drawn[0].get("current").as_list(), SizeIs(1));
  const Value waiting = step(drawn[0].get("current"), "approve_use");
  EXPECT_EQ(of(waiting.get("who").as_list().at(0), "en"), "chair");
  EXPECT_EQ(of(waiting, "task"), of(first(timeline("g-deputy", id), "created"), "task"));
  EXPECT_EQ(waiting.get("due_at").kind(), ValueKind::kDateTime);

  play("claim approve_use as g-chair\n");
  drawn = diagrams("g-deputy", id);
  EXPECT_EQ(step(drawn[0].get("current"), "approve_use").get("who").as_list().at(0).as_text(),
            bench_.engine().person_name(person("g-chair")).value_or("?"));
}

TEST_F(StoryQuestions, AStepThatIsDoneTwiceIsCounted) {
  const std::string declined = R"(complete affix {"decision":"decline","reason":"a page is missing"} as g-accountant)";
  play(kAsked + kApproved + declined + "\n" + kApproved + kSealed + kFiled);
  const List drawn = diagrams("g-clerk", newest("g-clerk"));
  EXPECT_EQ(of(drawn.at(0), "state"), "ended");
  EXPECT_TRUE(drawn.at(0).get("current").as_list().empty());
  const Value approved = step(drawn.at(0).get("done"), "approve_use");
  EXPECT_EQ(approved.get("count"), Value::number(2));
  EXPECT_THAT(approved.get("by").as_list(), SizeIs(1));
  EXPECT_EQ(step(drawn.at(0).get("done"), "sealed").get("count"), Value::number(1));
  EXPECT_THAT(each(drawn.at(0).get("done").as_list(), "element"), Not(Contains("refused_by_rule")));
  EXPECT_EQ(of(first(timeline("g-clerk", newest("g-clerk")), "completed", "affix"), "note"), "a page is missing");
}

TEST_F(StoryQuestions, CalledProcessesAndCasesHaveTheirOwnPicture) {
  play_file("workflows/certificate/scenarios/full-deliberation.scenario");
  const CaseId id = newest("herder1");
  const List drawn = diagrams("g-clerk", id);
  EXPECT_THAT(each(drawn, "process"), ElementsAre("certificate", "deliberation", "seal_use", "disclosure"));
  EXPECT_EQ(of(drawn.at(1), "case"), std::to_string(id.value));
  EXPECT_NE(of(drawn.at(3), "case"), std::to_string(id.value));
  EXPECT_EQ(of(drawn.at(2), "state"), "ended");
  EXPECT_EQ(of(step(drawn.at(2).get("done"), "affix").get("by").as_list().at(0), "id"), id_of("g-accountant"));
  EXPECT_EQ(of(drawn.at(3), "state"), "active");

  const List told = timeline("g-clerk", id);
  EXPECT_THAT(each(told, "kind"), Contains("meeting"));
  EXPECT_THAT(each(told, "kind"), Contains("message"));
  std::vector<std::string> codes;
  for (const Value& one : told)
    if (one.get_text("kind") == "started") codes.push_back(of(one.get("text"), "code"));
  EXPECT_THAT(codes, ElementsAre("service.timeline-started", "service.timeline-started-by-message"));
  for (std::size_t i = 1; i < told.size(); ++i)
    EXPECT_LE(std::stoull(of(told[i - 1], "event")), std::stoull(of(told[i], "event")));

  // The applicant sees his certificate; the disclosure that it led to is the committee's.
  EXPECT_THAT(diagrams("herder1", id), SizeIs(3));
  for (const Value& one : timeline("herder1", id)) EXPECT_EQ(of(one, "case"), std::to_string(id.value));
}

constexpr const char* kStuckModel = R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <bpmn:process id="stuck" name="stuck" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:intermediateCatchEvent id="pause" name="pause">
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing>
      <bpmn:timerEventDefinition>
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:exclusiveGateway id="nowhere">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:endEvent id="over"><bpmn:incoming>f3</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="pause"/>
    <bpmn:sequenceFlow id="f2" sourceRef="pause" targetRef="nowhere"/>
    <bpmn:sequenceFlow id="f3" sourceRef="nowhere" targetRef="over">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">
        now() &gt; date and time("2026-03-03T00:00:00+08:00")
      </bpmn:conditionExpression>
    </bpmn:sequenceFlow>
  </bpmn:process>
</bpmn:definitions>)";

TEST_F(StoryQuestions, AStepThatStoppedIsToldAndMarkedAndSoIsItsRetry) {
  play(kVillage);
  auto files = *cli::read_package_files(CHANCERY_SOURCE_DIR);
  files.push_back({"workflows/stuck/stuck.bpmn", kStuckModel});
  files.push_back({"workflows/stuck/workflow.json",
                   R"({"id":"stuck","name":{"zh":"停","en":"Stuck"},"process":"stuck","models":["stuck.bpmn"]})"});
  const auto deployed = bench_.engine().deploy({person("admin1"), "admin1", ""}, "", files, person("admin2"));
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(deployed))
      << std::get<service::Rejection>(deployed).error.debug_text();
  journal::Command start;
  start.actor = {person("g-clerk"), "g-clerk", ""};
  start.body = journal::StartProcess{"stuck", bench_.engine().unit_by_key("demo-gacha").value_or(UnitId{}), {}, ""};
  const auto started = bench_.engine().execute(std::move(start));
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(started));
  const CaseId id = std::get<service::Outcome>(started).case_id;
  EXPECT_EQ(of(step(diagrams("g-clerk", id).at(0).get("current"), "pause"), "name"), "pause");

  bench_.advance_to(Instant{bench_.now().ms + 61 * 60 * 1000});
  const Value drawn = diagrams("g-clerk", id).at(0);
  EXPECT_EQ(of(drawn, "state"), "incident");
  EXPECT_EQ(drawn.get("incidents"), Value::list({Value::text("pause")}));
  const Value incident = first(timeline("g-clerk", id), "incident", "pause");
  EXPECT_TRUE(incident.get("person").is_null());
  EXPECT_EQ(of(incident.get("note"), "code"), "runtime.no-flow");
  EXPECT_EQ(of(incident.get("note").get("parameters"), "element"), "nowhere");

  bench_.advance_to(Instant{bench_.now().ms + 24 * 60 * 60 * 1000});
  journal::RetryIncident again;
  again.case_id = id;
  const runtime::Incident& open = bench_.engine().impl().committed.cases.find(id)->incidents.at(0);
  again.instance = open.instance;
  again.timer = open.timer;
  journal::Command retry;
  retry.actor = {person("g-chair"), "g-chair", ""};
  retry.body = again;
  EXPECT_TRUE(std::holds_alternative<service::Outcome>(bench_.engine().execute(std::move(retry))));
  const List told = timeline("g-clerk", id);
  EXPECT_THAT(each(told, "kind"), ElementsAre("started", "incident", "retried", "timer", "ended"));
  EXPECT_EQ(of(first(told, "retried").get("person"), "id"), id_of("g-chair"));
  EXPECT_TRUE(diagrams("g-clerk", id).at(0).get("incidents").as_list().empty());
}

}  // namespace
}  // namespace chancery
