#include "tests/support/server_process.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <thread>

namespace chancery::test_support {

namespace {

constexpr std::chrono::milliseconds kLookAgain{2};
constexpr std::size_t kSaidBytesShown = 2'000;

// What the child does between fork and exec may not allocate: everything is ready before.
pid_t spawn(const std::string& program, const std::vector<std::string>& arguments, const std::string& said_file) {
  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child != 0) return child;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  const int said = ::open(said_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  if (said < 0 || ::dup2(said, STDOUT_FILENO) < 0 || ::dup2(said, STDERR_FILENO) < 0) ::_exit(127);
  ::execv(program.c_str(), argv.data());
  ::_exit(127);
}

int wait_for(pid_t pid) {
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
  return status;
}

int exit_status(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

std::string program_path(const char* built) {
  const char* given = std::getenv("CHANCERY_BIN");
  return given != nullptr && *given != '\0' ? given : built;
}

Result<std::string> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                const std::string& said_file) {
  const pid_t pid = spawn(program, arguments, said_file);
  const int status = pid < 0 ? 127 : exit_status(wait_for(pid));
  std::string said = text_of(said_file);
  if (status == 0) return said;
  return unavailable("test.program-failed", {{"program", program}, {"status", std::to_string(status)}, {"said", said}});
}

ServerProcess::ServerProcess(const std::string& program, const std::vector<std::string>& arguments,
                             std::string said_file)
    : said_file_(std::move(said_file)), started_at_(std::chrono::steady_clock::now()) {
  // Before the child truncates it, the last server's address stands there.
  ::unlink(said_file_.c_str());
  pid_ = spawn(program, arguments, said_file_);
}

ServerProcess::~ServerProcess() { kill(); }

std::optional<std::uint16_t> ServerProcess::port() const {
  constexpr std::string_view kAddress = "http://127.0.0.1:";
  std::ifstream in(said_file_, std::ios::binary);
  for (std::string line; std::getline(in, line) && !in.eof();) {  // a line without its end may not be whole yet
    const std::size_t at = line.find(kAddress);
    if (at == line.npos) continue;
    std::uint16_t port = 0;
    std::from_chars(line.data() + at + kAddress.size(), line.data() + line.size(), port);
    return port;
  }
  return std::nullopt;
}

Result<std::uint16_t> ServerProcess::wait_until_serving() {
  const auto until = started_at_ + std::chrono::seconds(kServingSecondsMax);
  for (;;) {
    const bool ended = has_ended();
    if (const auto found = port(); found && !ended) return *found;
    if (ended || std::chrono::steady_clock::now() > until) return unavailable("test.not-serving", {{"said", said()}});
    std::this_thread::sleep_for(kLookAgain);
  }
}

bool ServerProcess::has_ended() {
  if (pid_ < 0) return true;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return false;
  pid_ = -1;
  return true;
}

bool ServerProcess::kill() {
  if (pid_ < 0) return false;
  ::kill(pid_, SIGKILL);
  const int status = wait_for(pid_);
  pid_ = -1;
  return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

int ServerProcess::stop() {
  if (pid_ < 0) return 0;
  ::kill(pid_, SIGTERM);
  const int status = exit_status(wait_for(pid_));
  pid_ = -1;
  return status;
}

std::string ServerProcess::said() const {
  const std::string all = text_of(said_file_);
  return all.size() <= kSaidBytesShown ? all : "… " + all.substr(all.size() - kSaidBytesShown);
}

}  // namespace chancery::test_support
