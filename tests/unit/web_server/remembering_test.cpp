// What the server remembers between requests: keys of acts, and who may fetch which file.
#include <gtest/gtest.h>

#include "engine/json/json.h"
#include "web-console/server/file_grants.h"
#include "web-console/server/idempotency.h"

namespace chancery::web_server {
namespace {

const PersonId kWang{1};
const PersonId kLi{2};
const Instant kNow{1'700'000'000'000};

class IdempotencyTest : public ::testing::Test {
 protected:
  std::string begin(PersonId person, std::string_view request, Instant at = kNow) {
    const auto begun = guard_.begin(person, "k1", sha256(request), at);
    return begun ? "" : begun.error().code;
  }
  IdempotencyGuard guard_;
};

TEST_F(IdempotencyTest, TheSameRequestMayComeAgainWhenItWasDone) {
  EXPECT_EQ(begin(kWang, "a"), "");
  guard_.end(kWang, "k1", Done::kYes);
  EXPECT_EQ(begin(kWang, "a"), "");
}

TEST_F(IdempotencyTest, OneThatStillRunsIsNotBegunTwice) {
  EXPECT_EQ(begin(kWang, "a"), "");
  EXPECT_EQ(begin(kWang, "a"), "http.idempotency-running");
}

TEST_F(IdempotencyTest, AKeyIsNotForAnotherRequest) {
  EXPECT_EQ(begin(kWang, "a"), "");
  guard_.end(kWang, "k1", Done::kYes);
  EXPECT_EQ(begin(kWang, "b"), "http.idempotency-reused");
}

TEST_F(IdempotencyTest, KeysOfTwoPersonsAreTwoKeys) {
  EXPECT_EQ(begin(kWang, "a"), "");
  EXPECT_EQ(begin(kLi, "b"), "");
}

TEST_F(IdempotencyTest, WhenNothingWasDoneTheKeyIsFree) {
  EXPECT_EQ(begin(kWang, "a"), "");
  guard_.end(kWang, "k1", Done::kNothing);
  EXPECT_EQ(begin(kWang, "b"), "");
}

TEST_F(IdempotencyTest, AfterADayTheKeyIsForgotten) {
  EXPECT_EQ(begin(kWang, "a"), "");
  guard_.end(kWang, "k1", Done::kYes);
  EXPECT_EQ(begin(kWang, "b", {kNow.ms + kIdempotencyMs - 1}), "http.idempotency-reused");
  EXPECT_EQ(begin(kWang, "b", {kNow.ms + kIdempotencyMs}), "");
}

TEST(IdempotencyKeyTest, VisibleCharactersOnly) {
  EXPECT_TRUE(is_idempotency_key("3f2a-b_c"));
  EXPECT_TRUE(is_idempotency_key(std::string(128, 'x')));
  for (const std::string& key :
       {std::string(), std::string("a b"), std::string("a\tb"), std::string("钥匙"), std::string(129, 'x')})
    EXPECT_FALSE(is_idempotency_key(key)) << key;
}

TEST(FileGrantsTest, WhoWasShownAFileMayFetchIt) {
  const std::string hash(64, 'a');
  FileGrants grants;
  grants.grant_all(
      kWang, json::parse_json(R"({"items":[{"files":[{"sha256":")" + hash + R"(","name":"章程.pdf"}]}]})").value(),
      kNow);
  EXPECT_EQ(grants.find(kWang, hash, kNow).value().name, "章程.pdf");
  EXPECT_FALSE(grants.find(kLi, hash, kNow));
  EXPECT_FALSE(grants.find(kWang, std::string(64, 'b'), kNow));
  EXPECT_FALSE(grants.find(kWang, hash, {kNow.ms + kFileGrantMs}));
}

TEST(FileGrantsTest, WhatIsNoHashGrantsNothing) {
  FileGrants grants;
  for (const std::string& text :
       {std::string("abc"), std::string(64, 'A'), std::string(63, 'a'), std::string(65, 'a')}) {
    grants.grant_all(kWang, json::parse_json(R"({"sha256":")" + text + R"("})").value(), kNow);
    EXPECT_FALSE(grants.find(kWang, text, kNow)) << text;
  }
}

TEST(FileGrantsTest, TheOldestGrantsMakeRoom) {
  FileGrants grants;
  const auto hash = [](std::size_t i) { return to_hex(sha256(std::to_string(i))); };
  grants.grant(kWang, hash(0), "first", kNow);
  for (std::size_t i = 1; i <= kFileGrantsMax; ++i) grants.grant(kLi, std::to_string(i), "", kNow);
  EXPECT_FALSE(grants.find(kWang, hash(0), kNow));
  EXPECT_TRUE(grants.find(kLi, std::to_string(kFileGrantsMax), kNow));
}

}  // namespace
}  // namespace chancery::web_server
