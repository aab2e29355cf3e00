// bench_waiting: what many waiting cases cost: memory for each, how long the start takes with them, and a list of
// them all.
//
// Begins the cases and leaves them at their first task; then opens the same folder in a process of its own, once as
// it was left by a proper stop and once as a kill in the middle of work leaves it. Fails when a waiting task is
// missing, listed twice or out of order.
#include <sqlite3.h>

#include <charconv>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>

#include "tests/benchmarks/callers.h"
#include "tests/benchmarks/checks.h"
#include "tests/benchmarks/report.h"
#include "tests/support/server_process.h"

namespace chancery::benchmarks {

namespace {

constexpr int kBeginners = 256;
constexpr std::size_t kPage = 200;
constexpr double kAimBytes = 2048;
constexpr double kAimStartMs = 1000;
constexpr const char* kReopen = "--reopen";
constexpr std::string_view kNeverDue = "~";  // after every date

// What one start found; passed from the process that made it as a line of numbers.
struct Start {
  std::int64_t opened_ns = 0;  // since the process was started
  std::int64_t first_ns = 0;   // likewise, until the first page of tasks was there
  std::int64_t listed_ns = 0;  // for all pages
  std::uint64_t tasks = 0;     // listed, each once
  std::uint64_t disorder = 0;  // listed twice, or before one that is due earlier
  std::uint64_t slowest_page_ns = 0;
  Memory memory;

  std::string line() const {
    std::ostringstream out;
    out << opened_ns << ' ' << first_ns << ' ' << listed_ns << ' ' << tasks << ' ' << disorder << ' ' << slowest_page_ns
        << ' ' << memory.resident << ' ' << memory.allocated << '\n';
    return out.str();
  }
  bool read(const std::string& line) {
    std::istringstream in(line);
    in >> opened_ns >> first_ns >> listed_ns >> tasks >> disorder >> slowest_page_ns >> memory.resident >>
        memory.allocated;
    return !in.fail();
  }
};

// All tasks that the approver of a committee may claim, page by page.
Result<void> list_all(const service::Engine& engine, const Committee& committee, std::int64_t began, Start& start) {
  const service::Viewer chair{engine.person_of_account(committee.chair).value_or(PersonId{})};
  const UnitId unit = engine.unit_by_key(committee.unit).value_or(UnitId{});
  std::set<std::string> seen;
  std::string due;
  service::Page page;
  page.limit = kPage;
  do {
    const std::int64_t asked = now_ns();
    const Value answer = TRY(engine.tasks(chair, service::TaskBox::kClaimable, unit, page));
    start.slowest_page_ns =
        std::max<std::uint64_t>(start.slowest_page_ns, static_cast<std::uint64_t>(now_ns() - asked));
    if (start.first_ns == 0) start.first_ns = now_ns() - began;
    for (const Value& task : answer.get("items").as_list()) {
      std::string next_due(task.get("due_at").is_text() ? task.get_text("due_at") : kNeverDue);
      if (!seen.emplace(task.get_text("id")).second || next_due < due) ++start.disorder;
      due = std::move(next_due);
    }
    page.after = answer.get_text("next");
  } while (!page.after.empty());
  start.tasks += seen.size();
  return {};
}

// In the process that reopens.
Result<Start> reopen(const std::string& folder, std::int64_t began) {
  Start start;
  const auto village = TRY(Village::open(folder));
  start.opened_ns = now_ns() - began;
  start.memory = memory_now();
  const std::int64_t listing = now_ns();
  for (const Committee& committee : committees()) TRY_VOID(list_all(village->engine(), committee, began, start));
  start.listed_ns = now_ns() - listing;
  return start;
}

int reopen_and_tell(const std::string& folder, const std::string& began) {
  std::int64_t ns = 0;
  std::from_chars(began.data(), began.data() + began.size(), ns);
  const auto start = reopen(folder, ns);
  std::cout << (start ? start->line() : start.error().debug_text());
  return start ? 0 : 1;
}

Result<Start> start_anew(const std::string& folder) {
  const std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string line =
      TRY(test_support::run_program(self, {kReopen, folder, std::to_string(now_ns())}, folder + ".start.txt"));
  Start start;
  if (!start.read(line)) return corrupt("benchmark.start", {{"line", line}});
  return start;
}

struct Measured {
  Tally tally;
  LoadTimes load;
  Memory before;
  Memory after;
  std::int64_t sqlite_before = 0;  // of the allocated bytes, SQLite's
  std::int64_t sqlite_after = 0;
  std::uint64_t file_bytes = 0;
  std::int64_t stop_ns = 0;
  Start empty;
  Start stopped;
  Start killed;
};

Result<Measured> measure(const Options& options, const Workplace& place) {
  Measured m;
  const std::string founded = place.folder("founded");
  const std::string folder = place.folder("waiting");
  const std::string killed = place.folder("killed");
  TRY_VOID(found_village(founded));
  copy_village(founded, folder);
  const std::uint64_t bytes = folder_bytes(folder);
  {
    const auto village = TRY(Village::open(folder));
    const std::uint64_t stamped = check_duties(village->engine(), m.tally);
    TRY_VOID(village->settle());
    m.before = memory_now();
    m.sqlite_before = sqlite3_memory_used();
    LoadLimits limits;
    limits.callers = kBeginners;
    limits.cases_max = options.waiting;
    limits.only_start = true;
    Tally begun;
    {
      Callers desk(village->engine(), options.seed);
      m.load = desk.play(limits, begun);
    }
    TRY_VOID(village->settle());
    for (const std::string& fault : begun.faults) m.tally.fault(fault);
    m.tally.started = begun.started;
    begun = {};
    m.after = memory_now();
    m.sqlite_after = sqlite3_memory_used();
    TRY_VOID(check_books(*village, {stamped, options.waiting}, m.tally));
    copy_village(folder, killed);
    const std::int64_t stopping = now_ns();
    village->close();
    m.stop_ns = now_ns() - stopping;
    m.file_bytes = folder_bytes(folder) - bytes;
  }
  m.empty = TRY(start_anew(founded));
  m.stopped = TRY(start_anew(folder));
  m.killed = TRY(start_anew(killed));
  for (const Start* start : {&m.stopped, &m.killed})
    if (start->tasks != options.waiting || start->disorder != 0)
      m.tally.fault(std::to_string(start->tasks) + " tasks listed, should be " + std::to_string(options.waiting) +
                    "; " + std::to_string(start->disorder) + " twice or out of order");
  if (m.empty.tasks != 0) m.tally.fault("tasks in an empty database");
  return m;
}

double ms(std::int64_t ns) { return static_cast<double>(ns) / 1e6; }

void print(const Options& options, const std::string& folder, const Measured& m) {
  const auto cases = static_cast<double>(options.waiting);
  const auto per_case = [cases](std::uint64_t after, std::uint64_t before) {
    return static_cast<double>(after - std::min(after, before)) / cases;
  };
  std::cout << heading(whole(cases) + " waiting cases", options, folder) << "Each waits at its first user task.\n\n";

  Table memory({"bytes per waiting case", "resident", "allocated", "of these SQLite's cache"});
  const double resident = per_case(m.after.resident, m.before.resident);
  const auto sqlite = static_cast<double>(m.sqlite_after - m.sqlite_before) / cases;
  memory.add({"after they were begun", whole(resident), whole(per_case(m.after.allocated, m.before.allocated)),
              whole(sqlite)});
  const double again = per_case(m.stopped.memory.resident, m.empty.memory.resident);
  memory.add(
      {"after a new start", whole(again), whole(per_case(m.stopped.memory.allocated, m.empty.memory.allocated)), "–"});
  memory.add({"on disk", whole(static_cast<double>(m.file_bytes) / cases), "–", "–"});
  std::cout << memory.text();

  Table starts({"start, ms since the process began", "engine open", "first page of tasks", "all listed in",
                "slowest page", "tasks listed"});
  const auto row = [&starts](const char* name, const Start& s) {
    starts.add({name, fixed(ms(s.opened_ns), 0), fixed(ms(s.first_ns), 0), fixed(ms(s.listed_ns), 0),
                fixed(ms(static_cast<std::int64_t>(s.slowest_page_ns)), 1), whole(static_cast<double>(s.tasks))});
  };
  row("empty database", m.empty);
  row("after a stop", m.stopped);
  row("after a kill", m.killed);
  std::cout << starts.text();

  std::cout << "Begun at " << whole(cases * 1e9 / static_cast<double>(m.load.wall_ns)) << " cases/s by " << kBeginners
            << " callers; the stop took " << fixed(ms(m.stop_ns), 0) << " ms.\n";
  std::cout << "Aim: at most " << whole(kAimBytes) << " bytes per waiting case "
            << verdict(std::max(resident, again) <= kAimBytes) << " (" << whole(std::max(resident, again))
            << " resident), first answer within " << whole(kAimStartMs) << " ms "
            << verdict(ms(m.stopped.first_ns) <= kAimStartMs) << " (" << fixed(ms(m.stopped.first_ns), 0)
            << " after a stop, " << fixed(ms(m.killed.first_ns), 0) << " after a kill).\n\n"
            << "Expected: every waiting task listed once, earliest due first; no line in the books for them.\n";
}

}  // namespace

int bench_waiting(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (!options) return finish({options.error().debug_text()});
  const Workplace place(options->folder);
  const auto m = measure(*options, place);
  if (!m) return finish({m.error().debug_text()});
  print(*options, place.path(), *m);
  return finish(m->tally.faults);
}

}  // namespace chancery::benchmarks

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == chancery::benchmarks::kReopen)
    return chancery::benchmarks::reopen_and_tell(argv[2], argv[3]);
  return chancery::benchmarks::bench_waiting(argc, argv);
}
