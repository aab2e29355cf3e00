#include "adapters/system/zones.h"

#include <date/tz.h>

#include <exception>
#include <vector>

namespace chancery::system {

namespace {

constexpr std::int64_t kBegin = -4'260'211'200;  // 1835-01-01: before any zone left local mean time
constexpr std::int64_t kEnd = 4'102'444'800;     // 2100-01-01

ZoneRules rules_of(const date::time_zone& zone) {
  ZoneRules rules;
  auto info = zone.get_info(date::sys_seconds(std::chrono::seconds(kBegin)));
  rules.first_offset_seconds = static_cast<std::int32_t>(info.offset.count());
  std::int32_t offset = rules.first_offset_seconds;
  while (info.end.time_since_epoch().count() < kEnd) {
    const auto at = info.end;
    info = zone.get_info(at);
    const auto next = static_cast<std::int32_t>(info.offset.count());
    if (next == offset) continue;  // only the name changed
    rules.transitions.push_back({at.time_since_epoch().count(), next});
    offset = next;
  }
  return rules;
}

void write_rules(ByteWriter& out, const std::string& name, const ZoneRules& rules) {
  out.text(name);
  out.zigzag(rules.first_offset_seconds);
  out.varint(rules.transitions.size());
  for (const auto& transition : rules.transitions) {
    out.zigzag(transition.at_seconds);
    out.zigzag(transition.offset_seconds);
  }
}

// date throws where the machine has no tzdata or a file of it is damaged.
std::map<std::string, ZoneRules> read_all() {
  std::map<std::string, ZoneRules> zones;
  try {
    for (const auto& zone : date::get_tzdb().zones) zones[zone.name()] = rules_of(zone);
  } catch (const std::exception&) {
    zones.clear();
  }
  return zones;
}

}  // namespace

Result<LoadedZones> load_zones(const std::string& default_zone) {
  const auto zones = read_all();
  if (zones.empty()) return unavailable("system.no-zones");
  LoadedZones loaded;
  ByteWriter bytes;
  for (const auto& [name, rules] : zones) {
    write_rules(bytes, name, rules);
    loaded.table.add(name, rules);
  }
  loaded.hash = sha256(BytesView(bytes.bytes()));
  TRY_VOID(loaded.table.set_default_zone(default_zone));
  return loaded;
}

}  // namespace chancery::system
