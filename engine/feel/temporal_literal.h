// The text of a date, time, date and time or duration → its value, as after `@` (grammar rule 63). Null when it is none.
#pragma once

#include <string_view>

#include "engine/value/value.h"

namespace chancery::feel {

Value temporal_from_text(std::string_view text);

}  // namespace chancery::feel
