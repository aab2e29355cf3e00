// RefusalCounter: turns refusals into events, equal ones of a person on a task once an hour. The first is recorded at
// once; the next after an hour carries the number of those between. Not part of the replayed state: a crash loses
// counts, never a first refusal.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "engine/duty/service.h"

namespace chancery::duty {

inline constexpr std::int64_t kRefusalWindowMs = 60 * 60 * 1000;
inline constexpr std::size_t kRefusalsRememberedMax = 10'000;

class RefusalCounter {
 public:
  // The event to write now; none when an equal one stands within the hour.
  std::optional<journal::RefusalRecorded> count(const Question& question, const DutyRules& rules, CaseId root,
                                                const Refusal& refusal, Instant at);
  std::size_t size() const { return entries_.size(); }

 private:
  using Key = std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint32_t, std::string>;
  struct Entry {
    Instant written;
    std::uint32_t unwritten = 0;
  };
  void make_room(Instant at);
  std::map<Key, Entry> entries_;
};

}  // namespace chancery::duty
