#include <gtest/gtest.h>

#include "tests/unit/bpmn/model_text.h"

namespace chancery::bpmn {
namespace {

using test::codes_of;
using test::node_of;
using test::read;
using test::with_node;

TEST(Extensions, BothNamespacesAreOneWhateverTheirPrefix) {
  const ReadResult result = read(with_node(
      R"(<userTask id="n" camunda:assignee="=chair" operaton:candidateUsers="a, b" camunda:candidateGroups="g"
      operaton:dueDate="=due" camunda:followUpDate="P1D" camunda:priority="5" operaton:formKey="approve"
      chancery:duty="approve-use"/>)"));
  EXPECT_EQ(codes_of(result), "");
  const Node& node = node_of(result, "n");
  EXPECT_EQ(node.user_task->assignee->text, "=chair");
  EXPECT_EQ(node.user_task->candidate_users.at(0).text, "a, b");
  EXPECT_EQ(node.user_task->candidate_groups.at(0).text, "g");
  EXPECT_EQ(node.user_task->due_date->text, "=due");
  EXPECT_EQ(node.user_task->follow_up_date->text, "P1D");
  EXPECT_EQ(node.user_task->priority->text, "5");
  EXPECT_EQ(node.form_key, "approve");
  EXPECT_EQ(node.user_task->duty->text, "approve-use");
}

TEST(Extensions, PrefixesDoNotCountOnlyNamespaces) {
  const ReadResult result = read(
      R"(<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="urn:not-camunda"
      xmlns:z="http://camunda.org/schema/1.0/bpmn"><b:process id="p"><b:userTask id="n" camunda:assignee="no"
      z:formKey="yes"/></b:process></b:definitions>)");
  const Node& node = node_of(result, "n");
  EXPECT_FALSE(node.user_task->assignee.has_value());
  EXPECT_EQ(node.form_key, "yes");
  ASSERT_EQ(node.extensions.other_attributes.size(), 1u);
  EXPECT_EQ(node.extensions.other_attributes[0].ns, "urn:not-camunda");
}

TEST(Extensions, ForeignAttributesAndElementsAreKept) {
  const ReadResult result = read(with_node(
      R"(<serviceTask id="n" x:colour="red" camunda:unheard="1"><extensionElements><x:note level="2">text</x:note>
      <camunda:field name="f"/></extensionElements></serviceTask>)"));
  EXPECT_EQ(codes_of(result), "");
  const Extensions& extensions = node_of(result, "n").extensions;
  EXPECT_EQ(extensions.other_attributes.size(), 2u);
  ASSERT_EQ(extensions.other_elements.size(), 2u);
  EXPECT_EQ(extensions.other_elements[0].text, "text");
  EXPECT_EQ(extensions.other_elements[0].value("level"), "2");
}

TEST(Extensions, ImplementationsTellTopicClassAndExpressionApart) {
  using Kind = Implementation::Kind;
  const auto of = [](std::string_view attributes) {
    return node_of(read(with_node("<serviceTask id='n' " + std::string(attributes) + "/>")), "n").implementation;
  };
  EXPECT_EQ(of("").kind, Kind::kNone);
  EXPECT_EQ(of("camunda:type='external' camunda:topic='t'").kind, Kind::kExternal);
  EXPECT_EQ(of("camunda:type='external' camunda:topic='t'").text.text, "t");
  EXPECT_EQ(of("operaton:class='a.B'").kind, Kind::kClass);
  EXPECT_EQ(of("operaton:delegateExpression='${b}'").kind, Kind::kDelegateExpression);
  EXPECT_EQ(of("operaton:expression='${true}' operaton:resultVariable='r'").text.text, "${true}");
  EXPECT_EQ(of("operaton:expression='${true}' operaton:resultVariable='r'").result_variable, "r");
}

TEST(Extensions, InputOutputKeepsTextListMapAndScript) {
  const ReadResult result =
      read(with_node(R"(<serviceTask id="n" camunda:class="c"><extensionElements><camunda:inputOutput>
    <camunda:inputParameter name="plain"> =a + 1 </camunda:inputParameter>
    <camunda:inputParameter name="list"><camunda:list><camunda:value>one</camunda:value><camunda:list>
    <camunda:value>in</camunda:value>
    </camunda:list></camunda:list></camunda:inputParameter>
    <camunda:inputParameter name="map"><camunda:map><camunda:entry key="k">v</camunda:entry><camunda:entry key="deep">
    <camunda:list/></camunda:entry></camunda:map></camunda:inputParameter>
    <camunda:inputParameter name="script"><camunda:script scriptFormat="feel">1 + 1</camunda:script>
    </camunda:inputParameter>
    <camunda:outputParameter name="out">=b</camunda:outputParameter>
    </camunda:inputOutput></extensionElements></serviceTask>)"));
  using Kind = ParameterValue::Kind;
  const Extensions& extensions = node_of(result, "n").extensions;
  ASSERT_EQ(extensions.inputs.size(), 4u);
  EXPECT_EQ(extensions.inputs[0].value.text.text, "=a + 1");
  EXPECT_EQ(extensions.inputs[1].value.kind, Kind::kList);
  ASSERT_EQ(extensions.inputs[1].value.items.size(), 2u);
  EXPECT_EQ(extensions.inputs[1].value.items[0].text.text, "one");
  EXPECT_EQ(extensions.inputs[1].value.items[1].kind, Kind::kList);
  EXPECT_EQ(extensions.inputs[1].value.items[1].items.at(0).text.text, "in");
  EXPECT_EQ(extensions.inputs[2].value.keys, (std::vector<std::string>{"k", "deep"}));
  EXPECT_EQ(extensions.inputs[2].value.items.at(1).kind, Kind::kList);
  EXPECT_EQ(extensions.inputs[3].value.kind, Kind::kScript);
  EXPECT_EQ(extensions.inputs[3].value.text.language, "feel");
  ASSERT_EQ(extensions.outputs.size(), 1u);
  EXPECT_EQ(extensions.outputs[0].value.text.text, "=b");
}

TEST(Extensions, CallActivitiesMapVariables) {
  using Kind = VariableMapping::Kind;
  const ReadResult result =
      read(with_node(R"(<callActivity id="n" calledElement="t:other" camunda:calledElementBinding="version"
    camunda:calledElementVersion="3"><extensionElements><camunda:in source="a" target="b"/>
    <operaton:in sourceExpression="${a+1}" target="c" local="true"/><camunda:in variables="all"/>
    <camunda:in businessKey="=key"/><camunda:out source="x" target="y"/></extensionElements></callActivity>)"));
  EXPECT_EQ(codes_of(result), "");
  const CallDetails& call = *node_of(result, "n").call;
  EXPECT_EQ(call.called_element.text, "other");
  EXPECT_EQ(call.binding, "version");
  EXPECT_EQ(call.version, "3");
  ASSERT_EQ(call.inputs.size(), 4u);
  EXPECT_EQ(call.inputs[0].kind, Kind::kVariable);
  EXPECT_EQ(call.inputs[1].kind, Kind::kExpression);
  EXPECT_TRUE(call.inputs[1].local);
  EXPECT_EQ(call.inputs[2].kind, Kind::kAll);
  EXPECT_EQ(call.inputs[3].kind, Kind::kBusinessKey);
  ASSERT_EQ(call.outputs.size(), 1u);
  EXPECT_EQ(call.outputs[0].target, "y");
}

TEST(Extensions, CalledElementExpressionsStayWhole) {
  const ReadResult result = read(with_node(R"(<callActivity id="n" calledElement="${a ? b : c}"/>)"));
  EXPECT_EQ(node_of(result, "n").call->called_element.text, "${a ? b : c}");
}

TEST(Extensions, PotentialOwnersAreSplitIntoUsersAndGroups) {
  const ReadResult result = read(with_node(R"(<userTask id="n"><potentialOwner><resourceAssignmentExpression>
    <formalExpression>user(a), group(b), c, ${list(x, y)}</formalExpression></resourceAssignmentExpression>
    </potentialOwner>
    </userTask>)"));
  const UserTaskDetails& task = *node_of(result, "n").user_task;
  ASSERT_EQ(task.candidate_users.size(), 1u);
  EXPECT_EQ(task.candidate_users[0].text, "a");
  ASSERT_EQ(task.candidate_groups.size(), 3u);
  EXPECT_EQ(task.candidate_groups[0].text, "b");
  EXPECT_EQ(task.candidate_groups[2].text, "${list(x, y)}");
}

TEST(Extensions, DecisionsScriptsPropertiesAndAsync) {
  const ReadResult decision = read(with_node(
      R"(<businessRuleTask id="n" camunda:decisionRef="gate" camunda:resultVariable="r"
      camunda:mapDecisionResult="singleEntry"
      camunda:asyncBefore="true"><extensionElements><camunda:properties><camunda:property name="k" value="v"/>
      </camunda:properties></extensionElements></businessRuleTask>)"));
  const Node& node = node_of(decision, "n");
  EXPECT_EQ(node.decision->decision.text, "gate");
  EXPECT_EQ(node.decision->result_variable, "r");
  EXPECT_EQ(node.decision->result_mapping, "singleEntry");
  EXPECT_TRUE(node.extensions.async_before);
  EXPECT_FALSE(node.extensions.async_after);
  EXPECT_EQ(node.extensions.properties.at(0).value, "v");
  const ReadResult script = read(with_node(
      R"(<scriptTask id="n" scriptFormat="feel" camunda:resultVariable="v"><script>1 + 1</script></scriptTask>)"));
  EXPECT_EQ(node_of(script, "n").script->script.text, "1 + 1");
  EXPECT_EQ(node_of(script, "n").script->script.language, "feel");
  EXPECT_EQ(node_of(script, "n").script->result_variable, "v");
}

TEST(Extensions, OurAttributesOnAnEventDefinitionBelongToTheEvent) {
  const ReadResult result = read(with_node(
      R"(<intermediateCatchEvent id="n"><timerEventDefinition chancery:workingDays="true">
      <timeDuration>P5D</timeDuration>
      </timerEventDefinition></intermediateCatchEvent>)"));
  EXPECT_EQ(codes_of(result), "");
  ASSERT_EQ(node_of(result, "n").extensions.other_chancery.size(), 1u);
  EXPECT_EQ(node_of(result, "n").extensions.other_chancery[0].name, "workingDays");
}

}  // namespace
}  // namespace chancery::bpmn
