#include "web-console/server/live_updates.h"

#include <gtest/gtest.h>

namespace chancery::web_server {
namespace {

class LiveUpdatesTest : public ::testing::Test {
 protected:
  std::shared_ptr<EventStream> open(std::uint64_t person, std::vector<UnitId> units,
                                    std::optional<EventNumber> last = std::nullopt) {
    LiveReader reader;
    reader.person = PersonId{person};
    reader.units = [units] { return units; };
    reader.is_signed_in = [this] { return signed_in_; };
    auto stream = live_->open(std::move(reader), last);
    if (stream != nullptr && stream->take() != "retry: 5000\n\n")
      ADD_FAILURE() << "a stream begins with how long to wait";
    return stream;
  }
  bool signed_in_ = true;
  std::shared_ptr<LiveUpdates> live_ = std::make_shared<LiveUpdates>(EventNumber{100}, 3, 2);
};

bool tells(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

TEST_F(LiveUpdatesTest, ACommitOfMyUnitIsTold) {
  const auto stream = open(1, {UnitId{3}});
  EXPECT_EQ(stream->take(), "");
  live_->publish(EventNumber{101}, {UnitId{3}, UnitId{4}});
  const std::string text = stream->take();
  EXPECT_TRUE(tells(text, "event: task\nid: 101\ndata: {\"unit\":\"3\"}\n\n")) << text;
  EXPECT_FALSE(tells(text, "\"4\"")) << "a unit of others is not named";
  EXPECT_EQ(stream->take(), "");
}

TEST_F(LiveUpdatesTest, ACommitOfOthersIsNotTold) {
  const auto stream = open(1, {UnitId{3}});
  live_->publish(EventNumber{101}, {UnitId{4}});
  EXPECT_EQ(stream->take(), "");
}

TEST_F(LiveUpdatesTest, WhatConcernsEverybodyNamesNoUnit) {
  const auto stream = open(1, {});
  live_->publish(EventNumber{101}, {});
  EXPECT_TRUE(tells(stream->take(), "event: directory\nid: 101\ndata: {}\n\n"));
}

TEST_F(LiveUpdatesTest, ManyCommitsBecomeOneNotice) {
  const auto stream = open(1, {UnitId{3}});
  for (std::uint64_t n = 101; n <= 150; ++n) live_->publish(EventNumber{n}, {UnitId{3}});
  const std::string text = stream->take();
  EXPECT_TRUE(tells(text, "event: case\nid: 150\n"));
  EXPECT_FALSE(tells(text, "id: 149\n"));
}

TEST_F(LiveUpdatesTest, AStreamResumesBehindWhatWasSeen) {
  live_->publish(EventNumber{101}, {UnitId{3}});
  live_->publish(EventNumber{102}, {UnitId{4}});
  LiveReader reader;
  reader.person = PersonId{1};
  reader.units = [] { return std::vector{UnitId{3}, UnitId{4}}; };
  const std::string text = live_->open(reader, EventNumber{101})->take();
  EXPECT_TRUE(tells(text, "{\"unit\":\"4\"}"));
  EXPECT_FALSE(tells(text, "{\"unit\":\"3\"}"));
}

TEST_F(LiveUpdatesTest, ANumberTooOldOrFromElsewhereResets) {
  live_->publish(EventNumber{101}, {UnitId{3}});
  for (const std::uint64_t number : {std::uint64_t{1}, std::uint64_t{99}, std::uint64_t{5000}}) {
    LiveReader reader;
    reader.units = [] { return std::vector<UnitId>{}; };
    const std::string text = live_->open(reader, EventNumber{number})->take();
    EXPECT_TRUE(tells(text, "event: reset\nid: 101\ndata: {}\n\n")) << number;
  }
}

TEST_F(LiveUpdatesTest, OneThatFellBehindTheRingResets) {
  const auto stream = open(1, {UnitId{3}});
  for (std::uint64_t n = 0; n <= kNoticesMax; ++n) live_->publish(EventNumber{101 + n}, {UnitId{3}});
  const std::string text = stream->take();
  EXPECT_TRUE(tells(text, "event: reset\n"));
  EXPECT_FALSE(tells(text, "event: task\n"));
}

TEST_F(LiveUpdatesTest, StreamsAreCountedByPersonAndInAll) {
  const auto a = open(1, {});
  auto b = open(1, {});
  EXPECT_EQ(open(1, {}), nullptr);
  const auto c = open(2, {});
  EXPECT_EQ(open(3, {}), nullptr);
  b.reset();
  EXPECT_NE(open(3, {}), nullptr);
}

TEST_F(LiveUpdatesTest, AStreamEndsWithItsSession) {
  const auto stream = open(1, {});
  EXPECT_TRUE(stream->is_still_open());
  signed_in_ = false;
  EXPECT_FALSE(stream->is_still_open());
}

}  // namespace
}  // namespace chancery::web_server
