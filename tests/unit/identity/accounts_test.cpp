#include "adapters/identity/accounts.h"

#include <gtest/gtest.h>

#include "adapters/memory/clock.h"
#include "adapters/memory/entropy.h"
#include "adapters/memory/identity_store.h"

namespace chancery::identity {
namespace {

class AccountsTest : public ::testing::Test {
 protected:
  AccountsTest() { EXPECT_TRUE(accounts_.set_password("wang", "first password", FirstUse::kMayKeep)); }
  std::string sign_in_error(std::string_view account, std::string_view password) {
    const auto result = accounts_.sign_in(account, password, "10.0.0.1");
    return result ? "" : result.error().code;
  }
  memory::MemoryIdentityStore store_;
  memory::ManualClock clock_{Instant{1'700'000'000'000}};
  memory::FixedEntropy entropy_;
  Passwords passwords_{entropy_, kLightCost};
  Sessions sessions_{store_, clock_, entropy_};
  SignInThrottle throttle_{clock_};
  Accounts accounts_{store_, passwords_, sessions_, throttle_};
};

TEST_F(AccountsTest, TheRightPasswordOpensASession) {
  const auto signed_in = accounts_.sign_in("wang", "first password", "10.0.0.1").value();
  EXPECT_FALSE(signed_in.must_change);
  EXPECT_EQ(sessions_.find(signed_in.opened.token).value().account, "wang");
}

TEST_F(AccountsTest, AWrongNameAndAWrongPasswordGetTheSameAnswer) {
  const auto name = accounts_.sign_in("nobody", "first password", "10.0.0.1");
  const auto password = accounts_.sign_in("wang", "wrong password", "10.0.0.1");
  ASSERT_FALSE(name);
  ASSERT_FALSE(password);
  EXPECT_EQ(name.error(), password.error());
  EXPECT_EQ(name.error().kind, ErrorKind::kUnauthorized);
}

TEST_F(AccountsTest, GuessingIsBrakedEvenForTheRightPassword) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in_error("wang", "guess"), "identity.wrong-credentials");
  EXPECT_EQ(sign_in_error("wang", "first password"), "identity.throttled");
  clock_.advance_ms(1'000);
  EXPECT_EQ(sign_in_error("wang", "first password"), "");
}

TEST_F(AccountsTest, ALockedAccountIsToldOnlyToWhoKnowsItsPassword) {
  const auto open = accounts_.sign_in("wang", "first password", "10.0.0.1").value();
  ASSERT_TRUE(accounts_.lock("wang"));
  EXPECT_FALSE(sessions_.find(open.opened.token));
  EXPECT_EQ(sign_in_error("wang", "wrong"), "identity.wrong-credentials");
  EXPECT_EQ(sign_in_error("wang", "first password"), "identity.account-locked");
  ASSERT_TRUE(accounts_.unlock("wang"));
  EXPECT_EQ(sign_in_error("wang", "first password"), "");
}

TEST_F(AccountsTest, LockingNobodyIsAnError) {
  EXPECT_EQ(accounts_.lock("nobody").error().code, "identity.no-account");
  EXPECT_EQ(accounts_.unlock("nobody").error().kind, ErrorKind::kNotFound);
}

TEST_F(AccountsTest, ChangingThePasswordEndsEverySession) {
  ASSERT_TRUE(accounts_.set_password("wang", "given password", FirstUse::kMustChange));
  const auto open = accounts_.sign_in("wang", "given password", "10.0.0.1").value();
  EXPECT_TRUE(open.must_change);
  ASSERT_TRUE(accounts_.change_password("wang", "given password", "my own password", "10.0.0.1"));
  EXPECT_FALSE(sessions_.find(open.opened.token));
  EXPECT_EQ(sign_in_error("wang", "given password"), "identity.wrong-credentials");
  EXPECT_FALSE(accounts_.sign_in("wang", "my own password", "10.0.0.1").value().must_change);
}

TEST_F(AccountsTest, AChangeNeedsTheOldPasswordAndAGoodNewOne) {
  const auto code = [&](std::string_view old_password, std::string_view new_password) {
    const auto result = accounts_.change_password("wang", old_password, new_password, "10.0.0.1");
    return result ? "" : result.error().code;
  };
  EXPECT_EQ(code("wrong", "my own password"), "identity.wrong-credentials");
  EXPECT_EQ(code("first password", "short"), "identity.password-too-short");
  EXPECT_EQ(code("first password", "first password"), "identity.password-unchanged");
  EXPECT_EQ(sign_in_error("wang", "first password"), "");  // nothing changed
}

TEST_F(AccountsTest, AHashOfAnOlderCostIsRenewedAtSignIn) {
  Passwords stronger(entropy_, {2'048, 1, 1});
  Accounts later(store_, stronger, sessions_, throttle_);
  ASSERT_TRUE(later.sign_in("wang", "first password", "10.0.0.1"));
  EXPECT_FALSE(stronger.is_outdated(store_.find_credential("wang").value()->password_hash));
  EXPECT_TRUE(later.sign_in("wang", "first password", "10.0.0.1"));
}

TEST_F(AccountsTest, ThePasswordStandsNowhereInTheStore) {
  EXPECT_EQ(store_.find_credential("wang").value()->password_hash.find("first"), std::string::npos);
}

}  // namespace
}  // namespace chancery::identity
