// The text of a date, time, date and time or duration → its value, as after `@` (grammar rule 63). Null when it is none.
#pragma once

#include <string_view>

#include "engine/value/value.h"

namespace chancery::feel {

Value temporal_from_text(std::string_view text);
// Whether it is a time or a date and time whose zone is a name, which only a ZoneTable can turn into an offset.
bool has_zone_name(const Value& value);

}  // namespace chancery::feel
