// Timers of start events: armed by a deployment, fired by the clock. A firing is one record; each case that it begins is another.
#include <algorithm>

#include "engine/runtime/commands/context.h"
#include "engine/runtime/steps/due.h"
#include "engine/runtime/steps/starts.h"

namespace chancery::runtime::commands {

namespace {

struct Known {
  std::uint32_t number = 0;
  StartTimer timer;
};

// Those of the package before, in order of their numbers.
std::vector<Known> known_timers(const CommandContext& c) {
  std::vector<Known> out;
  c.scratch.start_timers.for_each([&out](std::uint32_t number, const StartTimer& timer) {
    out.push_back({number, timer});
    return true;
  });
  return out;
}

// Place of the definition among those of its event.
std::size_t place_of(const graph::Node& node, std::uint32_t ordinal) {
  const auto all = node.event->definitions();
  const auto found =
      std::find_if(all.begin(), all.end(), [ordinal](const graph::EventSpec& e) { return e.ordinal == ordinal; });
  return static_cast<std::size_t>(found - all.begin());
}

// The same start event: process and element keep their ids from version to version.
bool is_same_start(const CommandContext& c, const StartTimer& before, const Program& program, const EventStart& where) {
  const Program* old_program = c.world.programs->find(before.package);
  CHANCERY_ASSERT(old_program != nullptr);
  const graph::Process& old = *old_program->processes[before.process];
  const graph::Node& node = old.nodes[old.node_of(before.ordinal)];
  return old.id == program.processes[where.process]->id && node.id == steps::node_of(program, where).id &&
         place_of(node, before.ordinal) == where.definition;
}

Result<journal::StartTimerSet> newly_set(const CommandContext& c, const Program& program, const EventStart& where) {
  const graph::Node& start = steps::node_of(program, where);
  const graph::EventSpec& event = steps::event_of(program, where);
  feel::EvaluationContext context(*c.world.zones, c.at());
  const Value value = event.timer_value.evaluate(feel::LocalScope(), context);
  const auto due = steps::due_of({c.at(), program.calendar, *c.world.zones}, event, value);
  if (!due) return steps::bad_timer(start, value);
  journal::StartTimerSet out;
  out.package = program.id;
  out.process = where.process;
  out.ordinal = event.ordinal;
  out.unit_kind = event.unit_kind;
  if (event.unit_kind.empty())
    out.unit = steps::units_of(c.scratch.directory, event, c.scratch.directory.last_numbers().root).front();
  out.written = std::to_string(static_cast<int>(event.timer)) + ' ' + feel::to_text(value);
  out.armed = true;
  out.due_ms = due->at.ms;
  out.repeat_left = due->repeat_left;
  out.every_ms = due->every_ms;
  out.every_months = due->every_months;
  out.day = due->day;
  return out;
}

// A timer that says the same as before goes on as if nothing had been deployed: it keeps its rhythm, and a date that has come does not
// come again.
void carry_over(const StartTimer& before, journal::StartTimerSet& set) {
  set.armed = before.armed;
  set.due_ms = before.due.ms;
  set.repeat_left = before.repeat_left;
}

}  // namespace

Result<void> check_start_units(const CommandContext& c, const Program& program) {
  for (const EventStart& where : program.event_starts) {
    const std::string& unit = steps::event_of(program, where).unit;
    if (!unit.empty() && c.scratch.directory.unit(unit) == nullptr)
      return invalid("runtime.start-unit", {{"element", steps::node_of(program, where).id}, {"unit", unit}});
  }
  return {};
}

Result<void> arm_start_timers(CommandContext& c, const Program& program) {
  std::vector<Known> known = known_timers(c);
  std::uint32_t last = known.empty() ? 0 : known.back().number;
  std::vector<journal::StartTimerSet> all;
  for (const EventStart& where : program.event_starts) {
    if (steps::event_of(program, where).kind != graph::EventKind::kTimer) continue;
    journal::StartTimerSet set = TRY(newly_set(c, program, where));
    const auto before = std::find_if(known.begin(), known.end(),
                                     [&](const Known& k) { return is_same_start(c, k.timer, program, where); });
    set.timer = before != known.end() ? before->number : ++last;
    if (before != known.end()) {
      const StartTimer& old = before->timer;
      if (old.written == set.written && old.unit == set.unit && old.unit_kind == set.unit_kind) carry_over(old, set);
      known.erase(before);
    }
    all.push_back(std::move(set));
  }
  for (const Known& gone : known) c.emit(journal::StartTimerEnded{gone.number});
  for (journal::StartTimerSet& set : all) c.emit(std::move(set));
  return {};
}

Result<void> fire_start_timer(CommandContext& c, std::uint32_t number) {
  const StartTimer* found = c.scratch.start_timers.find(number);
  if (found == nullptr || !found->armed || found->due > c.at()) return {};  // ended or set anew meanwhile
  const StartTimer timer = *found;
  const steps::Due due{timer.due, timer.repeat_left, timer.every_ms, timer.every_months, timer.day};
  const auto next = due.next(*c.world.zones);
  c.emit(next ? journal::StartTimerFired{number, true, next->at.ms, next->repeat_left}
              : journal::StartTimerFired{number, false, 0, 0});
  graph::EventSpec where;
  where.unit_kind = timer.unit_kind;
  for (const UnitId unit : steps::units_of(c.scratch.directory, where, timer.unit))
    c.out.follow_ups.emplace_back(journal::StartByTimer{timer.process, timer.ordinal, unit});
  return {};
}

}  // namespace chancery::runtime::commands
