// The lifecycle of an element instance: one small table; apply asserts every step against it.
//
//   (none) → active → completed          active → terminated
//            active ⇄ incident           incident → terminated
//            active ⇄ kept               kept: a completed scope that can be compensated
// Activating and completing last no longer than one command, so they are never a stored state: an instance that is stored waits.
#pragma once

#include <cstdint>

namespace chancery::runtime {

enum class Lifecycle : std::uint8_t { kNone, kActive, kIncident, kCompleted, kTerminated, kKept };

constexpr bool may_go(Lifecycle from, Lifecycle to) {
  switch (from) {
    case Lifecycle::kNone: return to == Lifecycle::kActive;
    case Lifecycle::kActive:
      return to == Lifecycle::kIncident || to == Lifecycle::kCompleted || to == Lifecycle::kTerminated ||
             to == Lifecycle::kKept;
    case Lifecycle::kKept: return to == Lifecycle::kActive;
    case Lifecycle::kIncident: return to == Lifecycle::kActive || to == Lifecycle::kTerminated;
    case Lifecycle::kCompleted:
    case Lifecycle::kTerminated: return false;
  }
  return false;
}

}  // namespace chancery::runtime
