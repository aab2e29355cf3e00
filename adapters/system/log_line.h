// One log line as text. Whatever stands in the event name or in a field, the result is one line and, as JSON, one valid object:
// quotes, backslashes and control characters are escaped, bytes that are not UTF-8 become U+FFFD. Nothing can forge a line.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/instant.h"
#include "engine/ports/log.h"

namespace chancery::system {

using LogFields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

std::string_view level_name(ports::LogLevel level);  // debug, info, warning, error

// {"at":"2026-03-02T01:00:00.000Z","level":"info","event":"server.started","port":"8080"}, without line feed. Field values are
// always text; the names at, level and event get an underscore in front.
std::string json_log_line(Instant at, ports::LogLevel level, std::string_view event, LogFields fields);

// 01:00:00.000 server.started port=8080 message="two words"; for a person at a terminal. The level is the sink's.
std::string plain_log_line(Instant at, std::string_view event, LogFields fields);

}  // namespace chancery::system
