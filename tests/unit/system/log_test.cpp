// A log line is one line and one JSON object, whatever is put into it.
#include "adapters/system/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "adapters/memory/clock.h"
#include "adapters/system/log_line.h"
#include "engine/json/json.h"
#include "tests/support/temporary_folder.h"

namespace chancery::system {
namespace {

using ports::LogLevel;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr Instant kAt{1'772'413'200'000};

TEST(LogLineTest, ALineIsAnObject) {
  EXPECT_EQ(json_log_line(kAt, LogLevel::kInfo, "server.started", {{"port", "8080"}}),
            R"({"at":"2026-03-02T01:00:00.000Z","level":"info","event":"server.started","port":"8080"})");
}

TEST(LogLineTest, AMessageCannotForgeAnotherLine) {
  const std::string line =
      json_log_line(kAt, LogLevel::kWarning, "x", {{"path", "/\"}\n{\"event\":\"admin.signed-in\"\r\x1b[2J\\"}});
  EXPECT_THAT(line, Not(HasSubstr("\n")));
  EXPECT_THAT(line, Not(HasSubstr("\r")));
  EXPECT_THAT(line, Not(HasSubstr("\x1b")));
  EXPECT_THAT(line, HasSubstr(R"(\"}\n{\"event\":\"admin.signed-in\"\u000d\u001b[2J\\)"));
  EXPECT_TRUE(json::parse_json(line));
}

TEST(LogLineTest, AFieldCannotTakeThePlaceOfAReservedOne) {
  const std::string line = json_log_line(kAt, LogLevel::kInfo, "real", {{"event", "forged"}, {"level", "error"}});
  EXPECT_THAT(line, HasSubstr(R"("_event":"forged","_level":"error")"));
  EXPECT_TRUE(json::parse_json(line));  // which refuses duplicate keys
}

TEST(LogLineTest, ChineseStaysAndBrokenBytesAreReplaced) {
  EXPECT_THAT(json_log_line(kAt, LogLevel::kInfo, "嘎查", {}), HasSubstr("嘎查"));
  // Overlong, surrogate, beyond Unicode, cut off, lone tail, C1 control.
  for (const char* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe5\x8d", "\x80", "\xff", "\xc2\x9b"}) {
    const std::string line = json_log_line(kAt, LogLevel::kInfo, "e", {{"k", bad}});
    EXPECT_TRUE(json::parse_json(line)) << line;
    EXPECT_THAT(line, HasSubstr("\xef\xbf\xbd"));
  }
}

TEST(LogLineTest, RandomBytesAlwaysGiveOneValidObject) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 5'000; ++i) {
    std::string name(random() % 4, '\0');
    std::string value(random() % 12, '\0');
    for (char& c : name) c = static_cast<char>(random());
    for (char& c : value) c = static_cast<char>(random());
    const std::string line = json_log_line(kAt, LogLevel::kInfo, value, {{name, value}});
    ASSERT_TRUE(json::parse_json(line)) << line;
    ASSERT_EQ(line.find('\n'), std::string::npos);
  }
}

TEST(LogLineTest, PlainTextQuotesWhatIsNoWord) {
  EXPECT_EQ(plain_log_line(kAt, "server.started", {{"port", "8080"}, {"why", "two words\n"}, {"empty", ""}}),
            "01:00:00.000 server.started port=8080 why=\"two words\\n\" empty=\"\"");
}

class SystemLogTest : public ::testing::Test {
 protected:
  std::vector<std::string> lines() const {
    std::ifstream in(folder_.file("chancery.log"));
    std::vector<std::string> out;
    for (std::string line; std::getline(in, line);) out.push_back(line);
    return out;
  }
  test_support::TemporaryFolder folder_;
  memory::ManualClock clock_{kAt};
};

TEST_F(SystemLogTest, LinesReachTheFileAtOnceAndBelowTheLevelNot) {
  LogOptions options;
  options.file = folder_.file("chancery.log");
  options.level = LogLevel::kInfo;
  const auto log = SystemLog::open(clock_, options).value();
  log->write(LogLevel::kDebug, "quiet", {});
  log->write(LogLevel::kInfo, "loud {} %v", {{"n", "1"}});  // neither braces nor percent signs mean anything
  ASSERT_EQ(lines().size(), 1U);
  EXPECT_EQ(lines()[0], json_log_line(kAt, LogLevel::kInfo, "loud {} %v", {{"n", "1"}}));
}

TEST_F(SystemLogTest, AnExistingFileIsContinued) {
  LogOptions options;
  options.file = folder_.file("chancery.log");
  SystemLog::open(clock_, options).value()->write(LogLevel::kError, "one", {});
  SystemLog::open(clock_, options).value()->write(LogLevel::kError, "two", {});
  EXPECT_EQ(lines().size(), 2U);
}

TEST_F(SystemLogTest, AFileThatCannotBeOpenedIsNamed) {
  LogOptions options;
  options.file = folder_.path();  // a folder
  const auto log = SystemLog::open(clock_, options);
  ASSERT_FALSE(log);
  EXPECT_EQ(log.error().code, "system.log-cannot-open");
  EXPECT_EQ(log.error().parameter("file"), folder_.path());
}

}  // namespace
}  // namespace chancery::system
