#include "tests/crash/in_process.h"

#include "adapters/cli/instance.h"
#include "tests/crash/desk.h"

namespace chancery::crash {

namespace {

Result<std::unique_ptr<cli::Instance>> open(const std::string& data) {
  cli::InstanceOptions options;
  options.directory = data;
  options.timers = false;
  options.log.level = ports::LogLevel::kError;
  return cli::open_instance(options);
}

Result<Book> read_book(const service::Engine& engine, service::Viewer clerk, const Office& office) {
  Book book;
  service::Page page;
  page.limit = 200;
  for (;;) {
    const Value lines = TRY(engine.lines(clerk, "seal-use-book", office.seal, 0, page));
    add_page(book, lines);
    page.after = lines.get_text("next");
    if (page.after.empty()) return book;
  }
}

Result<void> check_paper(const ports::BlobStore& blobs, const Matter& matter) {
  if (matter.file.empty()) return {};
  const Bytes bytes = TRY(from_hex(matter.file));
  Sha256 hash{};
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  TRY(blobs.get(hash));
  return {};
}

class EngineCheck {
 public:
  explicit EngineCheck(const cli::Instance& instance) : instance_(instance), engine_(*instance.engine) {}

  Result<Findings> run(const std::deque<Matter>& matters) {
    std::map<const Office*, Book> books;
    for (const Office& office : kOffices) books[&office] = TRY(read_book(engine_, clerk_of(office), office));
    for (const Matter& matter : matters) {
      if (const auto paper = check_paper(*instance_.blobs, matter); !paper)
        findings_.push_back(matter.title + ": its paper: " + paper.error().debug_text());
      // One without an answer may stand a step further; the journal was compared for it.
      if (matter.case_id == 0 || matter.in_flight) continue;
      check(matter, books[matter.office]);
    }
    return std::move(findings_);
  }

 private:
  service::Viewer clerk_of(const Office& office) const {
    return {engine_.person_of_account(office.accounts.front()).value_or(PersonId{})};
  }
  void add(const Findings& findings) { findings_.insert(findings_.end(), findings.begin(), findings.end()); }

  void check(const Matter& matter, const Book& book) {
    const service::Viewer clerk = clerk_of(*matter.office);
    const auto shown = engine_.case_view(clerk, CaseId{matter.case_id});
    add(check_case(matter, shown ? *shown : Value()));
    add(check_lines(matter, book));
    for (const Acknowledged& step : matter.done) {
      if (step.sent.task == 0) continue;
      const auto task = engine_.task(clerk, TaskId{step.sent.task});
      add(check_completed(matter, step.sent.task, task ? *task : Value()));
    }
  }

  const cli::Instance& instance_;
  const service::Engine& engine_;
  Findings findings_;
};

using Snapshot = std::map<std::string, Bytes>;  // by case or slice

Result<Snapshot> read_snapshot(const ports::EventStore& events) {
  Snapshot out;
  const auto keep_case = [&](CaseId id, BytesView bytes) -> Result<void> {
    out["case " + std::to_string(id.value)] = Bytes(bytes.begin(), bytes.end());
    return {};
  };
  const auto keep_slice = [&](std::string_view name, BytesView bytes) -> Result<void> {
    out[std::string(name)] = Bytes(bytes.begin(), bytes.end());
    return {};
  };
  TRY_VOID(events.load_snapshot(keep_case, keep_slice));
  return out;
}

Result<Findings> check(const std::string& data, const std::deque<Matter>& matters) {
  Findings findings;
  Snapshot saved;
  {
    const auto instance = TRY(open(data));
    findings = TRY(EngineCheck(*instance).run(matters));
    instance->engine->stop();
    saved = TRY(read_snapshot(*instance->events));
    TRY_VOID(instance->events->drop_snapshot());
  }
  const auto instance = TRY(open(data));
  instance->engine->stop();
  const Snapshot replayed = TRY(read_snapshot(*instance->events));
  for (const auto& [name, bytes] : saved)
    if (const auto it = replayed.find(name); it == replayed.end() || it->second != bytes)
      findings.push_back("snapshot: " + name + " is not what the journal gives");
  if (saved.size() != replayed.size()) findings.push_back("snapshot: the journal gives other cases");
  return findings;
}

}  // namespace

Findings check_in_process(const std::string& data, const std::deque<Matter>& matters) {
  auto findings = check(data, matters);
  return findings ? std::move(findings).value() : Findings{"in process: " + findings.error().debug_text()};
}

}  // namespace chancery::crash
