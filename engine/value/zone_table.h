// ZoneTable: rules of the IANA time zones as data. Built once by the program's outer layer from the machine's tzdata and
// handed in; read-only afterwards, so replays and readers on other threads may share it. Default zone Asia/Shanghai.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/temporal.h"

namespace chancery {

struct ZoneTransition {
  std::int64_t at_seconds = 0;      // UTC seconds since 1970 from which the offset holds
  std::int32_t offset_seconds = 0;  // east of UTC
};

struct ZoneRules {
  std::int32_t first_offset_seconds = 0;    // before the first transition
  std::vector<ZoneTransition> transitions;  // ascending
  std::int32_t offset_at(std::int64_t utc_seconds) const;
  // Offset for a clock reading: the earlier of two in an overlap, the one before the jump in a gap.
  std::int32_t offset_for_local(std::int64_t local_seconds) const;
};

class ZoneTable {
 public:
  // Knows UTC, Etc/UTC, Z and Asia/Shanghai (+08:00, without the summer times of 1940–1991) until add() says better.
  ZoneTable();
  void add(std::string name, ZoneRules rules);
  // Error: value.unknown-zone {zone}.
  Result<void> set_default_zone(std::string_view name);
  const std::string& default_zone() const { return default_zone_; }
  const ZoneRules* find(std::string_view name) const;  // null when unknown
  std::size_t size() const { return zones_.size(); }

  // Civil date and date-time of an instant in the default zone.
  Date local_date(Instant instant) const;
  DateTime local_date_time(Instant instant) const;
  // The instant of a date-time; a local one is read in the default zone. None when the zone is unknown or out of range.
  std::optional<Instant> to_instant(const DateTime& date_time) const;
  // Midnight at which a civil day begins in the default zone.
  Instant start_of(Date date) const;
  // Fills in the offset of a named zone. False when the zone is unknown.
  bool resolve(DateTime& date_time) const;
  bool resolve(Time& time, Instant at) const;

 private:
  std::map<std::string, ZoneRules, std::less<>> zones_;
  std::string default_zone_ = "Asia/Shanghai";
};

}  // namespace chancery
