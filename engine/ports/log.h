// Log: structured lines for operators. No personal data; ids only. The audit trail is the journal, not this.
#pragma once

#include <initializer_list>
#include <string_view>
#include <utility>

namespace chancery::ports {

enum class LogLevel : unsigned char { kDebug, kInfo, kWarning, kError };

class Log {
 public:
  virtual ~Log() = default;
  virtual void write(LogLevel level, std::string_view event,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> fields) = 0;
};

}  // namespace chancery::ports
