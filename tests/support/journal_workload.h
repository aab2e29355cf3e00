// JournalWorkload: an endless random sequence of steps (append, snapshot, history, erasure, outbox, maintenance) for the event and
// history stores, each with the whole state that must be read back when it succeeded. Same seed, same steps.
//
// A test keeps the state of the last acknowledged step. After a failure or a power cut the store must hold that state or,
// where the answer was lost, the state after the step under way: nothing less, nothing between.
#pragma once

#include <functional>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/ports/event_store.h"
#include "engine/ports/history_store.h"

namespace chancery::test_support {

struct JournalState {
  std::vector<Bytes> records;  // record n at n - 1
  std::map<std::pair<std::string, std::string>, std::pair<std::string, Bytes>>
      personal;  // subject, field → value, salt
  std::map<std::pair<std::uint64_t, std::uint32_t>, Bytes> outbox;
  std::uint64_t snapshot_mark = 0;
  std::map<std::uint64_t, Bytes> snapshot_cases;
  std::map<std::string, Bytes> snapshot_slices;
  std::uint64_t history_mark = 0;
  std::map<std::uint64_t, ports::CaseRow> cases;
  std::map<std::uint64_t, ports::ActRow> acts;  // by record
  bool operator==(const JournalState&) const = default;
};

// Reads everything back through the ports.
Result<JournalState> read_state(const ports::EventStore& events, const ports::HistoryStore& history);
// In which part two states differ, for the message of a failed test; "" when they do not.
std::string first_difference(const JournalState& expected, const JournalState& found);

struct JournalStep {
  std::string name;
  std::function<Result<void>(ports::EventStore&, ports::HistoryStore&)> run;
  JournalState after;
};

class JournalWorkload {
 public:
  explicit JournalWorkload(std::uint64_t seed) : random_(seed) {}
  JournalStep next(const JournalState& now);

 private:
  JournalStep append(const JournalState& now);
  JournalStep snapshot(const JournalState& now);
  JournalStep history(const JournalState& now);
  JournalStep erase(const JournalState& now);
  JournalStep deliver(const JournalState& now);
  Bytes random_bytes(std::size_t most);
  std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

  std::mt19937_64 random_;
};

}  // namespace chancery::test_support
