// The door and the writer: keys answer twice, a refusal is recorded, erased persons replay to the same bytes.
#include <gtest/gtest.h>

#include "adapters/cli/demo_loader.h"
#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "engine/service/writer.h"
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

TEST(Engine, AKeyIsForWhatWasAskedFirstAlsoAfterARestart) {
  Bench bench;
  const std::string mark(1, service::kKeyMark);
  const auto first = start(bench, "g-clerk", "k1" + mark + "a");
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(first));
  for (int run = 0; run < 2; ++run) {
    const auto other = start(bench, "g-clerk", "k1" + mark + "b");
    ASSERT_TRUE(std::holds_alternative<service::Rejection>(other)) << run;
    EXPECT_EQ(std::get<service::Rejection>(other).error.code, "service.key-reused");
    const auto again = start(bench, "g-clerk", "k1" + mark + "a");
    ASSERT_TRUE(std::holds_alternative<service::Outcome>(again)) << run;
    EXPECT_TRUE(std::get<service::Outcome>(again).repeated);
    EXPECT_EQ(std::get<service::Outcome>(again).case_id, std::get<service::Outcome>(first).case_id);
    EXPECT_EQ(running(bench), 1u);
    ASSERT_EQ(bench.restart(), "");
  }
}

// More than one slice of a snapshot holds: the first, the last and those around the edge are known again.
TEST(Engine, ManyKeysAreRememberedOverRestarts) {
  Bench bench;
  constexpr std::size_t kMany = service::kKeysPerChunk + 300;
  const auto record = [&](std::size_t n) {
    journal::Command command;
    command.actor = actor(bench, "admin1");
    command.key = "unit-" + std::to_string(n);
    journal::RecordUnit unit;
    unit.key = "u" + std::to_string(n);
    unit.kind = "gacha";
    unit.law = "village";
    unit.name = *json::parse_json(R"({"zh":"甲","en":"A"})");
    unit.parent = bench.engine().unit_by_key("demo-city").value_or(UnitId{});
    command.body = std::move(unit);
    return bench.engine().execute(std::move(command));
  };
  for (std::size_t n = 0; n < kMany; ++n) {
    const auto done = record(n);
    ASSERT_TRUE(std::holds_alternative<service::Outcome>(done)) << n;
    ASSERT_FALSE(std::get<service::Outcome>(done).repeated) << n;
    if (n == kMany / 2) {
      ASSERT_EQ(bench.restart(), "");
    }
  }
  ASSERT_EQ(bench.restart(), "");
  for (const std::size_t n : {std::size_t{0}, kMany / 2, std::size_t{service::kKeysPerChunk - 1},
                              std::size_t{service::kKeysPerChunk}, kMany - 1}) {
    const auto again = record(n);
    ASSERT_TRUE(std::holds_alternative<service::Outcome>(again)) << n;
    EXPECT_TRUE(std::get<service::Outcome>(again).repeated) << n;
  }
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

// Whose matter a certificate is, started by `account` with these fields besides the necessary ones.
PersonId applicant_of(Bench& bench, const char* account, const std::string& fields) {
  const UnitId unit = bench.engine().unit_by_key("demo-gacha").value_or(UnitId{});
  const auto form = json::parse_json(
      R"({"item":"临时监护记录","purpose":"guardianship","requesting_body":"hospital","name":"示范申请人",)"
      R"("link_to_unit":"hukou","copies":1)" +
      fields + "}");
  const auto answer = bench.engine().start_case(actor(bench, account), "", "certificate", unit, *form);
  if (!std::holds_alternative<service::Outcome>(answer)) return {};
  const auto* begun = bench.engine().impl().committed.cases.find(std::get<service::Outcome>(answer).case_id);
  return begun == nullptr ? PersonId{} : begun->applicant;
}

TEST(Engine, TheApplicantIsWhomTheIdNumberNamesElseWhomTheFormNames) {
  Bench bench;
  const PersonId clerk = actor(bench, "g-clerk").person;
  const PersonId herder = actor(bench, "herder1").person;
  const std::string named = R"(,"applicant":")" + std::to_string(herder.value) + '"';
  EXPECT_EQ(applicant_of(bench, "herder1", ""), herder) << "who asks himself";
  EXPECT_EQ(applicant_of(bench, "g-clerk", named), herder) << "typed in at the counter";
  EXPECT_EQ(applicant_of(bench, "g-clerk", R"(,"applicant":"99999")"), PersonId{}) << "nobody of that number";
  const auto known =
      bench.engine().record_person(actor(bench, "admin1"), "", "示范居民", "000000199003070099", "known1",
                                   bench.engine().unit_by_key("demo-gacha").value_or(UnitId{}), Value());
  ASSERT_TRUE(std::holds_alternative<service::Outcome>(known));
  EXPECT_EQ(applicant_of(bench, "g-clerk", named + R"(,"id_no":"000000199003070099")"), actor(bench, "known1").person)
      << "the number tells who it is, whoever is named";
  EXPECT_EQ(applicant_of(bench, "g-clerk", ""), clerk);
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

TEST(Engine, ADeploymentThatLoosensARuleIsRefused) {
  Bench bench;
  auto files = *cli::read_package_files(CHANCERY_SOURCE_DIR);
  const auto* in_force = bench.engine().impl().programs.latest();
  const PersonId approver = bench.engine().person_of_account("admin2").value_or(PersonId{});
  const auto softened = std::find_if(files.begin(), files.end(), [](const service::PackageFile& f) {
    return f.path == "workflows/seal-use/duties.json";
  });
  ASSERT_NE(softened, files.end());
  const std::string before = softened->bytes;
  softened->bytes.replace(before.find("\"hard\""), 6, "\"warn\"");
  const auto refused = bench.engine().deploy(actor(bench, "admin1"), "", files, approver);
  ASSERT_TRUE(std::holds_alternative<service::Rejection>(refused));
  const auto& rejection = std::get<service::Rejection>(refused);
  EXPECT_EQ(rejection.error.code, "service.rules-loosened");
  ASSERT_EQ(rejection.diagnostics.size(), 1u);
  EXPECT_EQ(rejection.diagnostics.front().code, "package.softens-rule");
  EXPECT_EQ(bench.engine().impl().programs.latest(), in_force);

  softened->bytes = before;
  EXPECT_TRUE(
      std::holds_alternative<service::Outcome>(bench.engine().deploy(actor(bench, "admin1"), "", files, approver)));
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
