// MemoryEngine: an engine in memory that is founded already, with what the runner asks of it and compares.
// reload() stops it and opens it twice, from its snapshot and from the journal alone: the state must be the same.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/memory/engine_in_memory.h"

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
  void set_clock(Instant instant) { base_.set_clock(instant); }
  // What differed after reading back, "" when nothing did.
  std::string reload();

  Instant now() const { return base_.now(); }
  UnitId unit() const { return base_.engine().unit_by_key("demo").value_or(UnitId{}); }
  // Every slice of the committed state as bytes.
  std::map<std::string, std::string> slices() const;
  std::vector<journal::Record> journal() const;
  // Calls `f` with the committed state and the programs, while nothing changes them.
  template <class F>
  auto read(F f) const {
    return base_.read(f);
  }
  const ZoneTable& zones() const { return base_.zones(); }

 private:
  void open();
  std::string execute(journal::CommandBody body, journal::Actor actor);
  std::string compare(const std::map<std::string, std::string>& before, const char* how) const;

  memory::EngineInMemory base_;
  PersonId person_, approver_;
};

}  // namespace chancery::conformance
