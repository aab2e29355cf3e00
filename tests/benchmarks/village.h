// Village: the demonstration database on real SQLite files, with an engine on it whose stores are metered.
//
// It is founded once (found_village) and copied for each run, so that every run begins with the same bytes. The
// engine's clock begins at kBegins and runs with the machine's, so that a run gives the same cases in any year.
#pragma once

#include <memory>
#include <string>

#include "adapters/sqlite/blob_store.h"
#include "adapters/sqlite/event_store.h"
#include "adapters/sqlite/history_store.h"
#include "adapters/system/entropy.h"
#include "adapters/system/zones.h"
#include "engine/service/engine.h"
#include "tests/benchmarks/metered_stores.h"

namespace chancery::benchmarks {

// A fresh folder below `parent` ($TMPDIR or /tmp when empty), removed at the end.
class Workplace {
 public:
  explicit Workplace(const std::string& parent);
  ~Workplace();
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  std::string folder(const std::string& name) const { return path_ + "/" + name; }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class RunningClock final : public ports::Clock {
 public:
  void set(Instant instant);
  Instant now() const override;

 private:
  Instant from_;
  std::int64_t set_at_ns_ = 0;
};

class Village {
 public:
  // Opens what stands in the folder, or an empty database.
  static Result<std::unique_ptr<Village>> open(const std::string& folder);
  ~Village() { close(); }

  service::Engine& engine() const { return *engine_; }
  const ports::HistoryStore& history() const { return *history_; }
  StoreMeter& meter() { return meter_; }
  RunningClock& clock() { return clock_; }
  // Waits until the history tables have caught up with the journal.
  Result<void> settle() const;
  // Stops the engine and closes the files.
  void close();

 private:
  Village() = default;

  RunningClock clock_;
  system::SystemEntropy entropy_;
  system::LoadedZones zones_;
  StoreMeter meter_;
  std::unique_ptr<sqlite::SqliteDatabase> journal_;
  std::unique_ptr<sqlite::SqliteEventStore> events_;
  std::unique_ptr<sqlite::SqliteHistoryStore> history_;
  std::unique_ptr<sqlite::SqliteBlobStore> blobs_;
  std::unique_ptr<MeteredEventStore> metered_events_;
  std::unique_ptr<MeteredHistoryStore> metered_history_;
  std::unique_ptr<service::Engine> engine_;
};

inline const std::string kJournalFile = "journal.sqlite";

// The demonstration data of config/demo in a new folder.
Result<void> found_village(const std::string& folder);
void copy_village(const std::string& from, const std::string& to);

}  // namespace chancery::benchmarks
