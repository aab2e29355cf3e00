#include "tests/simulation/seeds.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <exception>
#include <sstream>
#include <stdexcept>

#include "tests/simulation/bare_machine.h"
#include "tests/simulation/whole_machine.h"

namespace chancery::simulation {

namespace {

constexpr unsigned kSecondsMax = 120;  // of one seed

std::string difference(const std::vector<Bytes>& one, const std::vector<Bytes>& other) {
  if (one.size() != other.size())
    return std::to_string(one.size()) + " and " + std::to_string(other.size()) + " records";
  for (std::size_t i = 1; i < one.size(); ++i)  // the first is the deployment
    if (one[i] != other[i]) return "record " + std::to_string(i) + " behind the deployment differs";
  return {};
}

// One worker process and what it has said so far.
struct Worker {
  pid_t process = 0;
  int pipe = -1;
  std::string said;
  std::uint64_t* at = nullptr;  // the seed that it plays, in shared memory
};

// Lines: "P steps cases", "F seed why" (in one line), "C count name".
std::string line_of(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text + "\n";
}

void write_all(int pipe, const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t n = ::write(pipe, text.data() + done, text.size() - done);
    if (n <= 0) _exit(3);
    done += static_cast<std::size_t>(n);
  }
}

[[noreturn]] void work(const Worker& worker, std::uint64_t from, std::uint64_t to, std::uint64_t stride,
                       std::uint64_t whole_every) {
  Coverage coverage;
  for (std::uint64_t seed = from; seed <= to; seed += stride) {
    *worker.at = seed;
    alarm(kSecondsMax);
    const SeedResult result = play_seed(seed, whole_every != 0 && seed % whole_every == 0);
    for (const auto& [name, count] : result.coverage) coverage[name] += count;
    std::string text = "P " + std::to_string(result.played.steps) + " " + std::to_string(result.played.cases) + "\n";
    if (!result.played.failure.empty()) text += line_of("F " + std::to_string(seed) + " " + result.played.failure);
    write_all(worker.pipe, text);
  }
  for (const auto& [name, count] : coverage) write_all(worker.pipe, line_of("C " + std::to_string(count) + " " + name));
  _exit(0);
}

void read_lines(const std::string& said, Report& report) {
  std::istringstream lines(said);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line.substr(1));
    std::uint64_t number = 0;
    words >> number;
    std::string rest;
    std::getline(words >> std::ws, rest);
    if (line[0] == 'P') {
      ++report.played;
      report.steps += number;
      report.cases += std::stoull(rest);
    } else if (line[0] == 'F') {
      report.failures.push_back({number, rest});
    } else {
      report.coverage[rest] += number;
    }
  }
}

// Until every worker has closed its pipe.
void listen(std::vector<Worker>& workers) {
  std::size_t open = workers.size();
  while (open > 0) {
    std::vector<pollfd> waits;
    waits.reserve(workers.size());
    for (const Worker& worker : workers) waits.push_back({worker.pipe, POLLIN, 0});
    if (::poll(waits.data(), waits.size(), -1) < 0) continue;
    for (std::size_t i = 0; i < workers.size(); ++i) {
      if (waits[i].fd < 0 || waits[i].revents == 0) continue;
      char buffer[4096];
      const ssize_t n = ::read(workers[i].pipe, buffer, sizeof buffer);
      if (n > 0) {
        workers[i].said.append(buffer, static_cast<std::size_t>(n));
        continue;
      }
      ::close(workers[i].pipe);
      workers[i].pipe = -1;
      --open;
    }
  }
}

std::string end_of(int status) {
  if (WIFSIGNALED(status))
    return WTERMSIG(status) == SIGALRM ? "no end within " + std::to_string(kSecondsMax) + " seconds"
                                       : "the process died by signal " + std::to_string(WTERMSIG(status));
  return WEXITSTATUS(status) == 0 ? "" : "the process ended with " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

SeedResult play_seed(std::uint64_t seed, bool whole, const std::function<void(const std::string&)>& say) {
  SeedResult out;
  try {
    const Model model = generate(seed);
    BareMachine bare;
    out.played = Player(model, bare, say).play();
    if (!out.played.failure.empty()) return out;
    out.coverage = coverage_of(bare, model);
    if (!whole) return out;
    BareMachine again;
    Player(model, again).play();
    if (std::string other = difference(bare.records(), again.records()); !other.empty())
      out.played.failure = "a second time it is another: " + other;
    WholeMachine engine;
    const Played played = Player(model, engine).play();
    if (!played.failure.empty()) out.played.failure = "on the whole engine: " + played.failure;
    if (std::string other = difference(bare.records(), engine.records()); out.played.failure.empty() && !other.empty())
      out.played.failure = "the whole engine does otherwise: " + other;
  } catch (const std::exception& e) {
    out.played.failure = e.what();
  }
  return out;
}

Report play_seeds(std::uint64_t from, std::uint64_t to, int jobs, std::uint64_t whole_every) {
  const std::size_t bytes = sizeof(std::uint64_t) * static_cast<std::size_t>(jobs);
  void* shared = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (shared == MAP_FAILED) throw std::runtime_error("no shared memory");
  std::vector<Worker> workers(static_cast<std::size_t>(jobs));
  for (std::size_t i = 0; i < workers.size(); ++i) {
    Worker& worker = workers[i];
    worker.at = static_cast<std::uint64_t*>(shared) + i;
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    worker.process = ::fork();
    if (worker.process < 0) throw std::runtime_error("no process");
    if (worker.process == 0) {
      ::close(ends[0]);
      worker.pipe = ends[1];
      work(worker, from + i, to, static_cast<std::uint64_t>(jobs), whole_every);
    }
    ::close(ends[1]);
    worker.pipe = ends[0];
  }
  listen(workers);
  Report report;
  for (const Worker& worker : workers) {
    int status = 0;
    ::waitpid(worker.process, &status, 0);
    read_lines(worker.said, report);
    if (std::string end = end_of(status); !end.empty()) report.failures.push_back({*worker.at, std::move(end)});
  }
  ::munmap(shared, bytes);
  std::sort(report.failures.begin(), report.failures.end(),
            [](const Failure& a, const Failure& b) { return a.seed < b.seed; });
  return report;
}

}  // namespace chancery::simulation
