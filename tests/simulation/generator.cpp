#include "tests/simulation/generator.h"

#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

void put_process(Writer& w, const std::string& id, const std::vector<std::string>& starts, const Around& around) {
  fill_scope(w, around, around.nested(), ScopeKind::kProcess, starts);
  w.processes.push_back(Tag("process", {{"id", id}, {"isExecutable", "true"}}).add(w.close()));
}

// What the driver starts; sometimes an event begins it as well.
void put_root(Writer& w) {
  Around around;
  around.depth = w.dice.between(3, 8);
  w.process = w.id("process");
  w.open();
  std::vector<std::string> starts = {w.put("startEvent", "start")};
  if (w.dice.chance(10)) {
    const Beginning other = any_beginning(w);
    starts.insert(starts.end(), other.from.begin(), other.from.end());
    around.rank = other.rank;
  }
  put_process(w, w.process, starts, around);
}

// Processes that events begin; a message names one start event of all, so that one case begins.
void put_begun(Writer& w) {
  Around around;
  around.depth = w.dice.between(1, 2);
  around.sets = false;
  w.process = w.id("begun");
  w.open();
  const Beginning begins = any_beginning(w);
  around.rank = begins.rank;
  put_process(w, w.process, begins.from, around);
}

std::vector<Tag> roots() {
  std::vector<Tag> out;
  for (const Name& name : all_names()) switch (name.kind) {
      case bpmn::EventKind::kMessage: out.push_back(Tag("message", {{"id", name.text}, {"name", name.text}})); break;
      case bpmn::EventKind::kSignal: out.push_back(Tag("signal", {{"id", name.text}, {"name", name.text}})); break;
      default: out.push_back(Tag("escalation", {{"id", name.text}, {"escalationCode", name.text}}));
    }
  for (int i = 1; i <= kNamesOfKind; ++i) {
    const std::string id = "error_" + std::to_string(i);
    out.push_back(Tag("error", {{"id", id}, {"errorCode", id}}));
  }
  return out;
}

// Two pools for every process that is one end of a flow; a message without a name takes that of its flow, which has a
// higher rank than what throws it.
std::vector<Tag> pools(Writer& w, Model& model) {
  Tag collaboration("collaboration", {{"id", "collaboration"}});
  for (const Tag& process : w.processes)
    collaboration.add(Tag("participant", {{"id", "pool_" + process.id()}, {"processRef", process.id()}}));
  for (const Correspondent& sender : w.senders) {
    std::vector<const Correspondent*> fit;
    for (const Correspondent& receiver : w.receivers)
      if (receiver.process != sender.process && receiver.rank > sender.rank) fit.push_back(&receiver);
    if (fit.empty()) continue;
    const Correspondent& receiver = *w.dice.one_of(fit);
    Tag flow("messageFlow",
             {{"id", w.id("message_flow")}, {"sourceRef", sender.element}, {"targetRef", receiver.element}});
    if (w.dice.chance(40)) flow.set("messageRef", receiver.message);
    collaboration.add(std::move(flow));
    model.flow_senders.insert(sender.element);
  }
  std::vector<Tag> out;
  if (!model.flow_senders.empty()) out.push_back(std::move(collaboration));
  return out;
}

}  // namespace

Model generate(std::uint64_t seed) {
  Writer w(seed);
  put_root(w);
  const int begun = w.dice.below(3);
  for (int i = 0; i < begun; ++i) put_begun(w);
  Model model;
  model.seed = seed;
  Tag file("definitions", {{"xmlns", "http://www.omg.org/spec/BPMN/20100524/MODEL"},
                           {"xmlns:camunda", "http://camunda.org/schema/1.0/bpmn"},
                           {"xmlns:chancery", "https://chancery.dev/schema/1.0/bpmn"},
                           {"id", "seed_" + std::to_string(seed)},
                           {"targetNamespace", "urn:simulation"}});
  file.add(roots()).add(pools(w, model)).add(std::move(w.processes));
  model.bpmn = to_text(file);
  if (w.decisions.empty()) return model;
  Tag decisions("definitions", {{"xmlns", "https://www.omg.org/spec/DMN/20191111/MODEL/"},
                                {"id", "decisions"},
                                {"name", "decisions"},
                                {"namespace", "urn:simulation"}});
  model.dmn = to_text(decisions.add(std::move(w.decisions)));
  return model;
}

}  // namespace chancery::simulation
