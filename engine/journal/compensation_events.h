// Events of compensation, kinds 14–19: what was completed and can be undone, and how it is undone. They belong to the events of the state
// machine and keep to their rules (runtime_events.h). Applied by engine/runtime/apply_case.cpp.
#pragma once

#include <vector>

#include "engine/journal/runtime_events.h"

namespace chancery::journal {

// A scope has completed, and something inside can be compensated: it stays, with its variables, as long as the scope around it.
struct ElementKept {
  InstanceId instance;
  CHANCERY_EVENT_KIND(14) { v(1, e.instance); }
  bool operator==(const ElementKept&) const = default;
};

// An activity has completed that can be compensated.
struct ActivityCompensable {
  std::uint64_t number = 0;    // counter within the case: the order of completion
  InstanceId scope;            // in which it was done and will be compensated
  std::uint32_t ordinal = 0;   // the activity
  InstanceId kept;             // a scope that was kept: it compensates what is inside; 0: its handler runs
  std::uint64_t together = 0;  // those of one number are compensated at the same time: the instances of one loop
  CHANCERY_EVENT_KIND(15) {
    v(1, e.number);
    v(2, e.scope);
    v(3, e.ordinal);
    v(4, e.kept);
    v(5, e.together);
  }
  bool operator==(const ActivityCompensable&) const = default;
};

// An instance compensates: a throwing event, a kept scope, or a transaction that is cancelled.
struct CompensationBegun {
  InstanceId instance;
  std::vector<std::uint64_t> pending;  // numbers, ascending; the last comes first
  bool cancels = false;                // a transaction, which is left by its cancel event then
  CHANCERY_EVENT_KIND(16) {
    v(1, e.instance);
    v(2, e.pending);
    v(3, e.cancels);
  }
  bool operator==(const CompensationBegun&) const = default;
};

// Its turn has come: it is no longer there to be compensated.
struct CompensationTaken {
  InstanceId instance;
  std::uint64_t number = 0;
  CHANCERY_EVENT_KIND(17) {
    v(1, e.instance);
    v(2, e.number);
  }
  bool operator==(const CompensationTaken&) const = default;
};

// A kept scope is active again, to compensate.
struct ElementResumed {
  InstanceId instance;
  InstanceId resumes;
  CHANCERY_EVENT_KIND(18) {
    v(1, e.instance);
    v(2, e.resumes);
  }
  bool operator==(const ElementResumed&) const = default;
};

// It has compensated what was inside.
struct ElementReleased {
  InstanceId instance;
  CHANCERY_EVENT_KIND(19) { v(1, e.instance); }
  bool operator==(const ElementReleased&) const = default;
};

}  // namespace chancery::journal
