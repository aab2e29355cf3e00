// What must hold of the state after every step, whatever the model: worked out a second time, from the records and from
// each other.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/journal/record.h"
#include "engine/runtime/state.h"

namespace chancery::simulation {

// The element instances of all cases as the records say, kept beside the state.
class Ledger {
 public:
  // What a record says that cannot be, "" when it fits.
  std::string add(const journal::Record& record);
  // What the state holds otherwise, "" when it is the same.
  std::string compare(const runtime::State& state) const;
  std::size_t started() const { return started_; }
  std::size_t ended() const { return ended_; }

 private:
  struct Known {
    InstanceId scope;
    bool kept = false;
  };
  using Instances = std::map<InstanceId, Known>;
  std::string take(CaseId id, const journal::Event& event);
  static void remove(Instances& instances, InstanceId id);

  std::map<CaseId, Instances> cases_;
  std::map<std::string, std::size_t> buffered_;  // by receiver_key
  std::size_t started_ = 0;
  std::size_t ended_ = 0;
};

// Of every case: instances are a tree with living parents, and all that waits hangs on one of them; the tables of tasks
// and receivers name what waits and nothing else; no incident but those that workers reported. The first fault, "" when
// there is none.
std::string fault_in(const runtime::State& state);

// What the driver lets workers report.
inline constexpr const char* kWorkFailed = "worker.failed";

}  // namespace chancery::simulation
