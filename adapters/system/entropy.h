// SystemEntropy: the kernel's random bytes. Blocks only in the first moments after the machine starts. Any thread.
#pragma once

#include "engine/ports/clock.h"

namespace chancery::system {

class SystemEntropy final : public ports::Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override;
};

}  // namespace chancery::system
