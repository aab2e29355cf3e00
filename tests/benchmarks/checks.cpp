#include "tests/benchmarks/checks.h"

#include <algorithm>
#include <future>
#include <map>
#include <set>

#include "engine/service/impl.h"
#include "tests/benchmarks/seal_use.h"

namespace chancery::benchmarks {

namespace {

// One case of the first committee, played by hand.
class Probe {
 public:
  Probe(service::Engine& engine, Tally& tally) : engine_(engine), tally_(tally) {}

  std::uint64_t run() {
    const Committee& c = committees()[0];
    const UnitId unit = engine_.unit_by_key(c.unit).value_or(UnitId{});
    expect_done(engine_.start_case(actor(c.clerk), "probe", kWorkflow, unit, forms_.value(Step::kStart, plan_)));
    expect_refused(complete(Step::kApprove, c.clerk), "clerk at the approval");
    expect_done(complete(Step::kApprove, c.chair));
    expect_refused(complete(Step::kAffix, c.chair), "chair at the stamp");
    expect_done(complete(Step::kAffix, c.custodian));
    expect_done(complete(Step::kFile, c.clerk));
    return tally_.faults.empty() ? 1 : 0;
  }

 private:
  journal::Actor actor(const std::string& account) {
    return {engine_.person_of_account(account).value_or(PersonId{}), account, ""};
  }

  service::Answer complete(Step step, const std::string& account) {
    TaskId task;
    {
      const auto& impl = engine_.impl();
      std::shared_lock lock(impl.mutex_);
      if (const runtime::CaseState* c = impl.committed.cases.find(case_))
        for (const runtime::Instance& i : c->instances)
          if (i.task) task = i.task->id;
    }
    std::promise<service::Answer> answer;
    engine_.complete_task(actor(account), "", task, 1, forms_.value(step, plan_),
                          [&answer](service::Answer a) { answer.set_value(std::move(a)); });
    return answer.get_future().get();
  }

  void expect_done(const service::Answer& answer) {
    const auto* outcome = std::get_if<service::Outcome>(&answer);
    if (outcome == nullptr) return tally_.fault("probe: " + std::get<service::Rejection>(answer).error.debug_text());
    case_ = outcome->case_id;
  }

  void expect_refused(const service::Answer& answer, const std::string& who) {
    const auto* rejection = std::get_if<service::Rejection>(&answer);
    if (rejection == nullptr || !rejection->refusal) tally_.fault("probe: no duty refused the " + who);
  }

  service::Engine& engine_;
  Tally& tally_;
  Forms forms_;
  CasePlan plan_;
  CaseId case_;
};

struct Book {
  std::map<std::int32_t, std::vector<std::uint64_t>> numbers;  // by year, of the lines that bear one
  std::set<std::uint64_t> cases;
  std::uint64_t lines = 0;
};

Result<Book> read_book(const ports::HistoryStore& history, const std::string& seal) {
  Book book;
  ports::LineQuery query;
  query.book = kBook;
  query.scope = seal;
  query.limit = ports::kHistoryPageRowsMax;
  while (true) {
    const auto lines = TRY(history.lines(query));
    if (lines.empty()) return book;
    for (const ports::BookLineRow& line : lines) {
      if (line.corrects != 0) continue;  // speaks of a line that stands already
      book.numbers[line.year].push_back(line.number);
      book.cases.insert(line.case_id.value);
      ++book.lines;
    }
    query.before = lines.back().event;
  }
}

void check_gaps(const std::string& seal, std::vector<std::uint64_t> numbers, Tally& tally) {
  std::sort(numbers.begin(), numbers.end());
  for (std::size_t i = 0; i < numbers.size(); ++i)
    if (numbers[i] != i + 1)
      return tally.fault(seal + ": line " + std::to_string(i + 1) + " bears " + std::to_string(numbers[i]));
}

}  // namespace

std::uint64_t check_duties(service::Engine& engine, Tally& tally) { return Probe(engine, tally).run(); }

Result<Books> read_books(const Village& village, Tally& tally) {
  TRY_VOID(village.settle());
  Books books;
  for (const Committee& committee : committees()) {
    const Book book = TRY(read_book(village.history(), committee.seal));
    for (const auto& [year, numbers] : book.numbers) check_gaps(committee.seal, numbers, tally);
    if (book.cases.size() != book.lines) tally.fault(committee.seal + ": two lines of one case");
    books.lines += book.lines;
  }
  books.open = village.engine().metrics().open_cases;
  return books;
}

Result<void> check_books(const Village& village, const Books& expected, Tally& tally) {
  const Books found = TRY(read_books(village, tally));
  const auto hold = [&tally](const char* what, std::uint64_t is, std::uint64_t should) {
    if (is != should) tally.fault(std::to_string(is) + what + std::to_string(should));
  };
  hold(" lines in the books, should be ", found.lines, expected.lines);
  hold(" cases open, should be ", found.open, expected.open);
  return {};
}

}  // namespace chancery::benchmarks
