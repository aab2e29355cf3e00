// The blocks that models are made of: each writes into the open scope and has one way in and one way out. One file is
// one family; blocks.cpp holds their list.
#pragma once

#include "tests/simulation/events.h"
#include "tests/simulation/writer.h"

namespace chancery::simulation {

// Any block that fits, by the dice.
Block block(Writer& w, const Around& around);

// ---- families
Block activity(Writer& w, const Around& around);     // activities.cpp: any, with all that may hang on it
Block sequence(Writer& w, const Around& around);     // gateways.cpp
Block choice(Writer& w, const Around& around);       // gateways.cpp: exclusive
Block some_of(Writer& w, const Around& around);      // gateways.cpp: inclusive
Block together(Writer& w, const Around& around);     // gateways.cpp: parallel
Block first_event(Writer& w, const Around& around);  // event_gateways.cpp
Block round(Writer& w, const Around& around);        // loops.cpp: back over an exclusive gateway
Block wait(Writer& w, const Around& around);         // waits.cpp: an intermediate catching event
Block thrown(Writer& w, const Around& around);       // waits.cpp: an intermediate throwing event
Block link(Writer& w, const Around& around);         // links.cpp
Block enough(Writer& w, const Around& around);       // complex_gateways.cpp
Block early_end(Writer& w, const Around& around);    // ends.cpp: one branch ends here

// ---- parts of activities; not yet put into the scope
Tag any_task(Writer& w, const Around& around);     // tasks.cpp
Tag sub_process(Writer& w, const Around& around);  // sub_processes.cpp
Tag transaction(Writer& w, const Around& around);  // sub_processes.cpp
Tag ad_hoc(Writer& w, const Around& around);       // sub_processes.cpp
Tag call(Writer& w, const Around& around);         // calls.cpp
// An activity of any kind with nothing on its border.
Tag bare_activity(Writer& w, const Around& around);  // activities.cpp

struct Repeat {
  enum class Kind : std::uint8_t { kNone, kLoop, kParallel, kSequential } kind = Kind::kNone;
  int times = 1;
};
Repeat any_repeat(Writer& w, const Around& around);  // repeats.cpp
void add_repeat(Writer& w, const Repeat& repeat, Tag& activity);
// Sometimes: variables of its own, and what it hands out.
void add_parameters(Writer& w, const Around& around, Tag& activity);  // parameters.cpp

// What stands on the border of an activity: chosen before its inside is written, which may throw what is caught there.
std::vector<Definitions> any_border(Writer& w, const Around& around, std::string_view tag);
// Puts the events and what is behind them; the last of the block with the activity.
std::string put_border(Writer& w, const Around& around, const std::string& activity, std::vector<Definitions> border);
// A compensation event on its border, with its handler.
void put_compensation(Writer& w, const Around& around, const std::string& activity);

// An end event of any kind that may stand here.
std::string end_event(Writer& w, const Around& around);  // ends.cpp
// A way that ends in an end event of its own, or without one where the scope has none.
Block side_way(Writer& w, const Around& around);  // ends.cpp
// Start event, block and end event of a scope, with the event sub-processes beside them; `outside` is what holds around
// the scope.
enum class ScopeKind : std::uint8_t { kProcess, kSubProcess };
void fill_scope(Writer& w, const Around& outside, const Around& inside, ScopeKind kind,
                const std::vector<std::string>& starts = {});                   // scopes.cpp
void event_sub_process(Writer& w, const Around& outside, Definitions trigger);  // event_sub_processes.cpp
std::vector<Definitions> any_triggers(Writer& w, const Around& outside, ScopeKind kind);
// Inside of a scope with these triggers their errors are caught.
Around caught_by(const std::vector<Definitions>& triggers, Around inside);

// What begins a process by an event: the elements from which its token comes, and the highest rank of what it waits for.
struct Beginning {
  std::vector<std::string> from;
  int rank = 0;
};
Beginning any_beginning(Writer& w);  // beginnings.cpp

// A process that may be called from here: one that is there already, or a new one. Its id; "" when there can be none.
std::string called_process(Writer& w, const Around& around);  // calls.cpp
std::string any_decision(Writer& w);                          // decisions.cpp

}  // namespace chancery::simulation
