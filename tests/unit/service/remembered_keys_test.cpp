#include "engine/service/remembered_keys.h"

#include <gtest/gtest.h>

namespace chancery::service {
namespace {

Outcome outcome(std::uint64_t number) {
  Outcome out;
  out.number = EventNumber{number};
  out.case_id = CaseId{number};
  out.task = TaskId{number * 2};
  out.case_ended = true;
  return out;
}

std::string key_of(std::uint64_t number) { return remembered_key({PersonId{7}, "", ""}, "k" + std::to_string(number)); }

TEST(RememberedKeys, TellsWhatCameOfIt) {
  RememberedKeys keys;
  Outcome told = outcome(3);
  told.answer = Value::number(12);
  keys.add({Instant{1}, key_of(3), "", outcome(3)});
  keys.add({Instant{1}, key_of(4), "a mark", told});
  const RememberedKey* found = keys.find(key_of(4));
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->key(), key_of(4));
  EXPECT_EQ(found->mark(), "a mark");
  EXPECT_EQ(found->outcome().number, EventNumber{3});
  EXPECT_EQ(found->outcome().task, TaskId{6});
  EXPECT_TRUE(found->outcome().case_ended);
  EXPECT_EQ(found->outcome().answer, Value::number(12));
  EXPECT_EQ(keys.find(key_of(3))->mark(), "");
  EXPECT_EQ(keys.find(key_of(5)), nullptr);
  EXPECT_EQ(keys.find(remembered_key({PersonId{8}, "", ""}, "k3")), nullptr);
}

TEST(RememberedKeys, ForgetsAfterADayOldestFirst) {
  RememberedKeys keys;
  for (std::uint64_t n = 0; n < 100; ++n) keys.add({Instant{static_cast<std::int64_t>(n)}, key_of(n), "", outcome(n)});
  keys.add({Instant{kKeyLifeMs + 50}, key_of(100), "", outcome(100)});
  EXPECT_EQ(keys.first(), 50U);
  EXPECT_EQ(keys.end(), 101U);
  EXPECT_EQ(keys.find(key_of(49)), nullptr);
  ASSERT_NE(keys.find(key_of(50)), nullptr);
  EXPECT_EQ(keys.find(key_of(50))->number, EventNumber{50});
}

TEST(RememberedKeys, OfAKeyThatCameAgainTheLaterIsMeant) {
  RememberedKeys keys;
  keys.add({Instant{0}, key_of(1), "", outcome(1)});
  keys.add({Instant{10}, key_of(1), "", outcome(2)});
  EXPECT_EQ(keys.find(key_of(1))->number, EventNumber{2});
  keys.add({Instant{kKeyLifeMs + 5}, key_of(3), "", outcome(3)});  // the first of them is forgotten
  ASSERT_NE(keys.find(key_of(1)), nullptr);
  EXPECT_EQ(keys.find(key_of(1))->number, EventNumber{2});
}

TEST(RememberedKeys, RestartsAtARunningNumber) {
  RememberedKeys keys;
  keys.add({Instant{0}, key_of(1), "", outcome(1)});
  keys.restart(500);
  EXPECT_EQ(keys.find(key_of(1)), nullptr);
  keys.add({Instant{0}, key_of(2), "", outcome(2)});
  EXPECT_EQ(keys.end(), 501U);
  EXPECT_EQ(keys.at(500).key(), key_of(2));
}

}  // namespace
}  // namespace chancery::service
