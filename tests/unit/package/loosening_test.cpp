// A deployment may be stricter than the one in force, never looser: each thing that is not to be edited away, edited away once.
#include "engine/package/loosening.h"

#include <gtest/gtest.h>

#include "tests/unit/package/change.h"

namespace chancery::package {
namespace {

using test::Change;
using test::Package;

const std::string kSeal = "workflows/seal-use/duties.json";
const std::string kMeeting = "workflows/deliberation/duties.json";
const std::string kHandover = "workflows/handover/duties.json";
const std::string kAffix = "workflows/seal-use/forms/affix.json";
const std::string kTakeDown = "workflows/disclosure/forms/take-down.json";
const std::string kProfiles = "config/meetings/profiles.json";
const std::string kSubjects = "config/meetings/subjects.json";
const std::string kRetained = "config/catalogue/retained.json";
const std::string kLaws = "config/law/organic-laws.json";

const runtime::Program& in_force() {
  static const Checked kChecked = Package().check();
  return *kChecked.program;
}

constexpr Date kBefore{2029, 12, 31};  // the laws of these tests change with the year 2030
constexpr Date kAfter{2030, 1, 1};

std::vector<Diagnostic> loosened_by(const Package& package, const Date& today = kAfter) {
  const Checked checked = package.check();
  if (checked.program == nullptr) {
    ADD_FAILURE() << "does not even pass its check:\n" << test::shown(checked.diagnostics);
    return {};
  }
  return loosenings(in_force(), *checked.program, today);
}

MessageParameter rule(const char* id) { return {"rule", id}; }

class Loosening : public testing::TestWithParam<Change> {};

TEST_P(Loosening, IsFound) {
  const Change& change = GetParam();
  Package package;
  package.replace(change.path, change.from, change.to);
  const std::vector<Diagnostic> found = loosened_by(package);
  ASSERT_EQ(found.size(), 1u) << test::shown(found);
  const std::string file = change.path.starts_with("config/") ? change.path : "";
  EXPECT_TRUE(test::is_finding(found.front(), file, change.code, change.parameters)) << test::shown(found);
  EXPECT_EQ(found.front().severity, Severity::kError);
}

INSTANTIATE_TEST_SUITE_P(Constraints, Loosening,
                         testing::Values(Change{"a rule under another name",
                                                kSeal,
                                                "\"approver-is-not-custodian\"",
                                                "\"approver-may-be-custodian\"",
                                                "package.drops-rule",
                                                {rule("approver-is-not-custodian")}},
                                         Change{"a weaker rule",
                                                kMeeting,
                                                "\"scope\": \"meeting\",\n      \"strength\": \"hard\"",
                                                "\"scope\": \"meeting\",\n      \"strength\": \"firm\"",
                                                "package.softens-rule",
                                                {rule("recorder-is-not-confirmer"), {"from", "hard"}, {"to", "firm"}}},
                                         Change{"a duty left out",
                                                kHandover,
                                                "[\"release-seal\", \"receive-seal\", \"witness\", \"witness-second\"]",
                                                "[\"release-seal\", \"receive-seal\", \"witness-second\"]",
                                                "package.narrows-rule",
                                                {rule("handover-three-persons"), {"left_out", "witness"}}},
                                         Change{
                                             "a post left out",
                                             kMeeting,
                                             "[[\"supervisor\"], [\"chair\", \"deputy\", \"member\"]]",
                                             "[[\"supervisor\"], [\"chair\", \"deputy\"]]",
                                             "package.narrows-rule",
                                             {rule("supervision-is-independent"), {"left_out", "member / supervisor"}}},
                                         Change{"relatives let in",
                                                kMeeting,
                                                "\"relatives\": true",
                                                "\"relatives\": false",
                                                "package.narrows-rule",
                                                {rule("supervision-is-independent"), {"left_out", "relatives"}}},
                                         Change{"only within one run",
                                                kSeal,
                                                "\"duties\": [\"sign\", \"affix\"],\n      \"scope\": \"case\"",
                                                "\"duties\": [\"sign\", \"affix\"],\n      \"scope\": \"activation\"",
                                                "package.narrows-rule",
                                                {rule("signer-is-not-custodian"), {"left_out", "scope"}}},
                                         Change{"only sometimes",
                                                kSeal,
                                                "\"duties\": [\"sign\", \"affix\"],",
                                                "\"duties\": [\"sign\", \"affix\"], \"when\": \"apply.copies > 3\",",
                                                "package.narrows-rule",
                                                {rule("signer-is-not-custodian"), {"left_out", "when"}}},
                                         Change{"never",
                                                kSeal,
                                                "\"when\": \"person.id = seal.holder\"",
                                                "\"when\": \"1 = 2\"",
                                                "package.rule-never-holds",
                                                {rule("approver-holds-no-seal")}}));

INSTANTIATE_TEST_SUITE_P(Checks, Loosening,
                         testing::Values(Change{"a check under another name",
                                                kTakeDown,
                                                "\"disclosure-too-short\"",
                                                "\"disclosure-length\"",
                                                "package.drops-rule",
                                                {rule("disclosure/disclosure-too-short")}},
                                         Change{"a weaker check",
                                                kTakeDown,
                                                "\"hard\"",
                                                "\"firm\"",
                                                "package.drops-rule",
                                                {rule("disclosure/disclosure-too-short")}},
                                         Change{"one of two checks of a rule",
                                                kAffix,
                                                "\"id\": \"guarantee\"",
                                                "\"id\": \"guarantees\"",
                                                "package.narrows-rule",
                                                {rule("seal-use/guarantee"), {"left_out", "1"}}},
                                         Change{"a check that never refuses",
                                                kTakeDown,
                                                "date(form.removed_on) < date(post.posted_on) + duration(\\\"P15D\\\")",
                                                "false",
                                                "package.rule-never-holds",
                                                {rule("disclosure/disclosure-too-short")}}));

MessageParameter profile(const char* id) { return {"profile", id}; }
MessageParameter field(const char* name) { return {"field", name}; }

INSTANTIATE_TEST_SUITE_P(
    Meetings, Loosening,
    testing::Values(
        Change{"a smaller quorum",
               kProfiles,
               "\"quorum\": {\"of\": \"composition\", \"num\": 2, \"den\": 3",
               "\"quorum\": {\"of\": \"composition\", \"num\": 1, \"den\": 3",
               "package.loosens-profile",
               {profile("V2"), field("quorum"), {"from", ">= 2/3 composition"}, {"to", ">= 1/3 composition"}}},
        Change{"one more way to a quorum",
               kProfiles,
               "[{\"of\": \"adults\", \"num\": 1, \"den\": 2, \"strict\": true}, {\"of\": \"households\", \"num\": 2",
               "[{\"of\": \"members\", \"num\": 1, \"den\": 2, \"strict\": true}, {\"of\": \"households\", \"num\": 2",
               "package.loosens-profile",
               {profile("V1"), field("quorum")}},
        Change{"half is enough",
               kProfiles,
               "\"pass\": {\"of\": \"present\", \"num\": 1, \"den\": 2, \"strict\": true}",
               "\"pass\": {\"of\": \"present\", \"num\": 1, \"den\": 2, \"strict\": false}",
               "package.loosens-profile",
               {profile("V1"), field("pass")}},
        Change{"a shorter notice",
               kProfiles,
               "\"notice_days\": 3",
               "\"notice_days\": 2",
               "package.loosens-profile",
               {profile("V2"), field("notice_days"), {"from", "3"}, {"to", "2"}}},
        Change{"one more convener",
               kProfiles,
               "\"convened_by\": [\"chair\", \"deputy\", \"member\"]",
               "\"convened_by\": [\"chair\", \"deputy\", \"member\", \"clerk\"]",
               "package.loosens-profile",
               {profile("V1"), field("convened_by")}},
        Change{"fewer women",
               kProfiles,
               "\"women_reps_share_min\": {\"num\": 1, \"den\": 3}",
               "\"women_reps_share_min\": {\"num\": 1, \"den\": 4}",
               "package.loosens-profile",
               {profile("V2"), field("women_reps_share_min")}},
        Change{"authorization only advised",
               kProfiles,
               "\"authorization\": \"hard\"",
               "\"authorization\": \"warn\"",
               "package.loosens-profile",
               {profile("V2"), field("authorization")}},
        Change{"no study beforehand",
               kSubjects,
               "\"pre_study\": true",
               "\"pre_study\": false",
               "package.loosens-subject",
               {{"subject", "external-contract"}, field("pre_study")}},
        Change{"another meeting",
               kSubjects,
               "\"village\": \"V2\"",
               "\"village\": \"K1\"",
               "package.loosens-subject",
               {{"subject", "external-contract"}, field("village"), {"from", "V2"}, {"to", "K1"}}},
        Change{"not by hand",
               kRetained,
               "\"handwritten\": true",
               "\"handwritten\": false",
               "package.loosens-item",
               {{"item", "r1"}, field("handwritten")}}));

TEST(Loosening, TheSamePackageAgainLoosensNothing) { EXPECT_TRUE(loosened_by(Package()).empty()); }

TEST(Loosening, AStricterPackageIsWelcome) {
  Package package;
  package.replace(kProfiles, "\"notice_days\": 3", "\"notice_days\": 5");
  package.replace(kProfiles, "\"quorum\": {\"of\": \"composition\", \"num\": 2, \"den\": 3",
                  "\"quorum\": {\"of\": \"composition\", \"num\": 3, \"den\": 4");
  package.replace(kProfiles, "\"convened_by\": [\"chair\", \"deputy\", \"member\"]", "\"convened_by\": [\"chair\"]");
  package.replace(kSeal, "\"duties\": [\"sign\", \"affix\"]", "\"duties\": [\"sign\", \"affix\", \"file\"]");
  EXPECT_TRUE(loosened_by(package).empty());
}

TEST(Loosening, ANewerLawMayAskLess) {
  const std::string newer =
      "[{\"id\": \"villages-2030\", \"title\": {\"zh\": \"新法\", \"en\": \"The newer law\"}, \"in_force_from\": "
      "\"2030-01-01\", \"repealed\": null, \"source\": \"-\", \"mark\": \"L\", \"articles\": [{\"no\": \"25\", "
      "\"text\": "
      "{\"zh\": \"条文\", \"en\": \"text\"}}]}]";
  Package package;
  package.replace(kProfiles, "\"pass\": {\"of\": \"present\", \"num\": 1, \"den\": 2, \"strict\": true}",
                  "\"pass\": {\"of\": \"present\", \"num\": 1, \"den\": 2, \"strict\": false}");
  package.replace(kProfiles, "\"source\": [{\"source\": \"villages-2026\", \"article\": \"25\"}",
                  "\"source\": [{\"source\": \"villages-2030\", \"article\": \"25\"}");
  EXPECT_EQ(loosened_by(package).size(), 1u) << "a law that the package does not have is no newer law";
  package.add("config/law/newer.json", newer);
  EXPECT_EQ(loosened_by(package, kBefore).size(), 1u) << "nor is one that is not in force yet";
  EXPECT_TRUE(loosened_by(package).empty());
}

TEST(Loosening, ARuleGoesWithItsLaw) {
  Package package;
  package.replace(kMeeting, "\"supervision-is-independent\"", "\"supervision\"");
  EXPECT_EQ(loosened_by(package).size(), 1u);
  package.replace(kLaws, "\"repealed\": null", "\"repealed\": \"2030-01-01\"");
  EXPECT_EQ(loosened_by(package).size(), 1u) << "it rests on two laws";
  package.replace(kLaws, "\"repealed\": null", "\"repealed\": \"2030-01-01\"");
  EXPECT_EQ(loosened_by(package, kBefore).size(), 1u) << "not before they are repealed";
  EXPECT_TRUE(loosened_by(package).empty());
}

}  // namespace
}  // namespace chancery::package
