// EngineInMemory: a whole engine on memory stores with a clock that is moved by hand. Timers fire only while it
// moves, each at its instant, so what happens depends on nothing but what is asked. Of `chancery run` and of the
// conformance runner.
#pragma once

#include <memory>
#include <optional>
#include <shared_mutex>
#include <tuple>
#include <vector>

#include "adapters/memory/stores.h"
#include "engine/journal/record.h"
#include "engine/service/impl.h"

namespace chancery::memory {

class EngineInMemory {
 public:
  EngineInMemory(Instant start, ZoneTable zones) : stores_(start, std::move(zones)) {}

  // Opens the engine, for the first time or after close(). Errors: those of Engine::open.
  Result<void> open();
  // Stops it; the stores stay.
  void close();
  // Between close() and open(): the engine then comes back from the journal alone.
  Result<void> drop_snapshot() { return stores_.events.drop_snapshot(); }

  service::Engine& engine() { return *engine_; }
  const service::Engine& engine() const { return *engine_; }

  Instant now() const { return stores_.clock.now(); }
  // Moves the clock alone.
  void set_clock(Instant instant) { stores_.clock.set(instant); }
  // Moves the clock to `goal`; every timer on the way fires at its instant. False when so many fired that the rest
  // was left: they are due still, and the clock stands at the last one.
  bool advance(Instant goal);
  // When the next timer fires; none when none runs.
  std::optional<Instant> next_timer() const;

  // The records after `number`, oldest first. Errors: those of decode_record.
  Result<std::vector<journal::Record>> records_after(EventNumber number) const;
  // Calls `f` with the committed state and the programs, while nothing changes them.
  template <class F>
  auto read(F f) const {
    const service::Engine::Impl& impl = engine_->impl();
    std::shared_lock lock(impl.mutex_);
    return f(impl.committed, impl.programs);
  }
  const ZoneTable& zones() const { return stores_.zones; }

 private:
  using Due = std::tuple<Instant, CaseId, std::uint32_t>;
  // The first timer behind `after` that is due by `until`.
  std::optional<Due> next_due(Instant until, const Due& after) const;

  Stores stores_;
  std::unique_ptr<service::Engine> engine_;
};

}  // namespace chancery::memory
