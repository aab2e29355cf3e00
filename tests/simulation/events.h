// The definitions of an event where it stands: any that elements.def says runs there and the surroundings allow.
#pragma once

#include <optional>

#include "tests/simulation/writer.h"

namespace chancery::simulation {

enum class Position : std::uint8_t { kStart, kInner, kCatch, kThrow, kBoundary, kEnd };
inline constexpr Position kPositions[] = {Position::kStart, Position::kInner,    Position::kCatch,
                                          Position::kThrow, Position::kBoundary, Position::kEnd};

// By the columns of elements.def.
bool is_supported(bpmn::EventKind kind, Position position);
bpmn::ElementKind element_of(Position position);

struct Definitions {
  bpmn::EventKind kind = bpmn::EventKind::kNone;
  std::vector<Tag> tags;
  std::string message;                                           // that it names
  int rank = 0;                                                  // the highest of the names that it waits for
  bool all = false;                                              // parallel multiple
  bool interrupts = true;                                        // of a boundary or inner start event
  std::string error;                                             // the code that it catches, "" for all
  std::vector<std::pair<bpmn::EventKind, std::string>> catches;  // errors and escalations, by their codes
  bool unaddressed = false;                                      // a thrown message without a name
};

// What a boundary or inner start event may be, besides.
struct Wish {
  bool interrupts = true;
  bool on_transaction = false;
  bool compensates = false;  // an inner start event of a sub-process
  std::string activity;      // a thrown compensation may name it
};

// Any kind that fits there, by the dice; none when there is none (a throwing event always has one).
std::optional<Definitions> any_definitions(Writer& w, Position position, const Around& around, const Wish& wish = {});
// Of this kind, if it can stand there.
std::optional<Definitions> definitions_of(Writer& w, bpmn::EventKind kind, Position position, const Around& around,
                                          const Wish& wish = {});
// One place catches a code once.
bool catches_the_same(const Definitions& one, const std::vector<Definitions>& others);
// The event element around them.
Tag event_tag(Writer& w, Position position, const std::string& stem, Definitions definitions);

Tag timer_definition(Writer& w, Position position, bool comes_again);

}  // namespace chancery::simulation
