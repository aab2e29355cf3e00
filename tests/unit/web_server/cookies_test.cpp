#include "web-console/server/cookies.h"

#include <gtest/gtest.h>

namespace chancery::web_server {
namespace {

TEST(CookiesTest, TheTokenIsFoundAmongOthers) {
  EXPECT_EQ(session_token("a=1; session=abc; b=2", Transport::kPlain), "abc");
  EXPECT_EQ(session_token("__Host-session=abc", Transport::kTls), "abc");
}

TEST(CookiesTest, OnlyTheExactNameCounts) {
  for (const char* header :
       {"", "session", "Session=abc", "xsession=abc", "sessionx=abc", "a=session=abc", "__Host-session=abc"})
    EXPECT_EQ(session_token(header, Transport::kPlain), "") << header;
  // Over TLS a cookie without the prefix may come from a neighbour.
  EXPECT_EQ(session_token("session=abc", Transport::kTls), "");
}

TEST(CookiesTest, TwoDifferentTokensAreNone) {
  EXPECT_EQ(session_token("session=abc; session=def", Transport::kPlain), "");
  EXPECT_EQ(session_token("session=abc; session=abc", Transport::kPlain), "abc");
}

TEST(CookiesTest, TheCookieIsOutOfReachOfScripts) {
  EXPECT_EQ(session_cookie("abc", Transport::kPlain), "session=abc; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(session_cookie("abc", Transport::kTls), "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_NE(expired_session_cookie(Transport::kTls).find("Max-Age=0"), std::string::npos);
}

TEST(CookiesTest, ComparisonOfTokens) {
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  for (const char* given : {"", "ab", "abd", "abcd", "ABC"})
    EXPECT_FALSE(equal_in_constant_time("abc", given)) << given;
  EXPECT_FALSE(equal_in_constant_time("", ""));
}

}  // namespace
}  // namespace chancery::web_server
