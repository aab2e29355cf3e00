// TaskQuestions: a gacha at nine in the morning, with short words for what its people do with tasks and what they are
// shown.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "tests/scenarios/bench.h"

namespace chancery::task_desk {

using service::Page;
using service::TaskBox;

inline constexpr const char* kLetter =
    R"({"seal":"demo-gacha-committee","kind":"letter","title":"letter","purpose":"report","file":{"name":"a.pdf",)"
    R"("sha256":"45a0dbb2320c22b3031ecdae544dc6515410c40c586892aee2f6329cace09a90","size":20480},"paper":"complete",)"
    R"("pages":2,"copies":2,"impressions":2,"guarantee_no":"none"})";
inline constexpr const char* kApproval = R"({"decision":"approve","text_read":true,"guarantee_no":"none"})";
inline constexpr const char* kRefusal = R"({"decision":"refuse","reason":"wrong"})";
inline constexpr const char* kReturn = R"({"decision":"return","reason":"one copy"})";
inline constexpr const char* kStamp =
    R"({"decision":"affix","paper_matches_text":"page-by-page","impressions":2,"copies":2,"place":"office",)"
    R"("guarantee_no":"none","photo_after":{"name":"b.jpg","size":102400,)"
    R"("sha256":"ca2fe80680584cc13ea8288c0ca1db7159e62f523c73775ef7ceecd062bf15a1"}})";
inline constexpr const char* kFiling =
    R"({"target":"own-copy","scan":{"name":"scan.pdf","size":20480,)"
    R"("sha256":"59ad1b2fc74287ded1bba7af67765d23ad4a49f1ae51902cc2ed3f8ebee96cfa"}})";
inline constexpr const char* kCertificate =
    R"({"item":"临时监护记录","purpose":"guardianship","requesting_body":"hospital","name":"示范申请人",)"
    R"("link_to_unit":"hukou","copies":1})";
inline constexpr const char* kAcceptance = R"({"decision":"accept","identity_seen":true,"facts_on_hand":true})";
inline constexpr const char* kMatter =
    R"({"subject":"external-contract","title":"road","document":{"name":"road.pdf","size":20480,)"
    R"("sha256":"11c6f1dda1c14c8ee9babf970f225ad0396398b42ee327b4d56cd9da269a541f"}})";
inline constexpr const char* kStudy = R"({"held_on":"2026-03-02","present":3,"opinion":"agree"})";

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
    if (!rejection->faults.empty()) return why(*rejection);
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

  scenarios::Bench bench_;
};

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

}  // namespace chancery::task_desk
