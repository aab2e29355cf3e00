// Callers: N persons at N desks in one process. Each has one case in flight and sends its next act as soon as the
// answer to the last is there. One thread plays all of them; the handlers on the writer thread only put the answer
// down.
#pragma once

#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>

#include "engine/service/engine.h"
#include "tests/benchmarks/seal_use.h"
#include "tests/benchmarks/tally.h"

namespace chancery::benchmarks {

struct LoadLimits {
  int callers = 1;
  std::int64_t ns = 0;  // no case begins after this time; 0: no such limit
  std::uint64_t cases_max = UINT64_MAX;
  bool only_start = false;  // leaves every case waiting at its first task
};

struct LoadTimes {
  std::int64_t wall_ns = 0;  // from the first act to the last answer
  std::int64_t cpu_ns = 0;   // of the playing thread, its calls into the engine included
  std::int64_t door_ns = 0;  // of that, in those calls; from every kDoorSample-th
};

class Callers {
 public:
  Callers(service::Engine& engine, std::uint64_t seed);
  // Plays until the limits are reached and no answer is open.
  LoadTimes play(const LoadLimits& limits, Tally& tally);

 private:
  struct Caller {
    CasePlan plan;
    Step step = Step::kStart;
    CaseId case_id;
    std::uint64_t case_number = 0;
    EventNumber last;
    std::int64_t sent_ns = 0;
  };
  struct Answered {
    std::size_t caller;
    std::int64_t at_ns;
    service::Answer answer;
  };

  void begin_case(Caller& caller);
  void send(std::size_t index);
  bool take(Answered& answered);  // true: the caller goes on
  bool step_on(Caller& caller);   // false: the case is over and no other begins
  TaskId open_task(const Caller& caller);
  const journal::Actor& actor(const Caller& caller) const;
  std::vector<Answered> wait();
  bool may_begin() const;

  service::Engine& engine_;
  Forms forms_;
  CasePlans plans_;
  std::vector<UnitId> units_;
  std::map<std::string, journal::Actor> actors_;
  LoadLimits limits_;
  Tally* tally_ = nullptr;
  LoadTimes times_;
  std::int64_t began_ns_ = 0;
  std::uint64_t cases_ = 0;
  std::uint64_t sent_ = 0;
  std::vector<Caller> callers_;

  std::mutex lock_;
  std::condition_variable wake_;
  std::vector<Answered> answered_;
};

}  // namespace chancery::benchmarks
