// simulate: one seed with its model and its steps, or a range of seeds.
//
//   simulate SEED [--show]         plays the seed on both machines; --show prints the model, the steps and what was
// passed   simulate --seeds FROM..TO      plays all of them; --jobs N processes, every --whole Nth seed on the whole
// engine too
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "tests/simulation/seeds.h"

namespace {

using namespace chancery::simulation;

int play_one(std::uint64_t seed, bool show) {
  if (show) {
    const Model model = generate(seed);
    std::printf("%s%s", model.bpmn.c_str(), model.dmn.c_str());
  }
  std::function<void(const std::string&)> say;
  if (show) say = [](const std::string& what) { std::printf("%s\n", what.c_str()); };
  const SeedResult result = play_seed(seed, true, say);
  if (show)
    for (const auto& [name, count] : result.coverage) std::printf("passed %s\n", name.c_str());
  std::printf("seed %llu: %d steps, %zu cases: %s\n", static_cast<unsigned long long>(seed), result.played.steps,
              result.played.cases, result.played.failure.empty() ? "well" : result.played.failure.c_str());
  return result.played.failure.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int play_many(std::uint64_t from, std::uint64_t to, int jobs, std::uint64_t whole_every) {
  const Report report = play_seeds(from, to, jobs, whole_every);
  for (const Failure& failure : report.failures)
    std::printf("seed %llu: %s\n  again: build/bin/simulate %llu --show\n",
                static_cast<unsigned long long>(failure.seed), failure.why.c_str(),
                static_cast<unsigned long long>(failure.seed));
  for (const std::string& name : wanted())
    if (!report.coverage.contains(name)) std::printf("never passed: %s\n", name.c_str());
  for (const auto& [name, count] : report.coverage) std::printf("%8zu %s\n", count, name.c_str());
  std::printf("%llu seeds, %llu steps, %llu cases, %zu failures\n", static_cast<unsigned long long>(report.played),
              static_cast<unsigned long long>(report.steps), static_cast<unsigned long long>(report.cases),
              report.failures.size());
  return report.failures.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}

int usage() {
  std::fputs("usage: simulate SEED [--show] | simulate --seeds FROM..TO [--jobs N] [--whole N]\n", stderr);
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t from = 0;
  std::uint64_t to = 0;
  int jobs = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  std::uint64_t whole_every = 100;
  bool show = false;
  std::optional<std::uint64_t> one;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool has_next = i + 1 < argc;
    if (word == "--show") {
      show = true;
    } else if (word == "--seeds" && has_next) {
      const std::string range = argv[++i];
      const std::size_t dots = range.find("..");
      if (dots == std::string::npos) return usage();
      from = std::strtoull(range.c_str(), nullptr, 10);
      to = std::strtoull(range.c_str() + dots + 2, nullptr, 10);
    } else if (word == "--jobs" && has_next) {
      jobs = std::max(1, std::atoi(argv[++i]));
    } else if (word == "--whole" && has_next) {
      whole_every = std::strtoull(argv[++i], nullptr, 10);
    } else if (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos) {
      one = std::strtoull(word.c_str(), nullptr, 10);
    } else {
      return usage();
    }
  }
  if (one) return play_one(*one, show);
  return to < from || to == 0 ? usage() : play_many(from, to, jobs, whole_every);
}
