// The machine's time zone rules (tzdata) as a ZoneTable of the value module, read once at start. The engine never asks for
// zones itself; it is handed this table. Its hash is recorded at each start: two machines with the same hash compute the same civil
// times. Rules reach as far as the machine's files list them (2037 for zones
// with summer time; the rule behind the list is not read); later instants keep the last offset.
#pragma once

#include <string>

#include "engine/base/hash.h"
#include "engine/value/zone_table.h"

namespace chancery::system {

struct LoadedZones {
  ZoneTable table;
  Sha256 hash{};  // over names, transitions and offsets, in order of name
};

// `default_zone`: the civil zone of the database. Takes some tens of milliseconds the first time. Errors: value.unknown-zone {zone};
// unavailable system.no-zones when the machine has no tzdata.
Result<LoadedZones> load_zones(const std::string& default_zone = "Asia/Shanghai");

}  // namespace chancery::system
