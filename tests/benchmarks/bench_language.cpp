// bench_language: FEEL expressions and a decision table per second, beside peers of the npm world in the same run, and
// the time in which a large model is read.
//
// Ours and the peer's take turns, a slice each, so that a busy machine slows both; a ratio is the median of those of
// the turns. Fails when an engine gives another value than the case expects. Without the peers it measures ours alone.
#include <algorithm>
#include <cmath>
#include <iostream>

#include "tests/benchmarks/language.h"
#include "tests/benchmarks/large_model.h"
#include "tests/benchmarks/peer_process.h"
#include "tests/benchmarks/report.h"

namespace chancery::benchmarks {

namespace {

constexpr int kSmokeMs = 5;
constexpr int kSliceMs = 50;
constexpr int kTurnsPerSecond = 4;
constexpr int kModelRounds = 200;
const std::string kPeers = CHANCERY_SOURCE_DIR "/tests/benchmarks/peers";

struct Plan {
  int turns = 1;
  int ms = kSmokeMs;
};

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

// The rates of one contest, turn by turn; what was wrong or cannot be done.
struct Standing {
  std::string name;
  std::vector<double> compiled, from_text, peer;
  std::string peer_cannot;

  std::string ratio(const std::vector<double>& ours) const {
    if (ours.empty() || peer.empty()) return "–";
    return fixed(median(ratios(ours)), 1);
  }
  std::vector<double> ratios(const std::vector<double>& ours) const {
    std::vector<double> out;
    out.reserve(ours.size());
    for (std::size_t i = 0; i < std::min(ours.size(), peer.size()); ++i) out.push_back(ours[i] / peer[i]);
    return out;
  }
};

Worker peer_worker(PeerProcess& peer, const std::string& engine, std::size_t place) {
  return [&peer, engine, place](int ms) -> Result<Slice> {
    const Value answer = TRY(peer.ask(R"({"engine": ")" + engine + R"(", "place": )" + std::to_string(place) +
                                      R"(, "ms": )" + std::to_string(ms) + "}"));
    Slice out;
    out.cannot = answer.get_text("cannot");
    if (!out.cannot.empty()) return out;
    out.values = answer.get("values").as_list();
    const auto whole_of = [&answer](std::string_view name) {
      return static_cast<double>(answer.get(name).as_number().to_int64().value_or(0));
    };
    out.per_second = whole_of("count") * 1e9 / std::max(whole_of("ns"), 1.0);
    return out;
  };
}

class Match {
 public:
  Match(const Contest& contest, Worker peer, std::vector<std::string>& faults)
      : contest_(contest), peer_(std::move(peer)), faults_(faults) {
    standing_.name = contest.name;
  }

  // One turn first that does not count: the peers compile what they run often.
  Standing play(const Plan& plan) {
    for (int turn = 0; turn <= plan.turns; ++turn) {
      const bool counts = turn > 0;
      take(contest_.compiled, "ours", plan.ms, counts ? &standing_.compiled : nullptr);
      take(peer_, "the peer", plan.ms, counts ? &standing_.peer : nullptr);
      take(contest_.from_text, "ours", plan.ms, counts ? &standing_.from_text : nullptr);
    }
    return std::move(standing_);
  }

 private:
  void take(const Worker& worker, const char* who, int ms, std::vector<double>* rates) {
    if (!worker) return;
    const auto slice = worker(ms);
    if (!slice) return fault(std::string(who) + " gave no answer: " + slice.error().debug_text());
    if (!slice->cannot.empty()) {
      standing_.peer_cannot = slice->cannot;
      return;
    }
    if (slice->values != contest_.expected) return fault(std::string(who) + " gave another value");
    if (rates != nullptr) rates->push_back(slice->per_second);
  }
  void fault(const std::string& what) {
    const std::string text = contest_.name + ": " + what;
    if (std::find(faults_.begin(), faults_.end(), text) == faults_.end()) faults_.push_back(text);
  }

  const Contest& contest_;
  Worker peer_;
  std::vector<std::string>& faults_;
  Standing standing_;
};

double geometric_mean(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += std::log(value);
  return values.empty() ? 0 : std::exp(sum / static_cast<double>(values.size()));
}

void print_expressions(const std::vector<Standing>& standings) {
  Table table({"expression", "compiled once /s", "from the text /s", "feelin from the text /s",
               "from the text, times feelin", "compiled once, times feelin"});
  std::vector<double> from_text, compiled;
  for (const Standing& s : standings) {
    table.add({s.name, whole(median(s.compiled)), whole(median(s.from_text)),
               s.peer.empty() ? "–" : whole(median(s.peer)), s.ratio(s.from_text), s.ratio(s.compiled)});
    if (s.peer.empty()) continue;
    from_text.push_back(median(s.ratios(s.from_text)));
    compiled.push_back(median(s.ratios(s.compiled)));
  }
  std::cout << table.text();
  if (!from_text.empty())
    std::cout << "Geometric mean of the ratios: " << fixed(geometric_mean(from_text), 1) << " from the text, "
              << fixed(geometric_mean(compiled), 1) << " compiled once.\n\n";
  for (const Standing& s : standings)
    if (!s.peer_cannot.empty()) std::cout << "feelin cannot: " << s.name << " (" << s.peer_cannot << ")\n";
}

void print_table(const Standing& s) {
  Table table({"table", "ours /s", "dmn-eval-js /s", "times dmn-eval-js"});
  table.add({s.name, whole(median(s.compiled)), s.peer.empty() ? "–" : whole(median(s.peer)), s.ratio(s.compiled)});
  std::cout << table.text();
  if (!s.peer_cannot.empty()) std::cout << "dmn-eval-js cannot: " << s.peer_cannot << "\n\n";
}

void print_model(const ModelTimes& times, std::size_t bytes) {
  Table table({"500 flow nodes", "median ms", "p99 ms"});
  const auto row = [&table](const char* name, const Latencies& latencies) {
    table.add({name, fixed(latencies.quantile_ms(500), 2), fixed(latencies.quantile_ms(990), 2)});
  };
  row("read and check the structure", times.parse);
  row("compile to the graph", times.compile);
  row("all of a deployment's check", times.check);
  std::cout << "One process of " << kLargeModelNodes << " flow nodes (49 blocks of ten, 8 user tasks, start and end), "
            << whole(static_cast<double>(bytes)) << " bytes of XML without a diagram, " << times.check.count()
            << " times.\n\n"
            << table.text();
}

// The peers, told by their versions; null when they are left out, which is a fault of a run that gives figures when they
// are installed.
std::unique_ptr<PeerProcess> start_peers(bool smoke, std::vector<std::string>& faults) {
  if (!PeerProcess::is_installed(kPeers)) {
    std::cout << "The peers are left out: tests/benchmarks/peers/node_modules is not there (script/bench_language "
                 "installs them).\n\n";
    return nullptr;
  }
  auto peer = PeerProcess::start(kPeers);
  const auto versions = peer ? peer->ask(R"({"engine": "versions"})") : unavailable("benchmark.peer-gone");
  if (!versions) {
    std::cout << "The peers are left out: Node 20.19 or newer cannot be run with them.\n\n";
    if (!smoke) faults.emplace_back("the peers are installed and do not answer");
    return nullptr;
  }
  std::cout << "Peers: feelin " << versions->get_text("feelin") << ", dmn-eval-js "
            << versions->get_text("@hbtgmbh/dmn-eval-js") << ", on Node " << versions->get_text("node") << ".\n\n";
  return peer;
}

}  // namespace

int bench_language(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) return finish({options.error().debug_text()});
  const auto contests = read_contests(kPeers);
  if (!contests) return finish({contests.error().debug_text()});
  const bool smoke = options->size == Size::kSmoke;
  const Plan plan = smoke ? Plan{} : Plan{options->seconds * kTurnsPerSecond, kSliceMs};
  std::cout << heading("FEEL, decision tables and reading a model", *options, ".");
  std::vector<std::string> faults;
  const auto peer = start_peers(smoke, faults);
  std::vector<Standing> standings;
  for (std::size_t i = 0; i < contests->size(); ++i) {
    const char* engine = i + 1 == contests->size() ? "dmn-eval-js" : "feelin";
    standings.push_back(Match((*contests)[i], peer ? peer_worker(*peer, engine, i) : Worker(), faults).play(plan));
  }
  const Standing table = std::move(standings.back());
  standings.pop_back();
  print_expressions(standings);
  print_table(table);
  const std::string xml = large_model();
  print_model(measure_model(xml, smoke ? 3 : kModelRounds, faults), xml.size());
  std::cout << "Expected: of every engine the value that the case names, " << plan.turns << " turns of " << plan.ms
            << " ms each; 500 nodes in the graph.\n";
  return finish(faults);
}

}  // namespace chancery::benchmarks

int main(int argc, char** argv) { return chancery::benchmarks::bench_language(argc, argv); }
