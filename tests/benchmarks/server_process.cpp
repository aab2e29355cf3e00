#include "tests/benchmarks/server_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>

#include "engine/base/assert.h"
#include "tests/benchmarks/meters.h"

namespace chancery::benchmarks {

namespace {

struct Child {
  pid_t process = 0;
  int output = -1;
};

// A child whose output comes through a pipe; it ends with its parent, so that a benchmark that fails leaves no server
// behind.
Child spawn(const std::string& program, const std::vector<std::string>& arguments, const std::string& log = "") {
  const int errors = log.empty() ? -1 : ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  std::array<int, 2> ends{};
  CHANCERY_ASSERT(::pipe2(ends.data(), O_CLOEXEC) == 0);
  std::vector<char*> words;
  words.push_back(const_cast<char*>(program.c_str()));
  for (const std::string& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const pid_t process = ::fork();
  CHANCERY_ASSERT(process >= 0);
  if (process == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::dup2(ends[1], STDOUT_FILENO);
    if (errors >= 0) ::dup2(errors, STDERR_FILENO);
    ::execv(program.c_str(), words.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  if (errors >= 0) ::close(errors);
  return {process, ends[0]};
}

// The next piece of output; false at its end.
bool read_more(int output, std::string& text) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::read(output, buffer.data(), buffer.size());
  if (got > 0) text.append(buffer.data(), static_cast<std::size_t>(got));
  return got > 0;
}

int wait_for(pid_t process) {
  int status = 0;
  CHANCERY_ASSERT(::waitpid(process, &status, 0) == process);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Error failed(const std::string& program, int status, const std::string& output) {
  return unavailable("benchmark.program",
                     {{"program", program}, {"status", std::to_string(status)}, {"output", output}});
}

// The port of a complete line that names the address; 0 while there is none.
std::uint16_t port_in(const std::string& text) {
  constexpr std::string_view kAddress = "http://127.0.0.1:";
  const std::size_t at = text.find(kAddress);
  if (at == text.npos || text.find('\n', at) == text.npos) return 0;
  return static_cast<std::uint16_t>(std::strtoul(text.c_str() + at + kAddress.size(), nullptr, 10));
}

}  // namespace

Result<std::string> run_program(const std::string& program, const std::vector<std::string>& arguments) {
  const Child child = spawn(program, arguments);
  std::string output;
  while (read_more(child.output, output)) {}
  ::close(child.output);
  const int status = wait_for(child.process);
  if (status != 0) return failed(program, status, output);
  return output;
}

Result<std::unique_ptr<ServerProcess>> ServerProcess::start(const std::string& program, const std::string& data) {
  const std::int64_t began = now_ns();
  const Child child = spawn(program, {"serve", "--data", data, "--port", "0"}, data + ".log");
  std::unique_ptr<ServerProcess> server(new ServerProcess(child.process, child.output));
  std::string output;
  while (server->port_ == 0) {
    if (!read_more(child.output, output)) return failed(program, server->stop(), output);
    server->port_ = port_in(output);
  }
  server->start_ns_ = now_ns() - began;
  return server;
}

ServerProcess::~ServerProcess() {
  stop();
  ::close(output_);
}

int ServerProcess::stop() {
  if (process_ == 0) return 0;
  ::kill(process_, SIGTERM);
  return wait_for(std::exchange(process_, 0));
}

}  // namespace chancery::benchmarks
