#include "tests/benchmarks/peer_process.h"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>

#include "engine/json/json.h"

namespace chancery::benchmarks {

bool PeerProcess::is_installed(const std::string& folder) {
  std::error_code failed;
  return std::filesystem::is_directory(folder + "/node_modules/feelin", failed);
}

std::unique_ptr<PeerProcess> PeerProcess::start(const std::string& folder) {
  const std::string script = folder + "/peers.mjs";
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return nullptr;
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent || ::dup2(ends[1], STDIN_FILENO) < 0 || ::dup2(ends[1], STDOUT_FILENO) < 0) ::_exit(127);
    ::execlp("node", "node", script.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  if (child < 0) {
    ::close(ends[0]);
    return nullptr;
  }
  std::unique_ptr<PeerProcess> peer(new PeerProcess(child, ends[0]));
  return peer->ask(R"({"engine": "versions"})") ? std::move(peer) : nullptr;
}

PeerProcess::~PeerProcess() {
  ::close(socket_);  // it ends when it has read everything
  ::waitpid(pid_, nullptr, 0);
}

Result<Value> PeerProcess::ask(const std::string& question) {
  const std::string line = question + "\n";
  if (::send(socket_, line.data(), line.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(line.size()))
    return unavailable("benchmark.peer-gone");
  std::size_t end = unread_.find('\n');
  while (end == std::string::npos) {
    std::array<char, 4096> buffer{};
    const ssize_t count = ::read(socket_, buffer.data(), buffer.size());
    if (count <= 0) return unavailable("benchmark.peer-gone");
    unread_.append(buffer.data(), static_cast<std::size_t>(count));
    end = unread_.find('\n');
  }
  const std::string answer = unread_.substr(0, end);
  unread_.erase(0, end + 1);
  return json::parse_json(answer);
}

}  // namespace chancery::benchmarks
