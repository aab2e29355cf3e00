// BareMachine: decide and apply on the state alone, as the writer of the service uses them, on three states at once.
//
// - The one that runs.
// - One that was restored from the saved bytes of the step before: it decides each step too, to the same records.
// - One that only replays: every record is read from its bytes and applied.
// After each step all three must be the same bytes.
#pragma once

#include <memory>

#include "engine/runtime/decide.h"
#include "engine/value/zone_table.h"
#include "tests/simulation/machine.h"

namespace chancery::simulation {

class BareMachine : public Machine {
 public:
  BareMachine();

  std::string deploy(const Model& model) override;
  std::string give(journal::CommandBody body, int person) override;
  void move_clock(Instant to) override;
  std::string check() override;

  void read(const std::function<void(const runtime::State&, const runtime::Program&)>& look) const override;
  Instant now() const override { return now_; }
  const std::vector<Bytes>& records() const override { return records_; }
  PersonId person(int number) const override { return persons_[number]; }
  UnitId unit() const override;

 private:
  // What came of a step on one state.
  struct Done {
    std::string refusal;
    std::vector<journal::Record> records;
  };
  using Work = std::function<void(runtime::State&, Done&)>;

  // Does the work on the state that runs and on the restored one.
  std::string on_both(const Work& work);
  std::vector<journal::CommandBody> decide_own(runtime::State& state, const journal::Command& command,
                                               Done& done) const;
  void follow(runtime::State& state, std::vector<journal::CommandBody> bodies, EventNumber cause, Done& done) const;
  void decide_given(runtime::State& state, const journal::Command& command, Done& done) const;
  void fire_due(runtime::State& state, Done& done) const;
  static void take(runtime::State& scratch, journal::Record record, Done& done);
  EventNumber next_number(const Done& done) const;
  void found();
  std::string restore();

  ZoneTable zones_;
  runtime::Programs programs_;
  runtime::World world_;
  Instant now_ = kFounded;
  PersonId persons_[2];
  std::unique_ptr<runtime::State> runs_, restored_, replays_;
  std::vector<Bytes> records_;
  std::uint64_t last_ = 0;
  std::string wrong_;  // what the restored state did otherwise in this step
};

}  // namespace chancery::simulation
