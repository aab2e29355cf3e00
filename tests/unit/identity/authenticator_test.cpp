#include "adapters/identity/authenticator.h"

#include <gtest/gtest.h>

#include "adapters/memory/clock.h"
#include "adapters/memory/entropy.h"
#include "adapters/memory/identity_store.h"

namespace chancery::identity {
namespace {

using ports::Seen;

constexpr std::int64_t kMinute = 60'000;

class AuthenticatorTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_TRUE(accounts_.set_password("wang", "old password", FirstUse::kMayKeep)); }
  ports::SessionView signed_in() { return authenticator_.sign_in("wang", "old password", "10.0.0.1", "").value(); }
  std::string error_of(std::string_view token) {
    const auto found = authenticator_.find(token, Seen::kYes);
    return found ? "" : found.error().code;
  }
  memory::MemoryIdentityStore store_;
  memory::ManualClock clock_{Instant{1'700'000'000'000}};
  memory::FixedEntropy entropy_;
  Passwords passwords_{entropy_, kLightCost};
  Sessions sessions_{store_, clock_, entropy_};
  SignInThrottle throttle_{clock_};
  Accounts accounts_{store_, passwords_, sessions_, throttle_};
  SessionAuthenticator authenticator_{store_, accounts_, sessions_};
};

TEST_F(AuthenticatorTest, ASessionIsFoundUntilItIsSignedOut) {
  const auto session = signed_in();
  EXPECT_EQ(authenticator_.find(session.token, Seen::kYes).value().csrf, session.csrf);
  ASSERT_TRUE(authenticator_.sign_out(session.token));
  EXPECT_EQ(error_of(session.token), "identity.no-session");
}

TEST_F(AuthenticatorTest, LookingDoesNotKeepASessionOpen) {
  const auto session = signed_in();
  for (int i = 0; i < 29; ++i) {
    clock_.advance_ms(kMinute);
    ASSERT_TRUE(authenticator_.find(session.token, Seen::kNo));
  }
  clock_.advance_ms(kMinute);
  EXPECT_FALSE(authenticator_.find(session.token, Seen::kNo));
  EXPECT_EQ(error_of(session.token), "identity.session-expired");
}

TEST_F(AuthenticatorTest, ALockedAccountHasNoSession) {
  const auto session = signed_in();
  auto credential = *store_.find_credential("wang").value();
  credential.locked = true;
  ASSERT_TRUE(store_.put_credential(credential));  // as if another session had been opened meanwhile
  EXPECT_EQ(error_of(session.token), "identity.no-session");
}

TEST_F(AuthenticatorTest, APasswordThatMustChangeIsToldAtEveryLook) {
  ASSERT_TRUE(accounts_.set_password("li", "first password", FirstUse::kMustChange));
  const auto session = authenticator_.sign_in("li", "first password", "10.0.0.1", "").value();
  EXPECT_TRUE(session.must_change);
  EXPECT_TRUE(authenticator_.find(session.token, Seen::kYes).value().must_change);
  ASSERT_TRUE(authenticator_.change_password(session.token, "first password", "second password", "10.0.0.1"));
  EXPECT_FALSE(authenticator_.find(session.token, Seen::kYes).value().must_change);
}

TEST_F(AuthenticatorTest, ChangingThePasswordEndsEveryOtherSession) {
  const auto own = signed_in();
  const auto other = signed_in();
  ASSERT_TRUE(authenticator_.change_password(own.token, "old password", "new password", "10.0.0.1"));
  EXPECT_EQ(error_of(own.token), "");
  EXPECT_EQ(error_of(other.token), "identity.no-session");
}

TEST_F(AuthenticatorTest, AWrongPasswordChangesNothing) {
  const auto own = signed_in();
  const auto other = signed_in();
  const auto changed = authenticator_.change_password(own.token, "wrong password", "new password", "10.0.0.1");
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().code, "identity.wrong-credentials");
  EXPECT_EQ(error_of(other.token), "");
  EXPECT_TRUE(authenticator_.sign_in("wang", "old password", "10.0.0.1", ""));
}

}  // namespace
}  // namespace chancery::identity
