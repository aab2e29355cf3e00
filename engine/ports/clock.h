// Clock and Entropy: the only two ways in which time and chance enter; the writer and the identity adapter ask them.
#pragma once

#include <cstdint>
#include <span>

#include "engine/base/instant.h"

namespace chancery::ports {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // wall clock; may jump backwards, callers must not trust it to ascend
};

class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;  // cryptographically strong
};

}  // namespace chancery::ports
