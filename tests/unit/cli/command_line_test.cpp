#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/cli/ran.h"

namespace chancery::cli {
namespace {

using testing::HasSubstr;

TEST(CommandLineTest, HelpShowsExamplesBeforeUsage) {
  const Ran help = ran({"--help"});
  EXPECT_EQ(help.code, 0);
  ASSERT_THAT(help.out, HasSubstr("chancery demo --data"));
  EXPECT_LT(help.out.find("Examples:"), help.out.find("Usage:"));
}

TEST(CommandLineTest, EveryVerbHasHelpWithAnExample) {
  for (const std::string verb :
       {"serve", "deploy", "verify", "user", "unit", "demo", "doctor", "decide", "feel", "version"}) {
    const Ran help = ran({verb, "--help"});
    EXPECT_EQ(help.code, 0) << verb;
    EXPECT_THAT(help.out, HasSubstr("  chancery " + verb)) << verb;
  }
}

TEST(CommandLineTest, WrongUsageIsTwo) {
  EXPECT_EQ(ran({}).code, 2);
  EXPECT_EQ(ran({"no-such-verb"}).code, 2);
  EXPECT_EQ(ran({"demo"}).code, 2);  // --data is missing
  EXPECT_EQ(ran({"serve", "--data", "x", "--port", "70000"}).code, 2);
  EXPECT_EQ(ran({"serve", "--data", "x", "--port", "many"}).code, 2);
  EXPECT_EQ(ran({"user", "--data", "x"}).code, 2);
  EXPECT_EQ(ran({"deploy", "--data", "x", "--as", "a"}).code, 2);  // one administrator is not enough
}

TEST(CommandLineTest, VersionIsPrinted) {
  const Ran version = ran({"version"});
  EXPECT_EQ(version.code, 0);
  EXPECT_THAT(version.out, HasSubstr("chancery "));
}

TEST(CommandLineTest, NoDatabaseIsNotFoundAndNothingIsMade) {
  const TemporaryFolder folder;
  for (const std::string verb : {"serve", "doctor"}) {
    const Ran missing = ran({verb, "--data", folder.path("none")});
    EXPECT_EQ(missing.code, 3) << verb;
    EXPECT_THAT(missing.err, HasSubstr("There is no database in")) << verb;
  }
  EXPECT_EQ(ran({"user", "lock", "wang", "--data", folder.path("none")}).code, 3);
  EXPECT_FALSE(std::filesystem::exists(folder.path("none")));
}

TEST(CommandLineTest, VerifyTellsWhereTheFaultIs) {
  const TemporaryFolder folder;
  EXPECT_EQ(ran({"verify", folder.path()}).code, 3);  // no package at all
  std::filesystem::create_directories(folder.path("workflows/seal-use"));
  std::ofstream(folder.path("workflows/seal-use/workflow.json")) << "{\n  \"id\": \n";
  const Ran verified = ran({"verify", folder.path()});
  EXPECT_EQ(verified.code, 1);
  EXPECT_THAT(verified.err, HasSubstr("workflows/seal-use/workflow.json:"));
  EXPECT_THAT(verified.err, HasSubstr("error"));
}

TEST(CommandLineTest, FoundingNeedsPasswordsAndHappensOnce) {
  const TemporaryFolder folder;
  std::ofstream(folder.path("good")) << "violet harbour 7\n";
  std::ofstream(folder.path("short")) << "abc\n";
  const auto words = [&](const std::string& password) {
    return std::vector<std::string>{"unit",
                                    "found",
                                    "city",
                                    "--name",
                                    "某市",
                                    "--first",
                                    "admin1",
                                    "--first-name",
                                    "张某",
                                    "--first-password-file",
                                    folder.path(password),
                                    "--second",
                                    "admin2",
                                    "--second-name",
                                    "李某",
                                    "--second-password-file",
                                    folder.path("good"),
                                    "--data",
                                    folder.path("data")};
  };
  EXPECT_EQ(ran(words("missing")).code, 3);
  EXPECT_EQ(ran(words("short")).code, 1);
  const Ran first = ran(words("good"));
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(ran(words("good")).code, 5);
  EXPECT_EQ(ran({"user", "lock", "nobody", "--data", folder.path("data")}).code, 3);
}

}  // namespace
}  // namespace chancery::cli
