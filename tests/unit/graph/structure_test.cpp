// The structure pass: nodes, flows, ordinals and the links among them.
#include <gtest/gtest.h>

#include "tests/unit/graph/compiled.h"

namespace chancery::graph {
namespace {

using test::Compiled;
using test::definitions;
using test::flow;
using test::process;
using test::with_node;

const std::string kChoice = "<startEvent id='s'/>" + flow("s", "g") +
                            "<exclusiveGateway id='g' default='g_b'/>"
                            "<sequenceFlow id='g_a' sourceRef='g' targetRef='a'><conditionExpression>=x > "
                            "1</conditionExpression></sequenceFlow>" +
                            flow("g", "b") + "<task id='a'/><task id='b'/>" + flow("a", "e") + flow("b", "e") +
                            "<endEvent id='e'/>";

// The place of an element among all elements of the text, counted without the reader.
std::uint32_t place_of(const std::string& text, const std::string& id) {
  const std::size_t end = text.find(" id='" + id + "'");
  EXPECT_NE(end, std::string::npos) << id;
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < end; ++i)
    if (text[i] == '<' && std::isalpha(static_cast<unsigned char>(text[i + 1])) != 0) ++count;
  return count - 1;  // the root is 0
}

TEST(Ordinals, AreThePlaceInTheDeployedXml) {
  const std::string text = process(kChoice);
  const Compiled compiled(text);
  for (const Node& node : compiled.process().nodes) EXPECT_EQ(node.ordinal, place_of(text, node.id)) << node.id;
  for (const Flow& f : compiled.process().flows) EXPECT_EQ(f.ordinal, place_of(text, f.id)) << f.id;
  EXPECT_EQ(compiled.process().ordinal, 1u);
}

TEST(Ordinals, FindTheirNodeOrFlowAndNothingElse) {
  const Compiled compiled(process(kChoice));
  const Process& p = compiled.process();
  for (NodeIndex i = 0; i < p.nodes.size(); ++i) {
    EXPECT_EQ(p.node_of(p.nodes[i].ordinal), i);
    EXPECT_EQ(p.flow_of(p.nodes[i].ordinal), kNone);
  }
  for (FlowIndex i = 0; i < p.flows.size(); ++i) {
    EXPECT_EQ(p.flow_of(p.flows[i].ordinal), i);
    EXPECT_EQ(p.node_of(p.flows[i].ordinal), kNone);
  }
  for (const std::uint32_t nothing : {0u, p.ordinal, compiled.flow("g_a").ordinal + 1, 1'000'000u, kNone}) {
    EXPECT_EQ(p.node_of(nothing), kNone) << nothing;
    EXPECT_EQ(p.flow_of(nothing), kNone) << nothing;
  }
}

std::vector<std::uint32_t> ordinals_of(const Compiled& compiled) {
  std::vector<std::uint32_t> out;
  for (const Node& node : compiled.process().nodes) out.push_back(node.ordinal);
  for (const Flow& f : compiled.process().flows) out.push_back(f.ordinal);
  return out;
}

// Cases live on with what a person may change in the file without changing the process.
TEST(Ordinals, StayWhenOnlyTheWritingChanges) {
  const auto before = ordinals_of(Compiled(process(kChoice)));
  std::string renamed = kChoice;
  for (std::size_t at = 0; (at = renamed.find("id='a'", at)) != std::string::npos;) renamed.insert(at + 5, " name='甲");
  const std::string diagram =
      definitions("<process id='p' isExecutable='true'>" + kChoice +
                  "</process><d:BPMNDiagram xmlns:d='http://www.omg.org/spec/BPMN/20100524/DI'/>");
  EXPECT_EQ(ordinals_of(Compiled(diagram)), before);
  std::string spaced;
  for (const char c : kChoice) spaced += c == '<' ? "\n<!-- note -->\n  <" : std::string(1, c);
  for (std::size_t at = 0; (at = spaced.find("<\n", at)) != std::string::npos;) spaced.erase(at, 1);
  for (std::size_t at = 0; (at = spaced.find("\n<!-- note -->\n  </", at)) != std::string::npos;) spaced.erase(at, 17);
  EXPECT_EQ(ordinals_of(Compiled(process(spaced))), before);
}

TEST(Ordinals, ChangeWithAnElementBeforeThem) {
  const Compiled before(process(kChoice));
  const Compiled after(process("<documentation>x</documentation>" + kChoice));
  EXPECT_EQ(after.node("e").ordinal, before.node("e").ordinal + 1);
}

TEST(Structure, NodesAndFlowsStandInDocumentOrder) {
  const Compiled compiled(process(kChoice));
  EXPECT_TRUE(std::is_sorted(compiled.process().nodes.begin(), compiled.process().nodes.end(),
                             [](const Node& a, const Node& b) { return a.ordinal < b.ordinal; }));
  EXPECT_TRUE(std::is_sorted(compiled.process().flows.begin(), compiled.process().flows.end(),
                             [](const Flow& a, const Flow& b) { return a.ordinal < b.ordinal; }));
  EXPECT_EQ(compiled.process().nodes.size(), 5u);
  EXPECT_EQ(compiled.process().flows.size(), 5u);
  EXPECT_EQ(compiled.process().file, "t.bpmn");
  EXPECT_EQ(compiled.process().id, "p");
}

TEST(Structure, FlowsJoinTheirNodes) {
  const Compiled compiled(process(kChoice));
  const Process& p = compiled.process();
  const Node& gateway = compiled.node("g");
  ASSERT_EQ(gateway.outgoing.size(), 2u);
  EXPECT_EQ(p.flows[gateway.outgoing[0]].id, "g_a");
  EXPECT_EQ(p.flows[gateway.default_flow].id, "g_b");
  EXPECT_EQ(compiled.node("a").default_flow, kNone);
  EXPECT_EQ(compiled.node("e").incoming.size(), 2u);
  EXPECT_TRUE(compiled.node("e").outgoing.empty());
  for (FlowIndex i = 0; i < p.flows.size(); ++i) {
    const auto& out = p.nodes[p.flows[i].source].outgoing;
    const auto& in = p.nodes[p.flows[i].target].incoming;
    EXPECT_EQ(std::count(out.begin(), out.end(), i), 1);
    EXPECT_EQ(std::count(in.begin(), in.end(), i), 1);
  }
}

TEST(Structure, ConditionsAreCompiledAndOthersHaveNone) {
  Compiled compiled(process(kChoice));
  EXPECT_TRUE(compiled.flow("g_a").conditional);
  EXPECT_FALSE(compiled.flow("g_b").conditional);
  EXPECT_TRUE(compiled.evaluate(compiled.flow("g_a").condition, Value::number(2)).is_true());
  EXPECT_FALSE(compiled.evaluate(compiled.flow("g_a").condition, Value::number(1)).is_true());
  EXPECT_TRUE(compiled.evaluate(compiled.flow("g_b").condition).is_null());
}

TEST(Structure, FindIsById) {
  const Compiled compiled(process(kChoice));
  EXPECT_EQ(compiled.process().nodes[compiled.process().find("b")].id, "b");
  EXPECT_EQ(compiled.process().find("B"), kNone);
  EXPECT_EQ(compiled.process().find(""), kNone);
  EXPECT_EQ(compiled.process().find("g_a"), kNone) << "a flow is no node";
}

TEST(Structure, SubProcessesAreScopesOfTheirNodes) {
  const Compiled compiled(with_node("<subProcess id='n'><startEvent id='i'/>" + flow("i", "m") +
                                    "<subProcess id='m'>"
                                    "<startEvent id='j'/>" +
                                    flow("j", "k") + "<endEvent id='k'/></subProcess></subProcess>"));
  const Process& p = compiled.process();
  EXPECT_EQ(compiled.node("s").parent, kNone);
  EXPECT_EQ(p.nodes[compiled.node("i").parent].id, "n");
  EXPECT_EQ(p.nodes[compiled.node("m").parent].id, "n");
  EXPECT_EQ(p.nodes[compiled.node("k").parent].id, "m");
  EXPECT_EQ(p.nodes[compiled.node("n").start_inside].id, "i");
  EXPECT_EQ(p.nodes[compiled.node("m").start_inside].id, "j");
  EXPECT_EQ(compiled.node("s").start_inside, kNone);
  ASSERT_EQ(p.starts.size(), 1u) << "only the start of the process itself";
  EXPECT_EQ(p.nodes[p.starts[0]].id, "s");
  for (NodeIndex i = 0; i < p.nodes.size(); ++i)
    EXPECT_TRUE(p.nodes[i].parent == kNone || p.nodes[i].parent < i) << "a node comes after its scope";
}

TEST(Structure, BoundaryEventsKnowTheirActivityAndItThem) {
  const std::string duration = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";
  const Compiled compiled(with_node("<task id='n'/><boundaryEvent id='b1' attachedToRef='n'>" + duration +
                                    "</boundaryEvent><boundaryEvent id='b2' attachedToRef='n' cancelActivity='false'>" +
                                    duration + "</boundaryEvent>" + flow("b1", "e1") + flow("b2", "e1") +
                                    "<endEvent id='e1'/>"));
  const Process& p = compiled.process();
  EXPECT_EQ(p.nodes[compiled.node("b1").attached_to].id, "n");
  ASSERT_EQ(compiled.node("n").boundary.size(), 2u);
  EXPECT_EQ(p.nodes[compiled.node("n").boundary[1]].id, "b2");
  EXPECT_TRUE(compiled.node("b1").interrupting);
  EXPECT_FALSE(compiled.node("b2").interrupting);
  EXPECT_EQ(compiled.node("n").attached_to, kNone);
  EXPECT_TRUE(compiled.node("e").boundary.empty());
}

TEST(Structure, OnlyExecutableProcessesInTheirOrder) {
  const auto one = [](const char* id, const char* executable) {
    return std::string("<process id='") + id + "' isExecutable='" + executable + "'><startEvent id='s_" + id +
           "'/></process>";
  };
  const Compiled compiled(definitions(one("a", "true") + one("b", "false") + one("c", "true")));
  ASSERT_EQ(compiled.output.processes.size(), 2u);
  EXPECT_EQ(compiled.process(0).id, "a");
  EXPECT_EQ(compiled.process(1).id, "c");
  EXPECT_EQ(compiled.codes(), "");
}

TEST(Structure, WithoutAnExecutableProcessThereIsNothingToRun) {
  const Compiled compiled(definitions("<process id='b' isExecutable='false'><startEvent id='s'/></process>"));
  EXPECT_TRUE(compiled.output.processes.empty());
  ASSERT_EQ(compiled.codes(), "graph.no-executable-process ");
  EXPECT_EQ(compiled.output.diagnostics[0].severity, Severity::kError);
  EXPECT_EQ(compiled.output.diagnostics[0].file, "t.bpmn");
  EXPECT_EQ(compiled.output.diagnostics[0].line, 1);
  EXPECT_EQ(compiled.output.diagnostics[0].column, 1);
}

TEST(Structure, EveryIdAndVariableHasASymbol) {
  const Compiled compiled(
      with_node("<scriptTask id='n' camunda:resultVariable='gate'><script>1</script></scriptTask>"));
  for (const char* name : {"s", "n", "e", "gate"}) EXPECT_TRUE(compiled.symbols.find(name)) << name;
  EXPECT_FALSE(compiled.symbols.find("nrOfInstances"));
  EXPECT_FALSE(compiled.symbols.find(""));
}

}  // namespace
}  // namespace chancery::graph
