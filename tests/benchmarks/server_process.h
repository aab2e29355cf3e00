// ServerProcess: the real program as a child of the benchmark. Started on a data folder and a free port, told to stop
// at the end.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery::benchmarks {

// Runs a program to its end; what it wrote to its output. Error: unavailable benchmark.program {program, status,
// output}.
Result<std::string> run_program(const std::string& program, const std::vector<std::string>& arguments);

class ServerProcess {
 public:
  // Returns when it listens. Its log goes to a file beside the data folder. Error as run_program.
  static Result<std::unique_ptr<ServerProcess>> start(const std::string& program, const std::string& data);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  pid_t process() const { return process_; }
  std::uint16_t port() const { return port_; }
  std::int64_t start_ns() const { return start_ns_; }  // from the start of the process until it listened
  // SIGTERM, and waits; the exit status.
  int stop();

 private:
  ServerProcess(pid_t process, int output) : process_(process), output_(output) {}
  pid_t process_;
  int output_;
  std::uint16_t port_ = 0;
  std::int64_t start_ns_ = 0;
};

}  // namespace chancery::benchmarks
