#include "adapters/memory/entropy.h"

#include <algorithm>

#include "engine/base/hash.h"

namespace chancery::memory {

// Block n is SHA-256(seed, n); a call begins a new block.
void FixedEntropy::fill(std::span<std::uint8_t> out) {
  const std::lock_guard guard(lock_);
  while (!out.empty()) {
    ByteWriter input;
    input.varint(seed_);
    input.varint(block_++);
    const Sha256 block = sha256(BytesView(input.bytes()));
    const std::size_t size = std::min(out.size(), block.size());
    std::copy_n(block.begin(), size, out.begin());
    out = out.subspan(size);
  }
}

}  // namespace chancery::memory
