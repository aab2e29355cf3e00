// Bench: a village on the table. An engine on memory stores with a clock that the scenario moves, loaded with the demonstration data.
// restart() stops and opens the engine again, in turn from its snapshot and from the journal alone, and compares the two.
#pragma once

#include <memory>
#include <string>

#include "adapters/cli/scenario_player.h"
#include "adapters/memory/stores.h"

namespace chancery::scenarios {

class Bench final : public Stage {
 public:
  Bench();
  service::Engine& engine() override { return *engine_; }
  // Sets the clock and lets every timer fire that is due on the way.
  void advance_to(Instant instant) override;
  Instant now() const override { return stores_.clock.now(); }
  // Sets the clock alone, also back: what a machine's clock may do.
  void set_clock(Instant instant) { stores_.clock.set(instant); }
  const ZoneTable& zones() const override { return stores_.zones; }
  // "" when all is well, else what differed.
  std::string restart();

 private:
  void open();
  std::string snapshot_text();
  memory::Stores stores_;
  std::unique_ptr<service::Engine> engine_;
};

}  // namespace chancery::scenarios
