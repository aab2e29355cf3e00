#include "adapters/cli/trial/times.h"

#include <charconv>

namespace chancery::cli::trial {

namespace {

constexpr std::int64_t kSecondsMax = 400LL * 366 * 86'400;  // a move of four hundred years is none that anybody means

std::int64_t seconds_of(char unit) {
  switch (unit) {
    case 's': return 1;
    case 'm': return 60;
    case 'h': return 3'600;
    case 'd': return 86'400;
    case 'w': return 7 * 86'400;
    default: return 0;
  }
}

Error bad_time(std::string_view text) { return invalid("cli.run-bad-time", {{"time", std::string(text)}}); }

// "2h", "P1DT2H"; negative when it is no duration.
std::int64_t duration_seconds(std::string_view text) {
  if (const auto duration = DaysTimeDuration::parse(text)) return duration->seconds;
  if (text.size() < 2) return -1;
  std::int64_t count = 0;
  const char* const last = text.data() + text.size() - 1;
  const auto [end, error] = std::from_chars(text.data(), last, count);
  const std::int64_t unit = seconds_of(*last);
  if (error != std::errc() || end != last || unit == 0 || count < 0 || count > kSecondsMax) return -1;
  return count * unit;
}

}  // namespace

Result<Instant> read_instant(std::string_view text, const ZoneTable& zones) {
  if (const auto date = Date::parse(text); date && date->year > 0 && date->year < 10'000) return zones.start_of(*date);
  if (const auto instant = parse_rfc3339(text)) return *instant;
  for (const char* seconds : {"", ":00"})
    if (const auto local = DateTime::parse(std::string(text) + seconds))
      if (const auto instant = zones.to_instant(*local); instant && *instant >= kInstantFirst) return *instant;
  return bad_time(text);
}

Result<Instant> read_goal(std::string_view text, Instant now, const ZoneTable& zones) {
  Instant goal;
  if (text.starts_with('+')) {
    const std::int64_t seconds = duration_seconds(text.substr(1));
    if (seconds < 0 || seconds > kSecondsMax) return bad_time(text);
    goal.ms = now.ms + seconds * 1000;
  } else {
    goal = TRY(read_instant(text, zones));
  }
  if (goal > kInstantLast) return bad_time(text);
  if (goal < now)
    return invalid("cli.run-time-backwards", {{"time", std::string(text)}, {"now", instant_text(now, zones)}});
  return goal;
}

std::string instant_text(Instant at, const ZoneTable& zones) {
  DateTime local = zones.local_date_time(at);
  local.time.zone.name.clear();  // the offset says enough
  return local.text();
}

}  // namespace chancery::cli::trial
