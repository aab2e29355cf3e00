// demo_cases: the demonstration cases (config/demo/cases.json), played before today's date so that somebody who signs in finds work in every
// state. Days are written from the day of loading: "@-10" is the date ten days before, "@-10T09:00" that instant, "@-39Y" its year.
#pragma once

#include <string>
#include <string_view>

#include "adapters/cli/scenario_player.h"

namespace chancery::cli {

// The text with every "@…" replaced. `today` is a date of the civil zone.
std::string with_days(std::string_view text, const Date& today);

// Records the absences and plays the cases in the order of the list; the clock ends at `now`. Errors: not_found cli.no-file, those of JSON,
// conflict cli.demo-case {case, fault} for a line that does not hold.
Result<void> play_demo_cases(scenarios::Stage& stage, const std::string& source_dir, Instant now);

}  // namespace chancery::cli
