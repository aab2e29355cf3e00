// SystemClock: the wall clock in milliseconds. It may jump backwards; the writer stamps max(last stamp, clock).
#pragma once

#include "engine/ports/clock.h"

namespace chancery::system {

class SystemClock final : public ports::Clock {
 public:
  Instant now() const override;
};

}  // namespace chancery::system
