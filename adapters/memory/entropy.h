// FixedEntropy: the same bytes for the same seed, on every machine. Never for a real server: its bytes can be foretold.
#pragma once

#include <cstdint>
#include <mutex>

#include "engine/ports/clock.h"

namespace chancery::memory {

class FixedEntropy final : public ports::Entropy {
 public:
  explicit FixedEntropy(std::uint64_t seed = 1) : seed_(seed) {}
  void fill(std::span<std::uint8_t> out) override;

 private:
  std::mutex lock_;
  std::uint64_t seed_;
  std::uint64_t block_ = 0;
};

}  // namespace chancery::memory
