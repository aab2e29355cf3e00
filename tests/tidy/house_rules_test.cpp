// The rules of the house over the tree, and each rule against planted violations.
#include "tests/tidy/house_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/tidy/layers.h"

namespace chancery::tidy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> kTree = read_tree();
  return kTree;
}

const Allowances& allowances() {
  static const Allowances kAllowances = parse_allowances(read_file("tests/tidy/allowances.md"));
  return kAllowances;
}

Findings over_tree(auto&& check) {
  Findings all;
  for (const auto& file : tree())
    for (auto& f : check(file)) all.push_back(std::move(f));
  return all;
}

TEST(HouseOfTheTree, OnlyWhatBelongsStandsAtTheRoot) {
  const auto findings = check_root(root_entries());
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, EveryRoomHasItsReadme) {
  Findings missing;
  const auto need = [&](const std::string& folder) {
    if (!exists(folder + "/README.md")) missing.push_back(folder + "/README.md");
  };
  for (const char* room : {"engine", "adapters", "web-console", "workflows", "config", "tests", "script"})
    if (exists(room)) need(room);
  for (const char* parent : {"engine", "adapters", "web-console", "workflows", "tests"})
    for (const auto& name : folders_of(parent)) need(std::string(parent) + "/" + name);
  EXPECT_THAT(missing, IsEmpty()) << report(missing);
}

TEST(HouseOfTheTree, AllowancesAreReasonedAndNeeded) {
  EXPECT_THAT(allowances().faults, IsEmpty()) << report(allowances().faults);
}

TEST(HouseOfTheTree, LongFilesHaveAReason) {
  const auto findings = check_length(tree(), allowances());
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, NothingIsLeftOver) {
  const auto findings = over_tree([](const SourceFile& file) {
    return ends_with_any(file.path, {"package-lock.json", "LICENSE", ".png", ".ico", ".woff2"})
               ? Findings{}
               : check_left_overs(file);
  });
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, TheChangelogHasItsShape) {
  const auto findings = check_changelog(read_file("CHANGELOG.md"));
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, HeadersSayWhatTheyAre) {
  const auto findings = over_tree(
      [](const SourceFile& file) { return file.path.ends_with(".h") ? check_header_opening(file) : Findings{}; });
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, NothingIsLostWhereTryReturns) {
  const auto findings = over_tree([](const SourceFile& file) {
    return ends_with_any(file.path, {".h", ".cpp"}) ? check_try_in_lists(file) : Findings{};
  });
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, LockFilesHoldNoAddresses) {
  const auto findings = over_tree([](const SourceFile& file) {
    return file.path.ends_with("package-lock.json") ? check_lock_file(file) : Findings{};
  });
  EXPECT_THAT(findings, IsEmpty()) << report(findings);
}

TEST(HouseOfTheTree, TheDecisionCoreIsDeterministic) {
  Findings all;
  for (const auto& name : folders_of("engine")) {
    if (!is_decision_core(name)) continue;
    std::vector<SourceFile> files;
    for (const auto& file : tree())
      if (is_cpp(file.path) && module_of(file.path) == name) files.push_back(file);
    for (auto& f : check_determinism(files, allowances())) all.push_back(std::move(f));
  }
  EXPECT_THAT(all, IsEmpty()) << report(all);
}

TEST(House, StrangerAtTheRootIsFound) {
  EXPECT_THAT(check_root({"engine", "LICENSE"}), IsEmpty());
  EXPECT_THAT(check_root({"notes.txt", "src"}), SizeIs(2));
}

TEST(House, LongFileIsFound) {
  const std::string long_text(501 * 2, '\n');
  EXPECT_THAT(check_length({{"engine/feel/a.cpp", long_text}}, {}), SizeIs(1));
  EXPECT_THAT(check_length({{"config/law/a.json", long_text}}, {}), IsEmpty());
  EXPECT_THAT(check_length({{"web-console/app/a.d.ts", "/* This file was auto-generated. */" + long_text}}, {}),
              IsEmpty());
  EXPECT_THAT(check_length({{"engine/feel/a.cpp", long_text}}, {{{"engine/feel/a.cpp", "a table"}}, {}, {}}),
              IsEmpty());
  EXPECT_THAT(check_length({{"engine/feel/a.cpp", "\n"}}, {{{"engine/feel/a.cpp", "a table"}}, {}, {}}),
              Contains(HasSubstr("short again")));
}

TEST(House, AllowanceWithoutReasonOrFileIsFound) {
  const std::string head = "| file | rule | reason |\n|---|---|---|\n";
  EXPECT_THAT(parse_allowances(head + "| CMakeLists.txt | length | it is data |\n").faults, IsEmpty());
  EXPECT_THAT(parse_allowances(head + "| CMakeLists.txt | length |  |\n").faults, SizeIs(1));
  EXPECT_THAT(parse_allowances(head + "| no/such.cpp | length | it is data |\n").faults, SizeIs(1));
  EXPECT_THAT(parse_allowances(head + "| CMakeLists.txt | beauty | it is data |\n").faults, SizeIs(1));
}

TEST(House, NoteForLaterIsFound) {
  EXPECT_THAT(check_left_overs({"a.cpp", std::string("int a;\n// TO") + "DO: later\n"}),
              Contains(HasSubstr("a.cpp:2")));
  EXPECT_THAT(check_left_overs({"a.cpp", std::string("// FIX") + "ME\n"}), SizeIs(1));
  EXPECT_THAT(check_left_overs({"a.cpp", "// the todo list of a clerk\n"}), IsEmpty());
}

TEST(House, PlaceOfOneMachineIsFound) {
  EXPECT_THAT(check_left_overs({"a.json", std::string("{\"path\": \"/ho") + "me/li/x\"}"}), SizeIs(1));
  EXPECT_THAT(check_left_overs({"a.json", "{\"path\": \"/srv/chancery\"}"}), IsEmpty());
}

TEST(House, ChangelogFaultsAreFound) {
  EXPECT_THAT(check_changelog("# Changelog\n\nWords.\n\n## Unreleased\n\n- FEAT feel: ranges\n  and more\n"),
              IsEmpty());
  EXPECT_THAT(check_changelog("# Changelog\n\n## [0.1.0] - 2026-03-02\n\n- FIX web-console: the list.\n"), IsEmpty());
  EXPECT_THAT(check_changelog("# Changes\n"), SizeIs(1));
  EXPECT_THAT(check_changelog("# Changelog\n## 0.1\n"), SizeIs(1));
  EXPECT_THAT(check_changelog("# Changelog\n## Unreleased\n- feel: ranges\n"), SizeIs(1));
  EXPECT_THAT(check_changelog("# Changelog\n- FEAT feel: ranges\n"), SizeIs(1));
  EXPECT_THAT(check_changelog("# Changelog\n## Unreleased\nwords\n"), SizeIs(1));
}

TEST(House, FloatingPointIsFound) {
  EXPECT_THAT(check_determinism({{"engine/feel/a.cpp", "double share = 0.5;\n"}}, {}), SizeIs(1));
  EXPECT_THAT(check_determinism({{"engine/feel/a.cpp", "// a double check of \"float\"\nauto s = \"double\";\n"}}, {}),
              IsEmpty());
  EXPECT_THAT(
      check_determinism({{"engine/feel/a.cpp", "double x;\n"}}, {{}, {{"engine/feel/a.cpp", "a callback"}}, {}}),
      IsEmpty());
}

TEST(House, LoopInHashOrderIsFound) {
  const SourceFile header{"engine/duty/a.h",
                          "struct S { std::unordered_map<int, std::string> acts_; std::map<int, int> sorted_; };\n"};
  EXPECT_THAT(check_determinism({header, {"engine/duty/a.cpp", "for (const auto& [k, v] : acts_) write(v);\n"}}, {}),
              SizeIs(1));
  EXPECT_THAT(check_determinism({header, {"engine/duty/a.cpp", "for (auto& a : state.duty.acts_) write(a);\n"}}, {}),
              SizeIs(1));
  EXPECT_THAT(check_determinism({header, {"engine/duty/a.cpp", "for (auto& a : sorted_) f(acts_.at(a));\n"}}, {}),
              IsEmpty());
}

TEST(House, HeaderOpeningIsChecked) {
  EXPECT_THAT(check_header_opening({"a.h", "// What it is.\n#pragma once\n"}), IsEmpty());
  EXPECT_THAT(check_header_opening({"a.h", "#pragma once\n"}), SizeIs(1));
  EXPECT_THAT(check_header_opening({"a.h", "// 1\n// 2\n// 3\n// 4\n// 5\n// 6\n// 7\n// 8\n// 9\n// 10\n// 11\n"}),
              SizeIs(1));
}

TEST(House, TryBehindAnotherItemIsFound) {
  EXPECT_THAT(check_try_in_lists({"a.cpp", "void f() {\n  v.push_back({name,\n TRY(g(a, b))});\n}"}),
              testing::ElementsAre(HasSubstr("a.cpp:3:")));
  EXPECT_THAT(check_try_in_lists({"a.cpp", "return Days{TRY(a()), TRY(b())};"}), SizeIs(1));
  EXPECT_THAT(check_try_in_lists({"a.cpp", "void f(A a, B b) { g(a, TRY(h())); return {TRY(i()), b}; }"}), IsEmpty());
  EXPECT_THAT(check_try_in_lists({"a.cpp", "if (a, b) { c(d, e); f = TRY(g()); }"}), IsEmpty());
}

TEST(House, AddressInLockFileIsFound) {
  EXPECT_THAT(check_lock_file({"package-lock.json", "{\"resolved\": \"https://example.org/a.tgz\"}"}), SizeIs(1));
}

TEST(Text, CommentsAndLiteralsAreTakenOut) {
  EXPECT_EQ(without_comments("a // b\nc", Literals::kKeep), "a     \nc");
  EXPECT_EQ(without_comments("a /* b\n */ c", Literals::kKeep), "a     \n    c");
  EXPECT_EQ(without_comments("\"// no\" 1'000 '\"'", Literals::kKeep), "\"// no\" 1'000 '\"'");
  EXPECT_EQ(without_comments("f(\"x\\\"y\")", Literals::kBlank), "f(\"    \")");
}

}  // namespace
}  // namespace chancery::tidy
