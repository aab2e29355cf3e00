// MemoryEngine: the whole engine on memory stores with a clock that the runner moves. Timers fire only while it moves.
// reload() stops it and opens it twice, from its snapshot and from the journal alone: the state must be the same.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/clock.h"
#include "adapters/memory/entropy.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/history_store.h"
#include "engine/service/impl.h"

namespace chancery::conformance {

class MemoryEngine {
 public:
  explicit MemoryEngine(Instant start);

  // "" when it stands, else the faults, one after the other: "file:line:column code {parameters}".
  std::string deploy(const std::vector<service::PackageFile>& files);
  // "" when it was done, else the refusal. As the first administrator, or as a service.
  std::string give(journal::CommandBody body) { return execute(std::move(body), {person_, "first", ""}); }
  std::string give_as_service(journal::CommandBody body) {
    return execute(std::move(body), {PersonId{}, "", "runner"});
  }
  // Moves the clock to `goal`; every timer on the way fires at its instant.
  void advance(Instant goal);
  // Moves the clock alone.
  void set_clock(Instant instant) { clock_.set(instant); }
  // What differed after reading back, "" when nothing did.
  std::string reload();

  Instant now() const { return clock_.now(); }
  UnitId unit() const { return engine_->unit_by_key("demo").value_or(UnitId{}); }
  // Every slice of the committed state as bytes.
  std::map<std::string, std::string> slices() const;
  std::vector<journal::Record> journal() const;
  // Calls `f` with the committed state and the programs, while nothing changes them.
  template <class F>
  auto read(F f) const {
    const service::Engine::Impl& impl = engine_->impl();
    std::shared_lock lock(impl.mutex_);
    return f(impl.committed, impl.programs);
  }
  const ZoneTable& zones() const { return zones_; }

 private:
  void open();
  std::string execute(journal::CommandBody body, journal::Actor actor);
  struct Due {
    Instant at;
    CaseId case_id;
    std::uint32_t timer = 0;
  };
  std::optional<Due> next_due(Instant until, Instant after, std::uint32_t after_timer) const;
  std::string compare(const std::map<std::string, std::string>& before, const char* how) const;

  memory::ManualClock clock_;
  memory::MemoryEventStore events_;
  memory::MemoryHistoryStore history_;
  memory::MemoryBlobStore blobs_;
  memory::FixedEntropy entropy_;
  ZoneTable zones_;
  std::unique_ptr<service::Engine> engine_;
  PersonId person_, approver_;
};

}  // namespace chancery::conformance
