// bench_engine: durable acts per second in process, with the raw rate of the machine beside them.
//
// For each number of callers: a fresh copy of the demonstration village on disk, callers who play cases of seal-use
// one after another, and then the same journal rows committed once more by SQLite alone. Fails when an answer is
// wrong.
#include <filesystem>
#include <iostream>

#include "tests/benchmarks/callers.h"
#include "tests/benchmarks/checks.h"
#include "tests/benchmarks/raw_commits.h"
#include "tests/benchmarks/report.h"

namespace chancery::benchmarks {

namespace {

constexpr std::uint64_t kSmokeCases = 60;
constexpr int kAimCallers = 64;
constexpr double kAimActs = 10'000;
constexpr double kAimRatio = 0.5;

struct Measured {
  int callers = 0;
  Tally tally;
  LoadTimes load;
  StoreTimes stores;
  std::int64_t writer_cpu_ns = 0;
  std::int64_t writer_waited_ns = 0;
  std::int64_t committer_cpu_ns = 0;
  std::uint64_t records = 0;
  std::uint64_t file_bytes = 0;     // how much the folder grew
  std::uint64_t written_bytes = 0;  // handed to the disk
  RawRun raw;

  double acts() const { return static_cast<double>(tally.acts()); }
  double per_act_us(std::int64_t ns) const { return static_cast<double>(ns) / 1e3 / acts(); }
  double a_second(double count) const { return count * 1e9 / static_cast<double>(load.wall_ns); }
  // As many as the machine would have done had the writer always had a core.
  double own_acts() const {
    return acts() * 1e9 / static_cast<double>(std::max<std::int64_t>(load.wall_ns - writer_waited_ns, 1));
  }
  double raw_a_second() const { return static_cast<double>(raw.rows) * 1e9 / static_cast<double>(raw.wall_ns); }
  double ratio() const { return a_second(static_cast<double>(records)) / raw_a_second(); }
};

LoadLimits limits_of(const Options& options, int callers) {
  LoadLimits limits;
  limits.callers = callers;
  if (options.size == Size::kSmoke)
    limits.cases_max = kSmokeCases;
  else
    limits.ns = options.seconds * std::int64_t{1'000'000'000};
  return limits;
}

// What was acknowledged must be there after closing and opening again.
Result<void> check_reopened(const std::string& folder, EventNumber last, std::uint64_t stamped, Tally& tally) {
  const auto village = TRY(Village::open(folder));
  if (village->engine().last_number() != last)
    tally.fault("last event " + std::to_string(village->engine().last_number().value) + " after opening again, was " +
                std::to_string(last.value));
  return check_books(*village, {stamped, 0}, tally);
}

Result<Measured> measure(const Options& options, const std::string& folder, int callers) {
  Measured m;
  m.callers = callers;
  const std::uint64_t bytes = folder_bytes(folder);
  auto village = TRY(Village::open(folder));
  const std::uint64_t stamped_before = check_duties(village->engine(), m.tally);
  TRY_VOID(village->settle());
  village->meter().reset();
  const ThreadMeter writer = *village->meter().read().writer;
  const ThreadMeter committer = *village->meter().read().committer;
  const EventNumber from = village->engine().last_number();
  const std::uint64_t written = written_bytes();
  const std::int64_t cpu = writer.cpu_ns();
  const std::int64_t committer_cpu = committer.cpu_ns();
  const std::int64_t waited = writer.waited_ns();
  const std::int64_t began = now_ns();

  Callers desk(village->engine(), options.seed);
  m.load = desk.play(limits_of(options, callers), m.tally);
  TRY_VOID(village->settle());
  m.load.wall_ns = now_ns() - began;  // the trailing tables are part of the work

  m.writer_cpu_ns = writer.cpu_ns() - cpu;
  m.committer_cpu_ns = committer.cpu_ns() - committer_cpu;
  m.writer_waited_ns = writer.waited_ns() - waited;
  m.stores = village->meter().read();
  m.written_bytes = written_bytes() - written;
  const EventNumber last = village->engine().last_number();
  m.records = last.value - from.value;
  const std::uint64_t stamped = stamped_before + m.tally.stamped;
  TRY_VOID(check_books(*village, {stamped, 0}, m.tally));
  village->close();
  village.reset();
  m.file_bytes = folder_bytes(folder) - bytes;
  TRY_VOID(check_reopened(folder, last, stamped, m.tally));
  m.raw = TRY(commit_raw(folder + "/" + kJournalFile, from.value, m.stores.batches, folder + "/raw.sqlite"));
  if (m.tally.ended != m.tally.started) m.tally.fault("a case that was begun did not end");
  return m;
}

std::string rates(const std::vector<Measured>& all) {
  Table table({"callers", "acts/s", "own acts/s", "user tasks/s", "cases/s", "p50 ms", "p95 ms", "p99 ms", "max ms",
               "records/commit", "records/s", "raw records/s", "of raw"});
  for (const Measured& m : all)
    table.add({std::to_string(m.callers), whole(m.a_second(m.acts())), whole(m.own_acts()),
               whole(m.a_second(static_cast<double>(m.tally.tasks))),
               whole(m.a_second(static_cast<double>(m.tally.ended))), fixed(m.tally.latencies.quantile_ms(500), 2),
               fixed(m.tally.latencies.quantile_ms(950), 2), fixed(m.tally.latencies.quantile_ms(990), 2),
               fixed(m.tally.latencies.quantile_ms(1000), 1),
               fixed(static_cast<double>(m.records) / static_cast<double>(m.stores.batches.size()), 1),
               whole(m.a_second(static_cast<double>(m.records))), whole(m.raw_a_second()), percent(m.ratio(), 1)});
  return table.text();
}

std::string costs(const std::vector<Measured>& all) {
  Table table({"callers", "CPU writer", "CPU committer", "CPU door", "CPU load generator", "CPU raw", "bytes of files",
               "bytes written", "record bytes", "writer waited for a core"});
  for (const Measured& m : all) {
    const auto per_act = [&m](std::uint64_t bytes) { return whole(static_cast<double>(bytes) / m.acts()); };
    table.add({std::to_string(m.callers), fixed(m.per_act_us(m.writer_cpu_ns), 1),
               fixed(m.per_act_us(m.committer_cpu_ns), 1), fixed(m.per_act_us(m.load.door_ns), 1),
               fixed(m.per_act_us(m.load.cpu_ns - m.load.door_ns), 1), fixed(m.per_act_us(m.raw.cpu_ns), 1),
               per_act(m.file_bytes), per_act(m.written_bytes), per_act(m.raw.bytes),
               percent(static_cast<double>(m.writer_waited_ns), static_cast<double>(m.load.wall_ns))});
  }
  return table.text();
}

std::string writer_parts(const std::vector<Measured>& all) {
  Table table({"callers", "decide, encode, publish", "writer idle", "commit", "history tables", "saving snapshots",
               "checkpoints", "committer idle"});
  for (const Measured& m : all) {
    const StoreTimes& s = m.stores;
    const auto cell = [&m](const Spent& spent) {
      return fixed(m.per_act_us(spent.cpu_ns), 1) + " / " + fixed(m.per_act_us(spent.wall_ns), 1);
    };
    const auto wall = static_cast<double>(m.load.wall_ns);
    const auto share = [wall](std::int64_t ns) {
      return percent(static_cast<double>(std::max<std::int64_t>(ns, 0)), wall);
    };
    const std::int64_t own = m.writer_cpu_ns - s.snapshot.cpu_ns;  // snapshots are saved by the writer itself
    const std::int64_t stores = s.append.wall_ns + s.history.wall_ns + s.checkpoint.wall_ns;
    table.add({std::to_string(m.callers), fixed(m.per_act_us(own), 1),
               share(m.load.wall_ns - own - s.snapshot.wall_ns - m.writer_waited_ns), cell(s.append), cell(s.history),
               cell(s.snapshot), cell(s.checkpoint), share(m.load.wall_ns - stores - s.snapshot.wall_ns)});
  }
  return table.text();
}

void print_aims(const std::vector<Measured>& all) {
  for (const Measured& m : all) {
    if (m.callers < kAimCallers) continue;
    std::cout << "Aim at " << m.callers << " callers: at least " << whole(kAimActs) << " acts/s "
              << verdict(m.a_second(m.acts()) >= kAimActs) << " (" << whole(m.a_second(m.acts())) << "), at least "
              << percent(kAimRatio, 1) << " of raw " << verdict(m.ratio() >= kAimRatio) << " (" << percent(m.ratio(), 1)
              << ").\n";
  }
}

void print(const Options& options, const std::string& folder, const std::vector<Measured>& all) {
  std::cout << heading("In process", options, folder)
            << "An act is a case begun or a user task completed, durable when it is answered. `own` leaves out the "
               "time that the "
               "writer waited for a core.\nRaw: the same journal rows in the same batches into one table, by SQLite "
               "alone.\n\n"
            << rates(all) << "Per act: CPU in µs, and bytes. The door is what Engine does on the caller's thread.\n\n"
            << costs(all) << "The writer's thread and the committer's, per act, CPU / clock in µs.\n\n"
            << writer_parts(all);
  print_aims(all);
  std::uint64_t acts = 0;
  for (const Measured& m : all) acts += m.tally.acts();
  std::cout << "\nExpected: every act answered once, a register line for each stamped case, numbers gap-free, no case "
               "open, the same after opening again; "
            << acts << " acts.\n";
}

Result<std::vector<Measured>> run(const Options& options, const Workplace& place) {
  const std::string founded = place.folder("founded");
  TRY_VOID(found_village(founded));
  std::vector<Measured> all;
  for (const int callers : options.callers) {
    const std::string folder = place.folder(std::to_string(callers) + "-callers");
    copy_village(founded, folder);
    all.push_back(TRY(measure(options, folder, callers)));
    std::filesystem::remove_all(folder);
  }
  return all;
}

}  // namespace

int bench_engine(int argc, char** argv) {
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

int main(int argc, char** argv) { return chancery::benchmarks::bench_engine(argc, argv); }
