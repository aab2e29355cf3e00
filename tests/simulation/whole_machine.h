// WholeMachine: the whole engine on memory stores. After every step it is stopped and opened twice, from its snapshot
// and from its journal alone; the state must be the same each time.
#pragma once

#include <memory>

#include "adapters/memory/stores.h"
#include "engine/service/engine.h"
#include "tests/simulation/machine.h"

namespace chancery::simulation {

class WholeMachine : public Machine {
 public:
  WholeMachine();

  std::string deploy(const Model& model) override;
  std::string give(journal::CommandBody body, int person) override;
  void move_clock(Instant to) override;
  std::string check() override;

  void read(const std::function<void(const runtime::State&, const runtime::Program&)>& look) const override;
  Instant now() const override { return stores_.clock.now(); }
  const std::vector<Bytes>& records() const override { return records_; }
  PersonId person(int number) const override { return persons_[number]; }
  UnitId unit() const override;

 private:
  void open();
  void reopen();
  std::string bytes() const;
  // Fires what is due and reads what has been written.
  void settle();

  memory::Stores stores_;
  std::unique_ptr<service::Engine> engine_;
  PersonId persons_[2];
  std::vector<Bytes> records_;
  EventNumber read_;
};

}  // namespace chancery::simulation
