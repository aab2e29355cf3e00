#include "adapters/identity/passwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "adapters/memory/entropy.h"

namespace chancery::identity {
namespace {

using ports::Credential;
using ::testing::StartsWith;

std::optional<Credential> credential(std::string hash) { return Credential{"wang", std::move(hash), false, false}; }

class PasswordsTest : public ::testing::Test {
 protected:
  memory::FixedEntropy entropy_;
  Passwords passwords_{entropy_, kLightCost};
};

TEST_F(PasswordsTest, TheRightPasswordIsKnownAgain) {
  const std::string hash = passwords_.hash("春眠不觉晓 1").value();
  EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=1024,t=1,p=1$"));
  EXPECT_TRUE(passwords_.verify(credential(hash), "春眠不觉晓 1"));
}

TEST_F(PasswordsTest, AnyOtherIsNot) {
  const auto stored = credential(passwords_.hash("correct horse").value());
  for (const char* wrong : {"", "correct hors", "correct horse ", "Correct horse", "battery staple"})
    EXPECT_FALSE(passwords_.verify(stored, wrong)) << wrong;
  EXPECT_FALSE(passwords_.verify(stored, std::string_view("correct horse\0x", 15)));
}

TEST_F(PasswordsTest, TheSamePasswordHasAnotherHashEachTime) {
  EXPECT_NE(passwords_.hash("correct horse").value(), passwords_.hash("correct horse").value());
}

TEST_F(PasswordsTest, NoCredentialNeverMatches) {
  EXPECT_FALSE(passwords_.verify(std::nullopt, ""));
  EXPECT_FALSE(passwords_.verify(std::nullopt, "correct horse"));
}

TEST_F(PasswordsTest, DamagedHashesNeverMatch) {
  const std::string hash = passwords_.hash("correct horse").value();
  for (const std::string& bad : {std::string(), std::string("x"), hash.substr(0, hash.size() - 4), "$argon2i$" + hash})
    EXPECT_FALSE(passwords_.verify(credential(bad), "correct horse")) << bad;
}

TEST_F(PasswordsTest, AnUnknownAccountCostsAsMuchAsAKnownOne) {
  Passwords slower(entropy_, {16'384, 2, 1});
  const auto known = credential(slower.hash("correct horse").value());
  const auto time = [&](const std::optional<Credential>& stored, std::string_view password) {
    auto best = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 5; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_FALSE(slower.verify(stored, password));
      best = std::min(best, std::chrono::steady_clock::now() - begin);
    }
    return std::chrono::duration<double>(best).count();
  };
  const double with_account = time(known, "wrong one");
  EXPECT_GT(time(std::nullopt, "wrong one"), with_account * 0.5);
  EXPECT_GT(time(known, std::string(10'000, 'x')), with_account * 0.5);  // too long is no short cut either
}

TEST_F(PasswordsTest, AHashOfAnotherCostIsOutdated) {
  const std::string light = passwords_.hash("correct horse").value();
  EXPECT_FALSE(passwords_.is_outdated(light));
  EXPECT_TRUE(Passwords(entropy_, {2'048, 1, 1}).is_outdated(light));
  EXPECT_TRUE(passwords_.is_outdated(""));
  EXPECT_TRUE(Passwords(entropy_, {2'048, 1, 1}).verify(credential(light), "correct horse"));  // and still good
}

TEST_F(PasswordsTest, WeakNewPasswordsAreRefused) {
  const auto code = [](std::string_view password) {
    const auto result = Passwords::check_new(password, "wangfang");
    return result ? "" : result.error().code;
  };
  EXPECT_EQ(code("correct horse"), "");
  EXPECT_EQ(code("春眠不觉晓处处闻"), "");  // eight characters, not bytes
  EXPECT_EQ(code("春眠不觉晓处处"), "identity.password-too-short");
  EXPECT_EQ(code(""), "identity.password-too-short");
  EXPECT_EQ(code("1234567"), "identity.password-too-short");
  EXPECT_EQ(code("aaaaaaaaaaaa"), "identity.password-too-simple");
  EXPECT_EQ(code("abababababab"), "identity.password-too-simple");
  EXPECT_EQ(code("wangfang"), "identity.password-too-simple");
  EXPECT_EQ(code(std::string(257, 'a') + "bcd"), "identity.password-too-long");
}

TEST_F(PasswordsTest, AnOverlongPasswordIsNotHashed) {
  EXPECT_EQ(passwords_.hash(std::string(257, 'x')).error().code, "identity.password-too-long");
}

}  // namespace
}  // namespace chancery::identity
