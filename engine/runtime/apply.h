// apply: the one place where state changes. It writes what stands in the event and computes nothing, so that replay gives the same
// state byte for byte. Each slice has its own apply in its own module; this one hands every event to it.
#pragma once

#include "engine/journal/record.h"
#include "engine/runtime/program.h"
#include "engine/runtime/state.h"

namespace chancery::runtime {

// What apply needs of the record around an event.
struct Envelope {
  EventNumber number;
  Instant at;
  CaseId case_id;
};

// Asserts where an event does not fit the state: decide made sure that it does.
void apply(State& state, const Programs& programs, const Envelope& envelope, const journal::Event& event);
// All events of a record, and the case's head.
void apply(State& state, const Programs& programs, const journal::Record& record);

}  // namespace chancery::runtime
