// Decisions that business rule tasks ask: small tables over one variable, in a file of their own.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

std::string any_decision(Writer& w) {
  if (!w.decisions.empty() && w.dice.chance(60)) return w.dice.one_of(w.decisions).id();
  constexpr const char* kPolicies[] = {"UNIQUE", "FIRST", "ANY"};
  const std::string id = w.id("decision");
  Tag table("decisionTable", {{"id", id + "_table"}, {"hitPolicy", kPolicies[w.dice.below(3)]}});
  table.add(Tag("input", {{"id", id + "_input"}})
                .add(Tag("inputExpression", {{"typeRef", "number"}}).add(Tag("text", {}, w.variable()))));
  table.add(Tag("output", {{"id", id + "_output"}, {"name", "answer"}, {"typeRef", "number"}}));
  for (int value = 0; value < kValues; ++value) {
    if (w.dice.chance(25)) continue;  // a gap gives null
    table.add(Tag("rule", {{"id", id + "_rule_" + std::to_string(value)}})
                  .add(Tag("inputEntry").add(Tag("text", {}, std::to_string(value))))
                  .add(Tag("outputEntry").add(Tag("text", {}, w.value()))));
  }
  w.decisions.push_back(
      Tag("decision", {{"id", id}, {"name", id}}).add(Tag("variable", {{"name", id}})).add(std::move(table)));
  return id;
}

}  // namespace chancery::simulation
