// ManualClock: stands still until it is told to move, also backwards.
#pragma once

#include <atomic>

#include "engine/ports/clock.h"

namespace chancery::memory {

class ManualClock final : public ports::Clock {
 public:
  explicit ManualClock(Instant start = {}) : ms_(start.ms) {}
  Instant now() const override { return Instant{ms_}; }
  void set(Instant instant) { ms_ = instant.ms; }
  void advance_ms(std::int64_t ms) { ms_ += ms; }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace chancery::memory
