// bench_http: durable acts per second over HTTP, with the real program as the server and a client of its own.
//
// For each number of connections: a fresh copy of a demonstration database, the server on it, signed-in persons who
// play cases of seal-use; then the server is stopped, the books are checked, and the same journal rows are committed
// once more by SQLite alone, in batches of the size that the server's had on average. Fails when an answer is wrong.
#include <chrono>
#include <filesystem>
#include <iostream>
#include <regex>

#include "tests/benchmarks/checks.h"
#include "tests/benchmarks/http_callers.h"
#include "tests/benchmarks/raw_commits.h"
#include "tests/benchmarks/report.h"
#include "tests/support/server_process.h"

namespace chancery::benchmarks {

namespace {

constexpr std::uint64_t kSmokeCases = 40;
constexpr int kAimConnections = 64;
constexpr double kAimActs = 5'000;
constexpr double kAimP99Ms = 50;

struct Measured {
  int connections = 0;
  Tally tally;
  LoadTimes load;
  std::int64_t server_cpu_ns = 0;
  std::int64_t server_start_ns = 0;
  std::uint64_t records = 0;
  std::uint64_t commits = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t written_bytes = 0;
  RawRun raw;

  double acts() const { return static_cast<double>(tally.acts()); }
  double per_act_us(std::int64_t ns) const { return static_cast<double>(ns) / 1e3 / acts(); }
  double a_second(double count) const { return count * 1e9 / static_cast<double>(load.wall_ns); }
  double raw_a_second() const { return static_cast<double>(raw.rows) * 1e9 / static_cast<double>(raw.wall_ns); }
  double ratio() const { return a_second(static_cast<double>(records)) / raw_a_second(); }
};

std::string program() { return test_support::program_path(CHANCERY_PROGRAM); }

struct Demo {
  std::string folder;
  std::string password;
  Books books;  // the demonstration has cases of its own
};

// Founds the demonstration by the program itself.
Result<Demo> found_demo(const Workplace& place, Tally& tally) {
  Demo demo;
  demo.folder = place.folder("founded");
  const std::string output =
      TRY(test_support::run_program(program(), {"demo", "--data", demo.folder}, demo.folder + ".demo.txt"));
  std::smatch found;
  if (!std::regex_search(output, found, std::regex("[a-z2-9]{4}(-[a-z2-9]{4}){3}")))
    return not_found("benchmark.no-password");
  demo.password = found.str();
  const std::string looked_at = place.folder("looked-at");
  copy_village(demo.folder, looked_at);
  const auto village = TRY(Village::open(looked_at));
  demo.books = TRY(read_books(*village, tally));
  return demo;
}

struct Counters {
  std::uint64_t records = 0;
  std::uint64_t commits = 0;
};

Result<Counters> read_counters(std::uint16_t port) {
  HttpWire wire = TRY(HttpWire::connect(port));
  const HttpAnswer answer = TRY(wire.exchange("GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
  const std::string text(answer.body);
  const auto number = [&text](const char* name) -> std::uint64_t {
    std::smatch found;
    const std::regex line(std::string("\n") + name + " ([0-9]+)");
    return std::regex_search(text, found, line) ? std::stoull(found[1]) : 0;
  };
  const Counters out{number("chancery_records_total"), number("chancery_commits_total")};
  return out;
}

// The duties are on: the clerk who asked is refused at the approval. Leaves one case waiting.
Result<void> check_duties(std::uint16_t port, const HttpPeople& people, Tally& tally) {
  HttpWire wire = TRY(HttpWire::connect(port));
  const CasePlan plan;
  const HttpAnswer begun = TRY(wire.exchange(people.request(Step::kStart, plan, "probe-1", "")));
  std::smatch task;
  const std::string body(begun.body);
  if (begun.status != 201 || !std::regex_search(body, task, std::regex(R"re("tasks":\[\{"id":"([0-9]+)")re"))) {
    tally.fault("probe: status " + std::to_string(begun.status) + ": " + body.substr(0, 300));
    return {};
  }
  const std::string request = people.request_as(committees()[0].clerk, Step::kApprove, plan, "probe-2", task[1].str());
  const HttpAnswer refused = TRY(wire.exchange(request));
  if (refused.status != 403) tally.fault("probe: the clerk at the approval got " + std::to_string(refused.status));
  return {};
}

LoadLimits limits_of(const Options& options, int connections) {
  LoadLimits limits;
  limits.callers = connections;
  if (options.size == Size::kSmoke)
    limits.cases_max = kSmokeCases;
  else
    limits.ns = options.seconds * std::int64_t{1'000'000'000};
  return limits;
}

Result<void> play(const Options& options, const std::string& folder, const std::string& password, Measured& m) {
  const std::uint64_t bytes = folder_bytes(folder);
  const std::string web = folder + ".web";  // the console is not asked for
  std::filesystem::create_directory(web);
  test_support::ServerProcess server(program(), {"serve", "--data", folder, "--web", web, "--port", "0"},
                                     folder + ".log");
  const std::uint16_t port = TRY(server.wait_until_serving());
  m.server_start_ns = std::chrono::nanoseconds(std::chrono::steady_clock::now() - server.started_at()).count();
  const HttpPeople people = TRY(HttpPeople::sign_in(port, password));
  TRY_VOID(check_duties(port, people, m.tally));
  const std::string process = std::to_string(server.pid());
  const Counters before = TRY(read_counters(port));
  const std::uint64_t written = written_bytes(process);
  const std::int64_t cpu = process_cpu_ns(server.pid());
  HttpCallers clients(people, options.seed);
  m.load = TRY(clients.play(port, limits_of(options, m.connections), m.tally));
  m.server_cpu_ns = process_cpu_ns(server.pid()) - cpu;
  m.written_bytes = written_bytes(process) - written;
  const Counters after = TRY(read_counters(port));
  m.records = after.records - before.records;
  m.commits = after.commits - before.commits;
  if (const int status = server.stop(); status != 0)
    m.tally.fault("the server ended with status " + std::to_string(status));
  m.file_bytes = folder_bytes(folder) - bytes;
  return {};
}

// As many rows, in batches of the average size.
std::vector<std::uint32_t> average_batches(std::uint64_t rows, std::uint64_t commits) {
  std::vector<std::uint32_t> out;
  for (std::uint64_t i = 0; i < commits; ++i)
    out.push_back(static_cast<std::uint32_t>(rows * (i + 1) / commits - rows * i / commits));
  return out;
}

Result<Measured> measure(const Options& options, const std::string& folder, const Demo& demo, int connections) {
  Measured m;
  m.connections = connections;
  TRY_VOID(play(options, folder, demo.password, m));
  if (m.tally.ended != m.tally.started) m.tally.fault("a case that was begun did not end");
  EventNumber last;
  {
    const auto village = TRY(Village::open(folder));
    last = village->engine().last_number();
    constexpr std::uint64_t kProbesWaiting = 1;
    TRY_VOID(check_books(*village, {demo.books.lines + m.tally.stamped, demo.books.open + kProbesWaiting}, m.tally));
  }
  m.raw = TRY(commit_raw(folder + "/" + kJournalFile, last.value - m.records, average_batches(m.records, m.commits),
                         folder + "/raw.sqlite"));
  return m;
}

std::string rates(const std::vector<Measured>& all) {
  Table table({"connections", "acts/s", "user tasks/s", "cases/s", "p50 ms", "p95 ms", "p99 ms", "max ms",
               "records/commit", "records/s", "raw records/s", "of raw"});
  for (const Measured& m : all)
    table.add({std::to_string(m.connections), whole(m.a_second(m.acts())),
               whole(m.a_second(static_cast<double>(m.tally.tasks))),
               whole(m.a_second(static_cast<double>(m.tally.ended))), fixed(m.tally.latencies.quantile_ms(500), 2),
               fixed(m.tally.latencies.quantile_ms(950), 2), fixed(m.tally.latencies.quantile_ms(990), 2),
               fixed(m.tally.latencies.quantile_ms(1000), 1),
               fixed(static_cast<double>(m.records) / static_cast<double>(std::max<std::uint64_t>(m.commits, 1)), 1),
               whole(m.a_second(static_cast<double>(m.records))), whole(m.raw_a_second()), percent(m.ratio(), 1)});
  return table.text();
}

std::string costs(const std::vector<Measured>& all) {
  Table table({"connections", "CPU server", "CPU load generator", "cores busy", "CPU raw", "bytes of files",
               "bytes written", "record bytes", "server listens after ms"});
  for (const Measured& m : all) {
    const auto per_act = [&m](std::uint64_t bytes) { return whole(static_cast<double>(bytes) / m.acts()); };
    const double busy = static_cast<double>(m.server_cpu_ns + m.load.cpu_ns) / static_cast<double>(m.load.wall_ns);
    table.add({std::to_string(m.connections), fixed(m.per_act_us(m.server_cpu_ns), 1),
               fixed(m.per_act_us(m.load.cpu_ns), 1), fixed(busy, 2), fixed(m.per_act_us(m.raw.cpu_ns), 1),
               per_act(m.file_bytes), per_act(m.written_bytes), per_act(m.raw.bytes),
               fixed(static_cast<double>(m.server_start_ns) / 1e6, 0)});
  }
  return table.text();
}

void print(const Options& options, const std::string& folder, const std::vector<Measured>& all) {
  std::cout << heading("Over HTTP", options, folder)
            << "An act is a POST that begins a case or completes a user task, durable when it is answered; keep-alive, "
               "one request in "
               "flight per connection, server and client on the same machine.\nRaw: the same journal rows in batches "
               "of the average "
               "size into one table, by SQLite alone.\n\n"
            << rates(all) << "Per act: CPU in µs, and bytes.\n\n"
            << costs(all);
  for (const Measured& m : all) {
    if (m.connections != kAimConnections) continue;
    const double p99 = m.tally.latencies.quantile_ms(990);
    std::cout << "Aim at " << m.connections << " connections: at least " << whole(kAimActs) << " acts/s "
              << verdict(m.a_second(m.acts()) >= kAimActs) << " (" << whole(m.a_second(m.acts())) << "), p99 at most "
              << whole(kAimP99Ms) << " ms " << verdict(p99 <= kAimP99Ms) << " (" << fixed(p99, 1) << ").\n";
  }
  std::uint64_t acts = 0;
  for (const Measured& m : all) acts += m.tally.acts();
  std::cout << "\nExpected: every request answered 200 or 201 with the next task, a register line for each stamped "
               "case, numbers "
               "gap-free, the wrong person refused with 403; "
            << acts << " acts.\n";
}

Result<std::vector<Measured>> run(const Options& options, const Workplace& place) {
  Tally founding;
  const Demo demo = TRY(found_demo(place, founding));
  std::vector<Measured> all;
  for (const int connections : options.callers) {
    const std::string folder = place.folder(std::to_string(connections) + "-connections");
    copy_village(demo.folder, folder);
    all.push_back(TRY(measure(options, folder, demo, connections)));
    std::filesystem::remove_all(folder);
  }
  for (const std::string& fault : founding.faults) all.front().tally.fault(fault);
  return all;
}

}  // namespace

int bench_http(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) return finish({options.error().debug_text()});
  const Workplace place(options->folder);
  const auto all = run(*options, place);
  if (!all) return finish({all.error().debug_text()});
  print(*options, place.path(), *all);
  std::vector<std::string> faults;
  for (const Measured& m : *all) faults.insert(faults.end(), m.tally.faults.begin(), m.tally.faults.end());
  return finish(faults);
}

}  // namespace chancery::benchmarks

int main(int argc, char** argv) { return chancery::benchmarks::bench_http(argc, argv); }
