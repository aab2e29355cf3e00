// Values in the commands of `chancery run`: JSON, or FEEL behind "=" for what JSON cannot say (dates, times, durations).
#pragma once

#include <string_view>

#include "engine/value/value.h"
#include "engine/value/zone_table.h"

namespace chancery::cli::trial {

// What now() and today() answer.
struct Moment {
  const ZoneTable& zones;
  Instant now;
};

// Errors: those of JSON or FEEL; an expression that fails is one.
Result<Value> read_value(std::string_view text, const Moment& moment);
// A context; null for a text without anything in it. Error besides: invalid cli.input-not-object.
Result<Value> read_object(std::string_view text, const Moment& moment);

}  // namespace chancery::cli::trial
