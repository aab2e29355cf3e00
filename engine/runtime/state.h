// State: all slices of one database as stackable tables: committed below, a batch on it, a command on that.
//
// Written only by apply (apply.h), which hands each event to the module that owns its slice. A dropped layer leaves no trace.
#pragma once

#include <string>
#include <vector>

#include "engine/base/layer.h"
#include "engine/base/value_layer.h"
#include "engine/directory/tables.h"
#include "engine/duty/acts.h"
#include "engine/register/tables.h"
#include "engine/runtime/case_state.h"
#include "engine/runtime/start_timers.h"

namespace chancery::runtime {

struct TaskPlace {
  CaseId case_id;
  InstanceId instance;
  bool operator==(const TaskPlace&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.case_id);
    v(2, s.instance);
  }
};

struct Receiver {
  CaseId case_id;
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool operator==(const Receiver&) const = default;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.case_id);
    v(2, s.instance);
    v(3, s.ordinal);
  }
};

struct ReceiverList {
  std::vector<Receiver> receivers;  // by case, then in order of subscription
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.receivers);
  }
};

struct BufferedList {
  std::vector<Value> payloads;  // oldest first
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.payloads);
  }
};

struct PackageRecord {
  std::vector<journal::PackageDeployed::File> files;
  Instant deployed_at;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.files);
    v(2, s.deployed_at);
  }
};

struct State {
  State() = default;
  explicit State(State* below);

  Layer<CaseId, CaseState> cases;
  ValueLayer<TaskId, TaskPlace> tasks;
  Layer<std::string, ReceiverList> receivers;  // by receiver_key
  Layer<std::string, BufferedList> buffered;   // by receiver_key
  Layer<PackageId, PackageRecord> packages;
  StartTimers start_timers;
  directory::DirectoryTables directory;
  registers::RegisterTables registers;
  duty::ActTables acts;

  void merge_down();
  void rest_on(State* below);  // as Layer::rest_on
  void clear();
};

// "m", name and key of a message, or "s" and the name of a signal, with separators that no name can hold.
std::string receiver_key(bool signal, std::string_view name, std::string_view key);

}  // namespace chancery::runtime
