// ServerProcess: the real program as a process of its own. Its end is SIGKILL or SIGTERM, at a moment that the test chooses; whatever it
// said stands in a file. Started and ended on one thread; the program dies with that thread, should the test itself be killed.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery::test_support {

// $CHANCERY_BIN, else the program that this build made.
std::string program_path(const char* built);

// Runs a program to its end and returns what it said. Error: unavailable test.program-failed {program, status, said}.
Result<std::string> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                const std::string& said_file);

class ServerProcess {
 public:
  // `arguments` serve on a free port (--port 0).
  ServerProcess(const std::string& program, const std::vector<std::string>& arguments, std::string said_file);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  // Where it serves, as soon as it has said so.
  std::optional<std::uint16_t> port() const;
  // Waits for port(). Error: unavailable test.not-serving {said} when it ended, or after kServingSecondsMax.
  Result<std::uint16_t> wait_until_serving();
  // SIGKILL. False when it had ended by itself before.
  bool kill();
  // SIGTERM, and waits; the exit status, 128 and the signal when one ended it.
  int stop();
  pid_t pid() const { return pid_; }
  std::chrono::steady_clock::time_point started_at() const { return started_at_; }
  std::string said() const;

 private:
  bool has_ended();

  std::string said_file_;
  std::chrono::steady_clock::time_point started_at_;
  pid_t pid_ = -1;  // -1 once it was waited for
};

inline constexpr int kServingSecondsMax = 60;

}  // namespace chancery::test_support
