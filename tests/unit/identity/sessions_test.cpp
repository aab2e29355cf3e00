#include "adapters/identity/sessions.h"

#include <gtest/gtest.h>

#include "adapters/memory/clock.h"
#include "adapters/memory/entropy.h"
#include "adapters/memory/identity_store.h"

namespace chancery::identity {
namespace {

constexpr std::int64_t kMinute = 60'000;

class SessionsTest : public ::testing::Test {
 protected:
  std::string error_of(std::string_view token) {
    const auto result = sessions_.find(token);
    return result ? "" : result.error().code;
  }
  memory::MemoryIdentityStore store_;
  memory::ManualClock clock_{Instant{1'700'000'000'000}};
  memory::FixedEntropy entropy_;
  Sessions sessions_{store_, clock_, entropy_};
};

TEST_F(SessionsTest, AnOpenSessionIsFoundByItsToken) {
  const auto opened = sessions_.open("wang").value();
  EXPECT_EQ(opened.token.size(), 64U);
  EXPECT_EQ(sessions_.find(opened.token).value().account, "wang");
}

TEST_F(SessionsTest, TheStoreNeverSeesTheToken) {
  const auto opened = sessions_.open("wang").value();
  EXPECT_EQ(opened.session.token_hash, sha256(opened.token));
  EXPECT_NE(opened.session.csrf_token, opened.token);
  EXPECT_EQ(error_of(to_hex(opened.session.token_hash)), "identity.no-session");  // the stored form opens nothing
}

TEST_F(SessionsTest, WrongTokensFindNothing) {
  const auto opened = sessions_.open("wang").value();
  std::string changed = opened.token;
  changed[63] = changed[63] == '0' ? '1' : '0';
  for (const std::string& wrong :
       {std::string(), changed, opened.token + "0", opened.token.substr(1), std::string(64, '0')}) {
    const auto result = sessions_.find(wrong);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::kUnauthorized);
  }
}

TEST_F(SessionsTest, TokensDiffer) {
  const auto a = sessions_.open("wang").value();
  const auto b = sessions_.open("wang").value();
  EXPECT_NE(a.token, b.token);
  EXPECT_NE(a.session.csrf_token, b.session.csrf_token);
}

TEST_F(SessionsTest, SigningInEndsTheSessionTheBrowserCameWith) {
  const auto before = sessions_.open("guest").value();
  const auto after = sessions_.open("wang", before.token).value();
  EXPECT_EQ(error_of(before.token), "identity.no-session");
  EXPECT_EQ(error_of(after.token), "");
  EXPECT_TRUE(sessions_.open("wang", "rubbish"));
}

TEST_F(SessionsTest, AnIdleSessionExpires) {
  const auto opened = sessions_.open("wang").value();
  clock_.advance_ms(30 * kMinute - 1);
  EXPECT_EQ(error_of(opened.token), "");
  clock_.advance_ms(30 * kMinute);
  EXPECT_EQ(error_of(opened.token), "identity.session-expired");
  EXPECT_EQ(error_of(opened.token), "identity.no-session");  // and is gone
}

TEST_F(SessionsTest, UseKeepsItAliveButNotBeyondTwelveHours) {
  const auto opened = sessions_.open("wang").value();
  for (int minutes = 20; minutes < 12 * 60; minutes += 20) {
    clock_.advance_ms(20 * kMinute);
    ASSERT_EQ(error_of(opened.token), "") << minutes;
  }
  clock_.advance_ms(20 * kMinute);
  EXPECT_EQ(error_of(opened.token), "identity.session-expired");
}

TEST_F(SessionsTest, ItIsNotWrittenOnEveryRequest) {
  const auto opened = sessions_.open("wang").value();
  const Instant created = opened.session.seen_at;
  clock_.advance_ms(kMinute - 1);
  EXPECT_EQ(sessions_.find(opened.token).value().seen_at, created);
  clock_.advance_ms(1);
  EXPECT_EQ(sessions_.find(opened.token).value().seen_at, clock_.now());
}

TEST_F(SessionsTest, AClockSetBackEndsNothingAndProlongsNothing) {
  const auto opened = sessions_.open("wang").value();
  clock_.advance_ms(-3 * 60 * kMinute);
  EXPECT_EQ(sessions_.find(opened.token).value().expires_at, opened.session.expires_at);
}

TEST_F(SessionsTest, EndingIsByTokenOrByAccount) {
  const auto a = sessions_.open("wang").value();
  const auto b = sessions_.open("wang").value();
  const auto c = sessions_.open("li").value();
  ASSERT_TRUE(sessions_.end(a.token));
  EXPECT_EQ(error_of(a.token), "identity.no-session");
  EXPECT_EQ(error_of(b.token), "");
  ASSERT_TRUE(sessions_.end_all("wang"));
  EXPECT_EQ(error_of(b.token), "identity.no-session");
  EXPECT_EQ(error_of(c.token), "");
  EXPECT_TRUE(sessions_.end("never opened"));
}

TEST_F(SessionsTest, SweepingRemovesOnlyWhatExpired) {
  const auto old = sessions_.open("wang").value();
  clock_.advance_ms(31 * kMinute);
  const auto young = sessions_.open("wang").value();
  ASSERT_TRUE(sessions_.sweep());
  EXPECT_EQ(error_of(old.token), "identity.no-session");
  EXPECT_EQ(error_of(young.token), "");
}

TEST_F(SessionsTest, OnlyTheExactCsrfTokenMatches) {
  const auto session = sessions_.open("wang").value().session;
  EXPECT_TRUE(csrf_token_matches(session, session.csrf_token));
  EXPECT_FALSE(csrf_token_matches(session, ""));
  EXPECT_FALSE(csrf_token_matches(session, session.csrf_token + "0"));
  EXPECT_FALSE(csrf_token_matches(session, std::string(64, '0')));
  EXPECT_FALSE(csrf_token_matches({}, ""));  // a session without one matches nothing
}

}  // namespace
}  // namespace chancery::identity
