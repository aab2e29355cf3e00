// Times as a person writes them at the terminal: instants, and moves of the clock.
#pragma once

#include <string>
#include <string_view>

#include "engine/value/zone_table.h"

namespace chancery::cli::trial {

// A date (its beginning), a date and time of the default zone, or one with its offset. Error: invalid cli.run-bad-
// time {time}.
Result<Instant> read_instant(std::string_view text, const ZoneTable& zones);

// "+90s", "+30m", "+2h", "+3d", "+1w", "+P1DT12H" from now on, or an instant. Errors: invalid cli.run-bad-time {time},
// cli.run-time-backwards {time, now}.
Result<Instant> read_goal(std::string_view text, Instant now, const ZoneTable& zones);

// In the default zone: 2026-03-02T09:00:00+08:00.
std::string instant_text(Instant at, const ZoneTable& zones);

}  // namespace chancery::cli::trial
