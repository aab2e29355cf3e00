#include "adapters/system/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <unistd.h>

#include "adapters/system/log_line.h"

namespace chancery::system {

namespace {

spdlog::level::level_enum spdlog_level(ports::LogLevel level) {
  switch (level) {
    case ports::LogLevel::kDebug: return spdlog::level::debug;
    case ports::LogLevel::kInfo: return spdlog::level::info;
    case ports::LogLevel::kWarning: return spdlog::level::warn;
    case ports::LogLevel::kError: return spdlog::level::err;
  }
  return spdlog::level::err;
}

bool wants_plain(const LogOptions& options) {
  if (!options.file.empty() || options.format == LogFormat::kJson) return false;
  return options.format == LogFormat::kPlain || ::isatty(STDERR_FILENO) == 1;
}

spdlog::sink_ptr make_sink(const LogOptions& options, bool is_plain) {
  if (!options.file.empty()) return std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
  if (is_plain) return std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
  return std::make_shared<spdlog::sinks::stderr_sink_mt>();
}

}  // namespace

Result<std::unique_ptr<SystemLog>> SystemLog::open(const ports::Clock& clock, const LogOptions& options) {
  const bool is_plain = wants_plain(options);
  try {
    auto logger = std::make_shared<spdlog::logger>("chancery", make_sink(options, is_plain));
    logger->set_pattern(is_plain ? "%^%-7l%$ %v" : "%v");
    logger->set_level(spdlog_level(options.level));
    logger->flush_on(spdlog::level::info);
    logger->set_error_handler([](const std::string&) {});  // a full disk must not stop the server for its log
    return std::unique_ptr<SystemLog>(new SystemLog(clock, std::move(logger), is_plain));
  } catch (const spdlog::spdlog_ex&) {
    return unavailable("system.log-cannot-open", {{"file", options.file}});
  }
}

SystemLog::SystemLog(const ports::Clock& clock, std::shared_ptr<spdlog::logger> logger, bool is_plain)
    : clock_(clock), logger_(std::move(logger)), is_plain_(is_plain) {}

SystemLog::~SystemLog() = default;

void SystemLog::write(ports::LogLevel level, std::string_view event,
                      std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
  const auto as_spdlog = spdlog_level(level);
  if (!logger_->should_log(as_spdlog)) return;
  const std::string line =
      is_plain_ ? plain_log_line(clock_.now(), event, fields) : json_log_line(clock_.now(), level, event, fields);
  logger_->log(as_spdlog, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace chancery::system
