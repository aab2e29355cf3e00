#include "tests/benchmarks/village.h"

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "adapters/cli/demo_loader.h"
#include "engine/base/assert.h"

namespace chancery::benchmarks {

namespace {

namespace fs = std::filesystem;

constexpr const char* kFoundedAt = "2024-03-01T08:00:00+08:00";
constexpr const char* kBegins = "2026-03-02T09:00:00+08:00";
constexpr std::int64_t kSettleNsMax = 20'000'000'000;

}  // namespace

Workplace::Workplace(const std::string& parent) {
  const fs::path base = parent.empty() ? fs::temp_directory_path() : fs::path(parent);
  std::string pattern = (base / "chancery-benchmark-XXXXXX").string();
  CHANCERY_ASSERT(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

Workplace::~Workplace() {
  std::error_code ignored;  // what stays behind is no reason to fail
  fs::remove_all(path_, ignored);
}

void RunningClock::set(Instant instant) {
  from_ = instant;
  set_at_ns_ = now_ns();
}

Instant RunningClock::now() const { return {from_.ms + (now_ns() - set_at_ns_) / 1'000'000}; }

Result<std::unique_ptr<Village>> Village::open(const std::string& folder) {
  std::unique_ptr<Village> v(new Village());
  v->clock_.set(TRY(parse_rfc3339(kBegins)));
  v->zones_ = TRY(system::load_zones());
  v->journal_ = TRY(sqlite::SqliteDatabase::open(folder + "/" + kJournalFile, sqlite::journal_schema()));
  v->events_ = TRY(sqlite::SqliteEventStore::open(*v->journal_));
  v->history_ = std::make_unique<sqlite::SqliteHistoryStore>(*v->journal_);
  v->blobs_ = TRY(sqlite::SqliteBlobStore::open(folder + "/blobs.sqlite"));
  v->metered_events_ = std::make_unique<MeteredEventStore>(*v->events_, v->meter_);
  v->metered_history_ = std::make_unique<MeteredHistoryStore>(*v->history_, v->meter_);
  service::EnginePorts ports;
  ports.events = v->metered_events_.get();
  ports.history = v->metered_history_.get();
  ports.blobs = v->blobs_.get();
  ports.clock = &v->clock_;
  ports.entropy = &v->entropy_;
  ports.zones = &v->zones_.table;
  service::EngineOptions options;
  options.identity_key = Bytes(32, 7);
  v->engine_ = TRY(service::Engine::open(ports, std::move(options)));
  StoreMeter& meter = v->meter_;
  v->engine_->listen([&meter](EventNumber, const std::vector<UnitId>&) { meter.note_publication(); });
  return v;
}

Result<void> Village::settle() const {
  const std::int64_t until = now_ns() + kSettleNsMax;
  while (TRY(history_->mark()) < engine_->last_number()) {
    if (now_ns() > until) return unavailable("benchmark.history-behind");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return {};
}

void Village::close() {
  if (engine_ != nullptr) engine_->stop();
  engine_.reset();
  metered_history_.reset();
  metered_events_.reset();
  blobs_.reset();
  history_.reset();
  events_.reset();
  journal_.reset();
}

Result<void> found_village(const std::string& folder) {
  fs::create_directories(folder);
  const auto village = TRY(Village::open(folder));
  cli::DemoOptions options;
  options.source_dir = CHANCERY_SOURCE_DIR;
  options.founded_at = TRY(parse_rfc3339(kFoundedAt));
  options.set_clock = [&village](Instant at) { village->clock().set(at); };
  const auto accounts = TRY(cli::load_demo(village->engine(), options));
  return accounts.empty() ? Result<void>(not_found("benchmark.no-accounts")) : Result<void>();
}

void copy_village(const std::string& from, const std::string& to) {
  fs::copy(from, to, fs::copy_options::recursive);
  fs::remove(fs::path(to) / (kJournalFile + ".lock"));
}

}  // namespace chancery::benchmarks
