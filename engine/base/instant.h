// A point in time: milliseconds since 1970-01-01T00:00:00Z. The engine never asks a clock; instants arrive in commands.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace chancery {

struct Instant {
  std::int64_t ms = 0;
  auto operator<=>(const Instant&) const = default;
};

// What RFC 3339 can write: the years 0000 to 9999.
inline constexpr Instant kInstantFirst{-62'167'219'200'000};
inline constexpr Instant kInstantLast{253'402'300'799'999};

// RFC 3339 with milliseconds and Z: 2026-03-02T01:00:00.000Z. Beyond the years it can write, the nearest instant of them.
std::string to_rfc3339(Instant instant);
// Reads RFC 3339 with any offset ("2026-03-02T09:00+08:00" and "…:00.5Z" too). Error: base.bad-instant {text}.
Result<Instant> parse_rfc3339(std::string_view text);

}  // namespace chancery
