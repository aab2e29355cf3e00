// The door and the writer: keys answer twice, a refusal is recorded, erased persons replay to the same bytes.
#include <gtest/gtest.h>

#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "tests/scenarios/bench.h"

namespace chancery {
namespace {

using scenarios::Bench;

constexpr const char* kLetter =
    R"({"seal":"demo-gacha-committee","kind":"letter","title":"letter","purpose":"report","file":{"name":"a.pdf",)"
    R"("sha256":"45a0dbb2320c22b3031ecdae544dc6515410c40c586892aee2f6329cace09a90","size":20480},"paper":"complete",)"
    R"("pages":2,"copies":2,"impressions":2,"guarantee_no":"none"})";

journal::Actor actor(Bench& bench, const char* account) {
  return {bench.engine().person_of_account(account).value_or(PersonId{}), account, ""};
}

service::Answer start(Bench& bench, const char* account, const std::string& key) {
  const UnitId unit = bench.engine().unit_by_key("demo-gacha").value_or(UnitId{});
  return bench.engine().start_case(actor(bench, account), key, "seal-use", unit, *json::parse_json(kLetter));
}

std::size_t running(Bench& bench) { return bench.engine().metrics().open_cases; }

TEST(Engine, SameKeyGetsTheFirstAnswerAndDoesNothingTwice) {
  Bench bench;
  const auto first = start(bench, "g-clerk", "k1");
  const auto second = start(bench, "g-clerk", "k1");
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(first));
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(second));
  EXPECT_EQ(std::get<service::Outcome>(first).case_id, std::get<service::Outcome>(second).case_id);
  EXPECT_TRUE(std::get<service::Outcome>(second).repeated);
  EXPECT_EQ(running(bench), 1u);
}

TEST(Engine, KeysAreRememberedOverARestart) {
  Bench bench;
  const auto first = start(bench, "g-clerk", "k1");
  ASSERT_EQ(bench.restart(), "");
  const auto second = start(bench, "g-clerk", "k1");
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(second));
  EXPECT_EQ(std::get<service::Outcome>(first).case_id, std::get<service::Outcome>(second).case_id);
  EXPECT_EQ(running(bench), 1u);
}

TEST(Engine, KeysAreForgottenAfterADay) {
  Bench bench;
  start(bench, "g-clerk", "k1");
  bench.advance_to({bench.now().ms + 25LL * 60 * 60 * 1000});
  start(bench, "g-clerk", "other");  // the writer looks for old keys when it remembers a new one
  const auto again = start(bench, "g-clerk", "k1");
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(again));
  EXPECT_FALSE(std::get<service::Outcome>(again).repeated);
  EXPECT_EQ(running(bench), 3u);
}

TEST(Engine, AClockThatJumpsBackNeverTurnsTimeBack) {
  Bench bench;
  start(bench, "g-clerk", "k1");
  const Instant before = bench.engine().impl().last_at;
  bench.set_clock({before.ms - 3'600'000});
  const auto answer = start(bench, "g-clerk", "k2");
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(answer));
  const auto id = std::get<service::Outcome>(answer).case_id;
  EXPECT_EQ(bench.engine().impl().committed.cases.find(id)->started_at, before);
  EXPECT_EQ(bench.restart(), "");
}

TEST(Engine, KeysOfTwoPersonsDoNotMeet) {
  Bench bench;
  start(bench, "g-clerk", "k1");
  start(bench, "g-deputy", "k1");
  EXPECT_EQ(running(bench), 2u);
}

TEST(Engine, ACommandWithoutActorIsRefused) {
  Bench bench;
  journal::Command command;
  command.body = journal::BroadcastSignal{"x", Value()};
  const auto answer = bench.engine().execute(std::move(command));
  ASSERT_TRUE(std::holds_alternative<service::Rejection>(answer));
  EXPECT_EQ(std::get<service::Rejection>(answer).error.code, "runtime.no-actor");
}

TEST(Engine, RefusedDeploymentNamesEveryFault) {
  Bench bench;
  const auto answer = bench.engine().deploy(
      actor(bench, "admin1"), "", {{"workflows/x/workflow.json", "{\"id\": 1}"}, {"workflows/y/workflow.json", "["}},
      bench.engine().person_of_account("admin2").value_or(PersonId{}));
  ASSERT_TRUE(std::holds_alternative<service::Rejection>(answer));
  EXPECT_GE(std::get<service::Rejection>(answer).diagnostics.size(), 2u);
}

TEST(Engine, TheDeployerIsNotTheOnlyApprover) {
  Bench bench;
  std::vector<service::PackageFile> files;
  const auto& program = *bench.engine().impl().programs.latest();
  for (const auto& [path, text] : program.files) files.push_back({path, text});
  files.erase(files.begin() + 1, files.end());
  const auto answer = bench.engine().deploy(actor(bench, "admin1"), "", {{"a.bpmn", files.front().bytes}},
                                            bench.engine().person_of_account("admin1").value_or(PersonId{}));
  EXPECT_TRUE(std::holds_alternative<service::Rejection>(answer));
}

TEST(Engine, AnErasedPersonReplaysToTheSameBytes) {
  Bench bench;
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(start(bench, "g-clerk", "k1")));
  const PersonId person = bench.engine().person_of_account("herder1").value_or(PersonId{});
  ASSERT_TRUE(bench.engine().person_name(person).has_value());
  const auto* record = bench.engine().impl().committed.directory.person(person);
  const std::string subject = record->name.as_personal().subject;
  const auto erased = bench.engine().erase_personal(subject);
  ASSERT_TRUE(erased);
  EXPECT_EQ(*erased, 1u);
  EXPECT_FALSE(bench.engine().person_name(person).has_value());
  EXPECT_EQ(bench.restart(), "");  // snapshot and replay still agree, byte for byte
  EXPECT_EQ(running(bench), 1u);
}

}  // namespace
}  // namespace chancery
