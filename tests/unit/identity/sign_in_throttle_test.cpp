#include "adapters/identity/sign_in_throttle.h"

#include <gtest/gtest.h>

#include "adapters/memory/clock.h"

namespace chancery::identity {
namespace {

class SignInThrottleTest : public ::testing::Test {
 protected:
  // Seconds to wait; 0 when admitted.
  int wait(std::string_view account, std::string_view address = "10.0.0.1") {
    const auto result = throttle_.admit(account, address);
    return result ? 0 : std::stoi(std::string(result.error().parameter("seconds")));
  }
  void use_up(std::string_view account, int attempts, std::string_view address = "10.0.0.1") {
    for (int i = 0; i < attempts; ++i) ASSERT_EQ(wait(account, address), 0) << i;
  }
  memory::ManualClock clock_{Instant{1'700'000'000'000}};
  SignInThrottle throttle_{clock_};
};

TEST_F(SignInThrottleTest, AFewAttemptsAreFreeThenTheDelayDoubles) {
  use_up("wang", 5);
  for (const int seconds : {1, 2, 4, 8, 16, 32, 60, 60}) {
    EXPECT_EQ(wait("wang"), seconds);
    clock_.advance_ms(seconds * 1'000 - 1);
    EXPECT_EQ(wait("wang"), 1);  // refused attempts do not count
    clock_.advance_ms(1);
    EXPECT_EQ(wait("wang"), 0);
  }
}

TEST_F(SignInThrottleTest, ARefusalSaysTryLater) {
  use_up("wang", 5);
  const auto result = throttle_.admit("wang", "10.0.0.1");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, "identity.throttled");
  EXPECT_EQ(result.error().kind, ErrorKind::kUnavailable);
}

TEST_F(SignInThrottleTest, OtherAccountsAreNotSlowed) {
  use_up("wang", 5);
  EXPECT_EQ(wait("li"), 0);
}

TEST_F(SignInThrottleTest, AnotherAddressDoesNotHelpAgainstOneAccount) {
  use_up("wang", 5);
  EXPECT_GT(wait("wang", "10.0.0.2"), 0);
}

TEST_F(SignInThrottleTest, OneAddressOverManyAccountsIsSlowedToo) {
  for (int i = 0; i < 20; ++i) EXPECT_EQ(wait("account-" + std::to_string(i)), 0);
  EXPECT_EQ(wait("account-20"), 1);
  EXPECT_EQ(wait("account-20", "10.0.0.2"), 0);
}

TEST_F(SignInThrottleTest, ASuccessClearsTheAccount) {
  use_up("wang", 5);
  throttle_.succeeded("wang", "10.0.0.1");
  EXPECT_EQ(wait("wang"), 0);
}

TEST_F(SignInThrottleTest, OnesOwnSuccessDoesNotClearTheAddress) {
  // An attacker with an account of his own signs in between two guesses.
  int admitted = 0;
  for (int i = 0; i < 100; ++i) {
    if (wait("victim-" + std::to_string(i), "10.0.0.9") == 0) ++admitted;
    if (wait("attacker", "10.0.0.9") == 0) throttle_.succeeded("attacker", "10.0.0.9");
  }
  EXPECT_LE(admitted, 20);
}

TEST_F(SignInThrottleTest, AnOfficeThatSignsInRightIsNeverSlowed) {
  for (int i = 0; i < 500; ++i) {
    ASSERT_EQ(wait("clerk-" + std::to_string(i % 30)), 0);
    throttle_.succeeded("clerk-" + std::to_string(i % 30), "10.0.0.1");
  }
}

TEST_F(SignInThrottleTest, ManyAtOnceGainNothing) {
  // Counted on admission: none of these has failed yet.
  int admitted = 0;
  for (int i = 0; i < 50; ++i) admitted += wait("wang") == 0 ? 1 : 0;
  EXPECT_EQ(admitted, 5);
}

TEST_F(SignInThrottleTest, ItForgetsAfterADay) {
  use_up("wang", 5);
  clock_.advance_ms(24 * 3'600'000 + 1);
  use_up("wang", 5);
}

TEST_F(SignInThrottleTest, AClockSetBackLocksNobodyOutForLong) {
  use_up("wang", 5);
  clock_.advance_ms(-10 * 3'600'000);
  EXPECT_LE(wait("wang"), 1);
}

TEST_F(SignInThrottleTest, MemoryIsBoundedAndTheWorstStay) {
  ThrottleLimits limits;
  limits.entries_max = 100;
  limits.address_free = 1'000'000;
  SignInThrottle small(clock_, limits);
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(small.admit("victim", "a"));
  for (int i = 0; i < 5'000; ++i) ASSERT_TRUE(small.admit("noise-" + std::to_string(i), "b-" + std::to_string(i)));
  EXPECT_LE(small.entries(), 200U);
  EXPECT_FALSE(small.admit("victim", "c"));  // flooding did not wash the guesses away
  EXPECT_TRUE(small.admit(std::string(1'000'000, 'x'), "d"));
}

}  // namespace
}  // namespace chancery::identity
