// What is decided while a commit is on its way: it is answered after it, and it goes with it when it fails.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <thread>

#include "adapters/memory/stores.h"
#include "engine/json/json.h"
#include "engine/service/impl.h"
#include "tests/support/faulty_event_store.h"

namespace chancery {
namespace {

using namespace std::chrono_literals;
using service::Answer;
using service::Outcome;
using service::Rejection;

template <class Condition>
bool comes_true(Condition condition) {
  for (int i = 0; i < 5'000 && !condition(); ++i) std::this_thread::sleep_for(1ms);
  return condition();
}

class Committing : public testing::Test {
 protected:
  Committing() {
    stores_.clock.set(*parse_rfc3339("2026-03-02T09:00:00+08:00"));
    open();
    const Answer founded =
        engine_->found("city", *json::parse_json(R"({"zh":"市","en":"City"})"), {"admin1", "一"}, {"admin2", "二"});
    EXPECT_TRUE(std::holds_alternative<Outcome>(founded));
    admin_ = engine_->person_of_account("admin1").value_or(PersonId{});
  }
  ~Committing() override { events_.release_appends(); }

  void open(std::size_t batch_max = service::EngineOptions().batch_max) {
    service::EnginePorts ports = stores_.ports();
    ports.events = &events_;
    service::EngineOptions options = memory::Stores::options();
    options.batch_max = batch_max;
    engine_ = *service::Engine::open(ports, options);
  }
  std::future<Answer> record(const std::string& unit, const std::string& key) {
    journal::Command command;
    command.actor = {admin_, "admin1", ""};
    command.key = key;
    journal::RecordUnit body;
    body.key = unit;
    body.kind = "gacha";
    body.law = "village";
    body.name = *json::parse_json(R"({"zh":"甲","en":"A"})");
    body.parent = engine_->unit_by_key("city").value_or(UnitId{});
    command.body = std::move(body);
    auto promise = std::make_shared<std::promise<Answer>>();
    auto answer = promise->get_future();
    engine_->submit(std::move(command), [promise](Answer given) { promise->set_value(std::move(given)); });
    return answer;
  }
  // One commit waits for the disk, and these were decided behind it.
  void hold_first() {
    events_.hold_appends();
    answers_.push_back(record("first", "k1"));
    ASSERT_TRUE(comes_true([this] { return events_.holds_one(); }));
  }
  void decide_behind(const std::string& unit, const std::string& key) {
    answers_.push_back(record(unit, key));
    ASSERT_TRUE(comes_true([this] { return engine_->metrics().queue == 0; }));
    std::this_thread::sleep_for(50ms);  // taken; now decided
  }
  static bool is_waiting(const std::future<Answer>& answer) {
    return answer.wait_for(0ms) != std::future_status::ready;
  }
  bool knows(const char* unit) const { return engine_->unit_by_key(unit).has_value(); }

  memory::Stores stores_;
  test_support::FaultyEventStore events_{stores_.events};
  std::unique_ptr<service::Engine> engine_;
  PersonId admin_;
  std::vector<std::future<Answer>> answers_;
};

TEST_F(Committing, NobodyIsAnsweredBeforeWhatLiesBelowIsDurable) {
  hold_first();
  decide_behind("second", "k2");
  decide_behind("first", "k1");   // repeated
  decide_behind("second", "k3");  // refused: there is one of that name by then
  for (const auto& answer : answers_) EXPECT_TRUE(is_waiting(answer));
  EXPECT_FALSE(knows("first"));
  EXPECT_FALSE(knows("second"));
  events_.release_appends();
  const auto first = std::get<Outcome>(answers_[0].get());
  const auto second = std::get<Outcome>(answers_[1].get());
  const auto again = std::get<Outcome>(answers_[2].get());
  EXPECT_EQ(second.number.value, first.number.value + 1);
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.number, first.number);
  EXPECT_TRUE(std::holds_alternative<Rejection>(answers_[3].get()));
  EXPECT_TRUE(knows("first"));
  EXPECT_TRUE(knows("second"));
}

TEST_F(Committing, AFailedCommitTakesWhatWasDecidedOnItAlong) {
  const EventNumber before = engine_->last_number();
  hold_first();
  decide_behind("second", "k2");
  decide_behind("first", "k1");
  events_.arm({});
  events_.release_appends();
  for (auto& answer : answers_) {
    const Answer given = answer.get();
    ASSERT_TRUE(std::holds_alternative<Rejection>(given));
    EXPECT_EQ(std::get<Rejection>(given).error.code, "store.io");
  }
  EXPECT_EQ(engine_->last_number(), before);
  EXPECT_FALSE(knows("first"));
  EXPECT_FALSE(knows("second"));

  // The keys were not used, the numbers are given again.
  const auto second = std::get<Outcome>(record("second", "k2").get());
  EXPECT_FALSE(second.repeated);
  EXPECT_EQ(second.number.value, before.value + 1);
  engine_->stop();
  ASSERT_TRUE(stores_.events.drop_snapshot());
  open();
  EXPECT_TRUE(knows("second"));
  EXPECT_FALSE(knows("first"));
}

TEST_F(Committing, StoppingWaitsForTheDiskAndLosesNothing) {
  hold_first();
  decide_behind("second", "k2");
  std::thread stopping([this] { engine_->stop(); });
  std::this_thread::sleep_for(20ms);
  EXPECT_TRUE(is_waiting(answers_[0]));
  events_.release_appends();
  stopping.join();
  EXPECT_TRUE(std::holds_alternative<Outcome>(answers_[0].get()));
  EXPECT_TRUE(std::holds_alternative<Outcome>(answers_[1].get()));
  EXPECT_EQ(*stores_.history.mark(), engine_->last_number());
}

TEST_F(Committing, StoppingAnswersAlsoWhatFoundNoRoomInTheOpenBatch) {
  engine_->stop();
  engine_.reset();
  open(1);
  hold_first();
  decide_behind("second", "k2");
  answers_.push_back(record("third", "k3"));
  std::thread stopping([this] { engine_->stop(); });
  std::this_thread::sleep_for(20ms);
  EXPECT_EQ(engine_->metrics().queue, 1U);
  events_.release_appends();
  stopping.join();
  for (auto& answer : answers_) EXPECT_TRUE(std::holds_alternative<Outcome>(answer.get()));
}

}  // namespace
}  // namespace chancery
