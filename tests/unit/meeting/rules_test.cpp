#include "tests/unit/meeting/rules.h"

#include <gmock/gmock.h>

#include "engine/meeting/meeting.h"

namespace chancery::meeting::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

std::vector<std::string> profile_faults(std::string_view text) {
  MeetingRules rules;
  std::vector<std::string> codes;
  for (const Diagnostic& fault : rules.add_profiles("p.json", *json::parse_json(text))) codes.push_back(fault.code);
  EXPECT_EQ(rules.profiles().empty(), !codes.empty()) << "a faulty file leaves nothing";
  return codes;
}
std::string with(std::string_view field, std::string_view value) {
  std::string text =
      R"({"id":"X","name":{"zh":"会"},"composition":["chair"],"quorum":{"of":"composition","num":2,"den":3},)"
      R"("pass":{"of":"present","num":1,"den":2,"strict":true},"authorization":"none","confirmer":"attending-other")";
  if (const auto at = text.find("\"" + std::string(field) + "\":"); at == std::string::npos) {
    text += ",\"" + std::string(field) + "\":" + std::string(value);
  } else {
    auto end = at + field.size() + 3;
    for (int depth = 0; end < text.size() && (depth > 0 || text[end] != ','); ++end)
      depth += text[end] == '{' || text[end] == '[' ? 1 : text[end] == '}' || text[end] == ']' ? -1 : 0;
    text.replace(at + field.size() + 3, end - at - field.size() - 3, value);
  }
  return "[" + text + "}]";
}

TEST(Rules, TheShippedOnesHaveAllProfiles) {
  for (const char* id : {"V1", "V2", "R1", "R2", "L1", "C1", "C2", "K1"})
    EXPECT_NE(shipped().profile(id), nullptr) << id;
}

TEST(Rules, TheSubjectAndTheUnitChooseTheProfile) {
  const auto chosen = [](const char* subject, const char* law, bool representatives) {
    const auto profile = shipped().choose(subject, law, representatives);
    return profile ? (*profile)->id : profile.error().code;
  };
  EXPECT_EQ(chosen("external-contract", "village", true), "V2");
  EXPECT_EQ(chosen("external-contract", "residents", true), "R2");
  EXPECT_EQ(chosen("external-contract", "village", false), "V1") << "no representatives' meeting";
  EXPECT_EQ(chosen("external-contract", "residents", false), "R1");
  EXPECT_EQ(chosen("external-contract", "", true), "meeting.no-profile");
  EXPECT_EQ(chosen("weather", "village", true), "meeting.unknown-subject");
}

TEST(Rules, RefusesBadProfiles) {
  EXPECT_THAT(profile_faults(with("notice_days", "3")), ElementsAre());
  EXPECT_THAT(profile_faults(with("notice_days", "-1")), ElementsAre("json.out-of-range"));
  EXPECT_THAT(profile_faults(with("quorum", "[]")), ElementsAre("meeting.bad-fraction"));
  EXPECT_THAT(profile_faults(with("quorum", R"({"of":"present","num":1,"den":2})")),
              ElementsAre("meeting.bad-fraction"));
  EXPECT_THAT(profile_faults(with("quorum", R"({"of":"everybody","num":1,"den":2})")), ElementsAre("json.bad-choice"));
  EXPECT_THAT(profile_faults(with("pass", R"({"of":"present","num":3,"den":2})")), ElementsAre("json.out-of-range"));
  EXPECT_THAT(profile_faults(with("pass", R"({"of":"present","num":1,"den":1,"strict":true})")),
              ElementsAre("meeting.bad-fraction"));
  EXPECT_THAT(profile_faults(with("pass", R"({"of":"present","num":1,"den":0})")), ElementsAre("json.out-of-range"));
  EXPECT_THAT(profile_faults(with("otherwise", R"("Y")")), ElementsAre("meeting.unknown-profile"));
  EXPECT_THAT(profile_faults(with("colour", R"("red")")), ElementsAre("json.unknown-field"));
  EXPECT_THAT(profile_faults(R"([{"id":"X"},5])"), ElementsAre("json.missing-field", "json.wrong-type"))
      << "faults of all entries";
  EXPECT_THAT(profile_faults("{}"), ElementsAre("json.wrong-type"));
}

TEST(Rules, RefusesTwiceTheSameAndUnknownProfilesOfSubjects) {
  MeetingRules rules = shipped();
  const auto again = rules.add_profiles("p.json", *json::parse_json(with("id", "\"V2\"")));
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].code, "meeting.duplicate-id");
  const auto subjects =
      rules.add_subjects("s.json", *json::parse_json(R"([{"id":"x","name":{"zh":"事"},"village":"V9"}])"));
  ASSERT_EQ(subjects.size(), 1u);
  EXPECT_EQ(subjects[0].code, "meeting.unknown-profile");
}

TEST(Rules, AFrozenProfileThawsToItself) {
  for (const Profile& profile : shipped().profiles()) {
    const auto thawed = thaw_profile(profile.frozen);
    ASSERT_TRUE(thawed) << profile.id;
    EXPECT_EQ(thawed->quorum, profile.quorum);
    EXPECT_EQ(thawed->pass, profile.pass);
    EXPECT_EQ(thawed->notice_days, profile.notice_days);
  }
  EXPECT_FALSE(thaw_profile(Value()));
}

TEST(Authorization, IsAHardStopAWarningOrNotNeeded) {
  const auto status = [](const char* profile_id, const char* subject, const Value& found) {
    const auto answer = check_authorization(shipped(), profile(profile_id), subject, found);
    return answer ? std::string(answer->get_text("status")) : answer.error().code;
  };
  Context given;
  given.set("id", Value::text("authorization-1"));
  EXPECT_EQ(status("V2", "external-contract", {}), "meeting.authorization-missing");
  EXPECT_EQ(status("V2", "external-contract", Value::context(given)), "given");
  EXPECT_EQ(status("R2", "external-contract", {}), "warning");
  EXPECT_EQ(status("L1", "grassland-lease", {}), "not-needed");
  EXPECT_EQ(status("K1", "juror", {}), "not-needed");
}

}  // namespace
}  // namespace chancery::meeting::testing
