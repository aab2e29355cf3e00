#include <gtest/gtest.h>

#include "engine/bpmn/limits.h"
#include "tests/unit/bpmn/model_text.h"

namespace chancery::bpmn {
namespace {

using test::codes_of;
using test::definitions;
using test::node_of;
using test::process;
using test::read;
using test::with_node;

TEST(Reader, BrokenXmlGivesNoModelAndItsFault) {
  const ReadResult result = read("<definitions>");
  EXPECT_FALSE(result.definitions.has_value());
  EXPECT_TRUE(result.has_errors());
  EXPECT_EQ(codes_of(result), "xml.cut-off ");
}

TEST(Reader, OtherRootsAreNamed) {
  const ReadResult result = read("<definitions xmlns='urn:other'/>");
  EXPECT_FALSE(result.definitions.has_value());
  EXPECT_EQ(codes_of(result), "bpmn.not-bpmn ");
  EXPECT_EQ(codes_of(read("<html/>")), "bpmn.not-bpmn ");
}

TEST(Reader, NodesStandInDocumentOrderWithOrdinalsParentsAndFlows) {
  const ReadResult result = read(process(R"(<startEvent id="s"/><sequenceFlow id="a" sourceRef="s" targetRef="sub"/>
    <subProcess id="sub"><startEvent id="i"/><sequenceFlow id="b" sourceRef="i" targetRef="j"/><endEvent id="j"/>
    </subProcess>
    <sequenceFlow id="c" sourceRef="sub" targetRef="e"/><endEvent id="e"/>)"));
  EXPECT_EQ(codes_of(result), "");
  const Process& p = result.definitions->processes.at(0);
  ASSERT_EQ(p.nodes.size(), 5u);
  EXPECT_EQ(p.nodes[1].id, "sub");
  EXPECT_FALSE(p.nodes[1].parent.has_value());
  EXPECT_EQ(p.nodes[2].parent, 1u);
  EXPECT_EQ(p.nodes[3].parent, 1u);
  EXPECT_FALSE(p.nodes[4].parent.has_value());
  // definitions 0, process 1, s 2, a 3, sub 4, i 5, b 6, j 7, c 8, e 9
  EXPECT_EQ(p.ordinal, 1u);
  EXPECT_EQ(p.nodes[1].ordinal, 4u);
  EXPECT_EQ(p.nodes[4].ordinal, 9u);
  EXPECT_EQ(p.flows[1].ordinal, 6u);
  EXPECT_EQ(p.flows[1].parent, 1u);
  EXPECT_EQ(p.nodes[1].incoming, (std::vector<Index>{0}));
  EXPECT_EQ(p.nodes[1].outgoing, (std::vector<Index>{2}));
}

TEST(Reader, ConditionsKeepTextLanguageAndPlace) {
  const ReadResult result = read(process(
      "<startEvent id='s'/><exclusiveGateway id='g' default='b'/><sequenceFlow id='f' sourceRef='s' targetRef='g'/>\n"
      "<sequenceFlow id='a' sourceRef='g' targetRef='e'>\n"
      "  <conditionExpression language='feel'><![CDATA[ x < 3 ]]></conditionExpression></sequenceFlow>"
      "<sequenceFlow id='b' sourceRef='g' targetRef='e'/><endEvent id='e'/>"));
  EXPECT_EQ(codes_of(result), "");
  const Flow& flow = result.definitions->processes.at(0).flows.at(1);
  ASSERT_TRUE(flow.condition.has_value());
  EXPECT_EQ(flow.condition->text, "x < 3");
  EXPECT_EQ(flow.condition->language, "feel");
  EXPECT_EQ(flow.condition->position, (SourcePosition{4, 50}));
  EXPECT_EQ(node_of(result, "g").default_flow, 2u);
}

TEST(Reader, ReferencesResolveThroughPrefixesAndToRootsBehind) {
  const ReadResult result = read(definitions(
      R"(<process id="p" isExecutable="true"><startEvent id="s"><messageEventDefinition messageRef="t:m"/></startEvent>
      <sequenceFlow sourceRef="s" targetRef="e"/><endEvent id="e"><errorEventDefinition errorRef="err"/>
      </endEvent></process>
      <message id="m" name="new-request"/><error id="err" errorCode="E1"/>)"));
  EXPECT_EQ(codes_of(result), "");
  EXPECT_EQ(node_of(result, "s").event.kind, EventKind::kMessage);
  EXPECT_EQ(node_of(result, "s").event.reference, "m");
  EXPECT_EQ(node_of(result, "s").event.code, "new-request");
  EXPECT_EQ(node_of(result, "e").event.code, "E1");
}

TEST(Reader, AnUndeclaredErrorReferenceIsItselfTheCode) {
  const ReadResult result = read(with_node(
      R"(<serviceTask id="n"/><boundaryEvent id="b" attachedToRef="n"><errorEventDefinition errorRef="boom"/>
      </boundaryEvent>
      <sequenceFlow sourceRef="b" targetRef="e"/>)"));
  EXPECT_EQ(codes_of(result), "");
  EXPECT_EQ(node_of(result, "b").event.code, "boom");
  EXPECT_FALSE(node_of(result, "b").event.declared);
  EXPECT_EQ(node_of(result, "b").attached_to, 1u);
}

TEST(Reader, EventDefinitionsOfTheRootAreFollowed) {
  const ReadResult result = read(with_node(
      R"(<intermediateCatchEvent id="n"><eventDefinitionRef>t:wait</eventDefinitionRef></intermediateCatchEvent>)",
      R"(<timerEventDefinition id="wait"><timeDuration>P3D</timeDuration></timerEventDefinition>)"));
  EXPECT_EQ(codes_of(result), "");
  EXPECT_EQ(node_of(result, "n").event.timer, TimerKind::kDuration);
  EXPECT_EQ(node_of(result, "n").event.timer_expression.text, "P3D");
}

TEST(Reader, MultiInstanceReadsBothDialects) {
  const ReadResult extension = read(with_node(
      R"(<userTask id="n"><multiInstanceLoopCharacteristics isSequential="true" camunda:collection="=voters"
      operaton:elementVariable="voter"><completionCondition>nrOfCompletedInstances = 2</completionCondition>
      </multiInstanceLoopCharacteristics></userTask>)"));
  const MultiInstance& first = *node_of(extension, "n").multi_instance;
  EXPECT_TRUE(first.sequential);
  EXPECT_EQ(first.collection->text, "=voters");
  EXPECT_EQ(first.element_variable, "voter");
  EXPECT_EQ(first.completion_condition->text, "nrOfCompletedInstances = 2");
  const ReadResult standard = read(with_node(
      R"(<task id="n"><multiInstanceLoopCharacteristics><loopDataInputRef>list</loopDataInputRef>
      <loopDataOutputRef>results</loopDataOutputRef><inputDataItem name="item"/><outputDataItem name="result"/>
      </multiInstanceLoopCharacteristics></task>)"));
  const MultiInstance& second = *node_of(standard, "n").multi_instance;
  EXPECT_FALSE(second.sequential);
  EXPECT_EQ(second.collection->text, "list");
  EXPECT_EQ(second.element_variable, "item");
  EXPECT_EQ(second.output_collection, "results");
  EXPECT_EQ(second.output_element, "result");
}

TEST(Reader, CollaborationLanesDataAndArtifactsAreReadWithoutFault) {
  const ReadResult result = read(definitions(
      R"(<collaboration id="c"><participant id="pool" processRef="p"/><participant id="box"/>
      <messageFlow id="mf" sourceRef="box" targetRef="s"/></collaboration>
      <process id="p" isExecutable="true"><laneSet id="ls"><lane id="l"><flowNodeRef>s</flowNodeRef><childLaneSet>
      <lane id="l2"><flowNodeRef>e</flowNodeRef></lane></childLaneSet></lane></laneSet>
      <startEvent id="s"/><sequenceFlow sourceRef="s" targetRef="e"/><endEvent id="e"/><dataObject id="o"/>
      <dataObjectReference id="r" dataObjectRef="o"/><textAnnotation id="ta"><text>t</text></textAnnotation>
      <association id="as" sourceRef="s" targetRef="ta"/><group id="g"/></process>)"));
  EXPECT_EQ(codes_of(result), "");
  EXPECT_EQ(result.definitions->processes[0].lanes.size(), 2u);
  EXPECT_EQ(result.definitions->participants.size(), 2u);
  EXPECT_EQ(result.definitions->message_flows.size(), 1u);
}

TEST(Reader, AllFaultsComeAtOnceInTheOrderOfTheFile) {
  const ReadResult result = read(process(
      "\n<exclusiveGateway id='x'/>\n<startEvent id='s'/>\n<sequenceFlow id='f' sourceRef='s' targetRef='nope'/>\n"
      "<callActivity id='c'/>"));
  EXPECT_EQ(codes_of(result),
            "bpmn.gateway-without-outgoing bpmn.unreachable-node bpmn.dangling-target "
            "bpmn.call-without-called-element bpmn.unreachable-node ");
  EXPECT_TRUE(result.definitions.has_value());
}

TEST(Reader, ProcessesThatAreOnlyDrawnMayBeIncomplete) {
  const ReadResult result =
      read(definitions("<process id='p'><startEvent id='s'/><complexGateway id='g'/><callActivity id='c'/>"
                       "<sequenceFlow id='f' sourceRef='s' targetRef='g'/></process>"));
  EXPECT_FALSE(result.has_errors());
  EXPECT_EQ(codes_of(result), "bpmn.nothing-executable ");
}

TEST(Reader, TheListOfFindingsIsLimitedAndWarningsNeverPushOutErrors) {
  std::string text = "<startEvent id='s'/>";
  for (std::size_t i = 0; i < 2 * kMaxFindings; ++i) text += "<task id='t" + std::to_string(i) + "'/>";
  const ReadResult result = read(process(text + "<callActivity id='c'/>"));
  EXPECT_EQ(result.diagnostics.size(), kMaxFindings + 2);
  const auto more = [](const Diagnostic& diagnostic) { return diagnostic.code == "bpmn.limit-findings"; };
  EXPECT_EQ(std::count_if(result.diagnostics.begin(), result.diagnostics.end(), more), 1);
  EXPECT_TRUE(result.has_errors());
}

TEST(Reader, TheNumberOfNodesIsLimited) {
  std::string tasks = "<startEvent id='s'/>";
  for (std::size_t i = 0; i < kMaxNodes; ++i) tasks += "<task id='t" + std::to_string(i) + "'/>";
  const ReadResult result = read(process(tasks));
  const auto over = [](const Diagnostic& diagnostic) { return diagnostic.code == "bpmn.limit-nodes"; };
  EXPECT_EQ(std::count_if(result.diagnostics.begin(), result.diagnostics.end(), over), 1);
}

}  // namespace
}  // namespace chancery::bpmn
