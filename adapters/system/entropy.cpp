#include "adapters/system/entropy.h"

#include <sys/random.h>

#include <cerrno>

#include "engine/base/assert.h"

namespace chancery::system {

void SystemEntropy::fill(std::span<std::uint8_t> out) {
  while (!out.empty()) {
    const ssize_t got = ::getrandom(out.data(), out.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    CHANCERY_ASSERT(got > 0);  // a server without random bytes must not hand out tokens
    out = out.subspan(static_cast<std::size_t>(got));
  }
}

}  // namespace chancery::system
