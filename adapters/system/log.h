// SystemLog: the operators' log over spdlog. JSON lines by default; on a terminal coloured text. Any thread.
//
// spdlog's own patterns do not escape, so the line is made in log_line.h and spdlog only filters by level and writes.
#pragma once

#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/ports/clock.h"
#include "engine/ports/log.h"

namespace spdlog {
class logger;
}

namespace chancery::system {

enum class LogFormat : unsigned char {
  kAutomatic,  // plain when standard error is a terminal, else JSON
  kJson,
  kPlain,
};

struct LogOptions {
  ports::LogLevel level = ports::LogLevel::kInfo;  // lines below it are dropped
  LogFormat format = LogFormat::kAutomatic;
  std::string file;  // appended to; empty: standard error. A file is always JSON.
};

class SystemLog final : public ports::Log {
 public:
  // Error: unavailable system.log-cannot-open {file}.
  static Result<std::unique_ptr<SystemLog>> open(const ports::Clock& clock, const LogOptions& options = {});
  ~SystemLog() override;

  void write(ports::LogLevel level, std::string_view event,
             std::initializer_list<std::pair<std::string_view, std::string_view>> fields) override;

 private:
  SystemLog(const ports::Clock& clock, std::shared_ptr<spdlog::logger> logger, bool is_plain);

  const ports::Clock& clock_;
  std::shared_ptr<spdlog::logger> logger_;
  bool is_plain_;
};

}  // namespace chancery::system
