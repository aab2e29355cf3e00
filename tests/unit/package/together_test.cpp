// A deployment hears of all faults at once, of whichever file and pass; and of none that is not there.
#include <gtest/gtest.h>

#include "tests/unit/package/change.h"

namespace chancery::package {
namespace {

using test::Change;
using test::Package;

const std::vector<Change>& independent_faults() {
  static const std::vector<Change> kChanges = {
      {"", "workflows/seal-use/workflow.json", "forms/file.json", "forms/fil.json", "package.missing-file", {}},
      {"",
       "workflows/seal-use/seal-use.bpmn",
       "formKey=\"affix\"",
       "formKey=\"afix\"",
       "package.unknown-form",
       {{"form", "afix"}}},
      {"",
       "workflows/seal-use/seal-use.bpmn",
       "decisionRef=\"seal_gate\"",
       "decisionRef=\"gate\"",
       "package.unknown-decision",
       {{"decision", "gate"}}},
      {"",
       "workflows/certificate/certificate.bpmn",
       "calledElement=\"seal_use\"",
       "calledElement=\"seal\"",
       "package.unknown-process",
       {{"process", "seal"}}},
      {"", "workflows/seal-use/seal-use.bpmn", ">gate != null<", ">gate != @)<", "feel.syntax", {}},
      {"", "workflows/seal-use/seal-use.bpmn", "=apply.by", "${@by()}", "feel.call", {}},
      {"",
       "workflows/handover/registers/custody-book.json",
       "\"retention\": \"",
       "\"retention\": \"x",
       "register.bad-retention",
       {}},
      {"", "workflows/certificate/forms/withdraw.json", "\"type\": \"", "\"type\": \"x", "forms.unknown-type", {}},
      {"", "config/calendar/cn-2026.json", "\"2026-01-01\"", "\"2026-01-32\"", "calendar.bad-date", {}},
      {"",
       "config/meetings/subjects.json",
       "\"village\": \"V2\"",
       "\"village\": \"V9\"",
       "meeting.unknown-profile",
       {{"profile", "V9"}}},
      {"", "config/law/policy.json", "\"id\":", "\"id\" @[", "json.syntax", {}},
      {"", "workflows/deliberation/workflow.json", "+ matter.title", "+ )", "feel.syntax", {{"pointer", "/title"}}}};
  return kChanges;
}

void expect_all_told(const std::vector<Change>& changes) {
  Package package;
  for (const Change& change : changes) test::make(change, package);
  const Checked checked = package.check();
  test::expect_sound(checked, package.files());
  for (const Change& change : changes)
    EXPECT_TRUE(std::any_of(
        checked.diagnostics.begin(), checked.diagnostics.end(),
        [&](const Diagnostic& d) { return test::is_finding(d, change.path, change.code, change.parameters); }))
        << change.path << " " << change.code << " is not among\n"
        << test::shown(checked.diagnostics);
}

TEST(Together, AllFaultsAreToldAtOnce) { expect_all_told(independent_faults()); }

// Whoever mends the duties must not find the next faults only then.
TEST(Together, FaultyDutiesDoNotHideTheOthers) {
  std::vector<Change> changes = independent_faults();
  changes.push_back({"",
                     "workflows/seal-use/duties.json",
                     "\"kind\": \"separate\"",
                     "\"kind\": \"separat\"",
                     "duty.unknown-kind",
                     {}});
  changes.push_back(
      {"", "workflows/certificate/duties.json", "\"strength\": \"", "\"strength\": \"x", "json.bad-choice", {}});
  expect_all_told(changes);
}

TEST(Together, TwoFaultsOfOneFileAreTwo) {
  Package package;
  package.replace("workflows/seal-use/duties.json", "\"kind\": \"separate\"", "\"kind\": \"separat\"")
      .replace("workflows/seal-use/duties.json", "\"when\": \"person.id = seal.holder\",", "")
      .replace("workflows/seal-use/duties.json", "[\"deputy\"]", "[\"deputi\"]");
  std::string codes;
  for (const Diagnostic& d : package.check().diagnostics) codes += d.code + " ";
  EXPECT_EQ(codes, "duty.unknown-post-named duty.unknown-kind duty.when-missing ");
}

// Every JSON file is read in one place only, or its fault would be told as often.
TEST(Together, AFileThatIsNoJsonIsToldOnce) {
  for (const File& f : test::shipped()) {
    if (!f.path.ends_with(".json")) continue;
    std::vector<File> files = test::surroundings(f);
    files.push_back(f);
    std::replace(files.back().bytes.begin(), files.back().bytes.end(), ':', ';');
    const Checked checked = check(files, test::kPackage);
    EXPECT_EQ(std::count_if(checked.diagnostics.begin(), checked.diagnostics.end(),
                            [&f](const Diagnostic& d) { return test::is_finding(d, f.path, "json.syntax", {}); }),
              1)
        << f.path;
  }
}

TEST(Limits, AnEmptyPackage) {
  const Checked checked = check({}, test::kPackage);
  EXPECT_EQ(checked.program, nullptr);
  ASSERT_EQ(checked.diagnostics.size(), 1u);
  EXPECT_EQ(checked.diagnostics[0].code, "package.empty");
}

TEST(Limits, AFileTwice) {
  Package package;
  package.add("workflows/seal-use/duties.json", "{}");
  const Checked checked = package.check();
  EXPECT_EQ(test::shown(checked.diagnostics), "workflows/seal-use/duties.json:0:0 package.file-twice\n");
  test::expect_sound(checked, package.files());
}

TEST(Limits, AFileThatIsTooLarge) {
  Package package;
  package.at("workflows/seal-use/forms/file.json").bytes += std::string(kFileBytesMax, ' ');
  const Checked checked = package.check();
  EXPECT_EQ(test::shown(checked.diagnostics), "workflows/seal-use/forms/file.json:0:0 package.file-too-large limit=" +
                                                  std::to_string(kFileBytesMax) + "\n");
  test::expect_sound(checked, package.files());
}

TEST(Limits, AFileAtTheLimitIsNotTooLarge) {
  Package package;
  package.add("workflows/x/README.md", std::string(kFileBytesMax, ' '));
  EXPECT_NE(package.check().program, nullptr);
}

TEST(Limits, MoreFilesThanAllowed) {
  Package package;
  for (std::size_t i = package.files().size(); i < kFilesMax; ++i)
    package.add("workflows/x/" + std::to_string(i) + ".json", "{}");
  EXPECT_NE(package.check().program, nullptr);
  package.add("workflows/x/last.json", "{}");
  const Checked checked = package.check();
  EXPECT_EQ(checked.program, nullptr);
  EXPECT_EQ(test::shown(checked.diagnostics), ":0:0 package.too-many-files limit=" + std::to_string(kFilesMax) + "\n");
}

TEST(Limits, NothingButRuleData) {
  std::vector<File> files;
  for (const File& f : test::shipped())
    if (f.path.starts_with("config/")) files.push_back(f);
  const Checked checked = check(files, test::kPackage);
  EXPECT_NE(checked.program, nullptr) << test::shown(checked.diagnostics);
  EXPECT_TRUE(checked.program->workflows.empty());
}

}  // namespace
}  // namespace chancery::package
