#include "engine/value/zone_table.h"

#include <algorithm>

namespace chancery {
namespace {

constexpr std::int32_t kShanghaiOffset = 8 * 3600;

std::int64_t floor_seconds(std::int64_t ms) { return ms / 1000 - (ms % 1000 < 0 ? 1 : 0); }

}  // namespace

std::int32_t ZoneRules::offset_at(std::int64_t utc_seconds) const {
  const auto next = std::upper_bound(transitions.begin(), transitions.end(), utc_seconds,
                                     [](std::int64_t at, const ZoneTransition& t) { return at < t.at_seconds; });
  return next == transitions.begin() ? first_offset_seconds : std::prev(next)->offset_seconds;
}

std::int32_t ZoneRules::offset_for_local(std::int64_t local_seconds) const {
  // An offset is right when it holds at the instant it leads to. In an overlap the offset before the change comes first.
  std::int32_t before = first_offset_seconds;
  for (const ZoneTransition& t : transitions) {
    if (local_seconds - before < t.at_seconds) return before;
    if (local_seconds - t.offset_seconds < t.at_seconds) return before;  // gap: no such reading
    before = t.offset_seconds;
  }
  return before;
}

ZoneTable::ZoneTable() {
  for (const char* name : {"UTC", "Etc/UTC", "Z"}) zones_[name] = ZoneRules{};
  zones_["Asia/Shanghai"] = ZoneRules{kShanghaiOffset, {}};
}

void ZoneTable::add(std::string name, ZoneRules rules) { zones_[std::move(name)] = std::move(rules); }

Result<void> ZoneTable::set_default_zone(std::string_view name) {
  if (find(name) == nullptr) return invalid("value.unknown-zone", {{"zone", std::string(name)}});
  default_zone_ = name;
  return {};
}

const ZoneRules* ZoneTable::find(std::string_view name) const {
  const auto found = zones_.find(name);
  return found == zones_.end() ? nullptr : &found->second;
}

DateTime ZoneTable::local_date_time(Instant instant) const {
  const ZoneRules* rules = find(default_zone_);
  CHANCERY_ASSERT(rules != nullptr);
  return DateTime::from_instant(instant, rules->offset_at(floor_seconds(instant.ms)));
}

Date ZoneTable::local_date(Instant instant) const { return local_date_time(instant).date; }

std::optional<Instant> ZoneTable::to_instant(const DateTime& date_time) const {
  DateTime resolved = date_time;
  if (resolved.time.zone.is_local()) resolved.time.zone.name = default_zone_;
  if (!resolve(resolved)) return std::nullopt;
  return resolved.instant();
}

Instant ZoneTable::start_of(Date date) const {
  const auto instant = to_instant(DateTime{date, Time{}});
  CHANCERY_ASSERT(instant.has_value());
  return *instant;
}

bool ZoneTable::resolve(DateTime& date_time) const {
  Zone& zone = date_time.time.zone;
  if (zone.name.empty()) return true;
  const ZoneRules* rules = find(zone.name);
  if (rules == nullptr) return false;
  zone.offset_seconds = rules->offset_for_local(date_time.local_seconds());
  return true;
}

bool ZoneTable::resolve(Time& time, Instant at) const {
  if (time.zone.name.empty()) return true;
  const ZoneRules* rules = find(time.zone.name);
  if (rules == nullptr) return false;
  time.zone.offset_seconds = rules->offset_at(floor_seconds(at.ms));
  return true;
}

}  // namespace chancery
