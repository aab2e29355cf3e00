// Call activities, and the processes that they call: never themselves, so that calls end.
#include <algorithm>

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

constexpr std::size_t kOpenMax = 2;  // processes inside of each other

bool fits(const Callable& process, const Around& around) {
  return process.rank >= around.rank &&
         std::all_of(process.errors.begin(), process.errors.end(), [&around](const std::string& code) {
           return std::find(around.errors.begin(), around.errors.end(), code) != around.errors.end();
         });
}

std::string write_called(Writer& w, const Around& around) {
  Around inside;
  inside.depth = std::min(around.depth, 2);
  inside.rank = around.rank;
  inside.copies = around.copies;
  inside.sets = false;
  inside.errors = around.errors;
  std::string id = w.id("called");
  std::string before = std::exchange(w.process, id);
  ++w.calls_open;
  w.open();
  fill_scope(w, inside, inside.nested(), ScopeKind::kProcess);
  w.processes.push_back(Tag("process", {{"id", id}, {"isExecutable", "true"}}).add(w.close()));
  --w.calls_open;
  w.process = std::move(before);
  w.callables.push_back({id, around.rank, around.errors});
  return id;
}

}  // namespace

std::string called_process(Writer& w, const Around& around) {
  std::vector<std::string> fit;
  for (const Callable& process : w.callables)
    if (fits(process, around)) fit.push_back(process.id);
  const bool may_write = w.may_spend() && w.calls_open < kOpenMax;
  if (!fit.empty() && (!may_write || w.dice.chance(40))) return w.dice.one_of(fit);
  return may_write ? write_called(w, around) : std::string();
}

Tag call(Writer& w, const Around& around) {
  const std::string called = called_process(w, around);
  if (called.empty()) return any_task(w, around);
  Tag tag("callActivity", {{"id", w.id("call")}});
  const std::string other = w.dice.chance(40) ? called_process(w, around) : std::string();
  tag.set("calledElement", other.empty() ? called : w.chosen(called, other));
  Tag mappings("extensionElements");
  if (w.dice.chance(50))
    mappings.add(Tag("camunda:in", {{"variables", "all"}}));
  else
    mappings.add(Tag("camunda:in", {{"source", w.variable()}, {"target", w.variable()}}))
        .add(Tag("camunda:in", {{"sourceExpression", "=1 + 2"}, {"target", w.variable()}}));
  if (w.dice.chance(50)) mappings.add(Tag("camunda:out", {{"source", w.variable()}, {"target", w.result(around)}}));
  return tag.add(std::move(mappings));
}

}  // namespace chancery::simulation
