// What each element carries into the graph: events, tasks, calls, loops.
#include <gtest/gtest.h>

#include "tests/unit/graph/compiled.h"

namespace chancery::graph {
namespace {

using test::Compiled;
using test::flow;
using test::process;
using test::with_node;

Compiled with_event(const std::string& attributes, const std::string& content, const std::string& roots = "") {
  return Compiled(
      with_node("<intermediateCatchEvent id='n' " + attributes + ">" + content + "</intermediateCatchEvent>", roots));
}

TEST(Events, TimersKeepTheirKind) {
  const std::tuple<const char*, const char*, TimerKind> kinds[] = {{"timeDate", "=x", TimerKind::kDate},
                                                                   {"timeDuration", "P1D", TimerKind::kDuration},
                                                                   {"timeDuration", "=x", TimerKind::kDuration}};
  for (const auto& [tag, text, kind] : kinds) {
    Compiled compiled = with_event(
        "", std::string("<timerEventDefinition><") + tag + ">" + text + "</" + tag + "></timerEventDefinition>");
    ASSERT_EQ(compiled.codes(), "");
    const EventSpec& event = *compiled.node("n").event;
    EXPECT_EQ(event.kind, EventKind::kTimer);
    EXPECT_EQ(event.timer, kind) << tag;
    EXPECT_FALSE(event.working_days);
    const Value value = compiled.evaluate(event.timer_value, Value::text("when"));
    EXPECT_EQ(value.as_text(), std::string_view(text) == "=x" ? "when" : text) << "a literal stays text";
  }
}

TEST(Events, ACycleAndWorkingDays) {
  const Compiled compiled(with_node(
      "<task id='n'/><boundaryEvent id='b' attachedToRef='n' cancelActivity='false' chancery:workingDays='true'>"
      "<timerEventDefinition><timeCycle>R3/P1D</timeCycle></timerEventDefinition></boundaryEvent>" +
      flow("b", "f") + "<endEvent id='f'/>"));
  EXPECT_EQ(compiled.node("b").event->timer, TimerKind::kCycle);
  EXPECT_TRUE(compiled.node("b").event->working_days);
  EXPECT_FALSE(compiled.node("b").interrupting);
}

TEST(Events, MessagesHaveNameAndKey) {
  Compiled compiled =
      with_event("",
                 "<extensionElements><camunda:properties><camunda:property name='correlationKey' value='=x'/>"
                 "</camunda:properties></extensionElements><messageEventDefinition messageRef='m'/>",
                 "<message id='m' name='paid'/>");
  const EventSpec& event = *compiled.node("n").event;
  EXPECT_EQ(event.kind, EventKind::kMessage);
  EXPECT_EQ(event.name, "paid");
  EXPECT_EQ(compiled.evaluate(event.correlation_key, Value::text("k")).as_text(), "k");
  EXPECT_FALSE(event.buffered);
}

TEST(Events, AThrownMessageHasItsPayload) {
  Compiled compiled(with_node(
      "<intermediateThrowEvent id='n'><extensionElements><camunda:inputOutput>"
      "<camunda:inputParameter name='copies'>=x + 1</camunda:inputParameter>"
      "<camunda:inputParameter name='kind'>letter</camunda:inputParameter></camunda:inputOutput>"
      "<camunda:properties><camunda:property name='buffer' value='true'/></camunda:properties></extensionElements>"
      "<messageEventDefinition messageRef='m'/></intermediateThrowEvent>",
      "<message id='m' name='paid'/>"));
  const EventSpec& event = *compiled.node("n").event;
  EXPECT_TRUE(event.buffered);
  EXPECT_FALSE(event.correlation_key.present());
  ASSERT_EQ(event.payload.size(), 2u);
  EXPECT_EQ(event.payload[0].name, "copies");
  EXPECT_EQ(compiled.evaluate(event.payload[0].input, Value::number(2)), Value::number(3));
  EXPECT_EQ(compiled.evaluate(event.payload[1].input), Value::text("letter"));
}

TEST(Events, AParameterMayBeAListOrAMap) {
  Compiled compiled(with_node(
      "<intermediateThrowEvent id='n'><extensionElements><camunda:inputOutput>"
      "<camunda:inputParameter name='a'><camunda:list><camunda:value>=x + 1</camunda:value>"
      "<camunda:script scriptFormat='feel'>x * "
      "2</camunda:script><camunda:list/></camunda:list></camunda:inputParameter>"
      "<camunda:inputParameter name='b'><camunda:map><camunda:entry key='k'>${x}</camunda:entry><camunda:entry key='m'>"
      "<camunda:map/></camunda:entry></camunda:map></camunda:inputParameter></camunda:inputOutput></extensionElements>"
      "<messageEventDefinition messageRef='m'/></intermediateThrowEvent>",
      "<message id='m' name='paid'/>"));
  const EventSpec& event = *compiled.node("n").event;
  ASSERT_EQ(event.payload.size(), 2u);
  EXPECT_EQ(feel::to_text(compiled.evaluate(event.payload[0].input, Value::number(2))), "[3, 4, []]");
  EXPECT_EQ(feel::to_text(compiled.evaluate(event.payload[1].input, Value::number(2))), "{k: 2, m: {}}");
  EXPECT_FALSE(event.payload[0].input.is_strict());
  EXPECT_TRUE(event.payload[1].input.is_strict());
  EXPECT_EQ(event.payload[0].input.constant(), nullptr);
}

TEST(Events, ErrorsHaveTheirCodeOrCatchAll) {
  const std::string inside = "<subProcess id='n'><startEvent id='i'/>" + flow("i", "j") +
                             "<endEvent id='j'><errorEventDefinition errorRef='r'/></endEvent></subProcess>"
                             "<boundaryEvent id='b' attachedToRef='n'><errorEventDefinition errorRef='r' "
                             "camunda:errorCodeVariable='why'/></boundaryEvent>"
                             "<boundaryEvent id='c' attachedToRef='n'><errorEventDefinition/></boundaryEvent>" +
                             flow("b", "f") + flow("c", "f") + "<endEvent id='f'/>";
  const Compiled compiled(with_node(inside, "<error id='r' errorCode='no-paper'/>"));
  EXPECT_EQ(compiled.node("j").event->name, "no-paper");
  EXPECT_EQ(compiled.node("b").event->name, "no-paper");
  EXPECT_EQ(compiled.node("b").event->code_variable, "why");
  EXPECT_EQ(compiled.node("c").event->name, "");
}

// BPMN 2.0.2, 10.5.4: whatever the file says.
TEST(Events, AnErrorAlwaysInterrupts) {
  const Compiled compiled(
      with_node("<subProcess id='n'><startEvent id='i'/></subProcess>"
                "<boundaryEvent id='b' attachedToRef='n' cancelActivity='false'><errorEventDefinition/>"
                "</boundaryEvent>" +
                flow("b", "f") + "<endEvent id='f'/>"));
  EXPECT_TRUE(compiled.node("b").interrupting);
}

TEST(Events, PlainOnesHaveNoSpec) {
  const Compiled compiled(with_node("<task id='n'/>"));
  for (const char* id : {"s", "n", "e"}) EXPECT_EQ(compiled.node(id).event, nullptr) << id;
}

TEST(Events, AnEndMayNameTheOutcome) {
  const Compiled compiled(
      process("<startEvent id='s'/>" + flow("s", "e") + "<endEvent id='e' chancery:outcome='refused'/>"));
  EXPECT_EQ(compiled.node("e").outcome, "refused");
  EXPECT_EQ(compiled.node("s").outcome, "");
}

TEST(Tasks, AUserTaskHasItsDutyOrItsId) {
  Compiled compiled(
      with_node("<userTask id='n' chancery:duty='approve-use' camunda:formKey='approve' "
                "camunda:assignee='=x' camunda:dueDate='P3D' camunda:resultVariable='r'/>"));
  const UserTaskSpec& task = *compiled.node("n").user_task;
  EXPECT_EQ(task.duty, "approve-use");
  EXPECT_EQ(task.form, "approve");
  EXPECT_EQ(compiled.evaluate(task.assignee, Value::number(4)), Value::number(4));
  EXPECT_EQ(compiled.evaluate(task.due_date), Value::text("P3D"));
  EXPECT_EQ(compiled.node("n").result_variable, "r");
  const Compiled bare(with_node("<userTask id='n'/>"));
  EXPECT_EQ(bare.node("n").user_task->duty, "n");
  EXPECT_FALSE(bare.node("n").user_task->assignee.present());
  EXPECT_FALSE(bare.node("n").user_task->due_date.present());
  EXPECT_EQ(bare.node("n").result_variable, "");
}

TEST(Tasks, AServiceTaskHasATopicOrAnExpression) {
  Compiled external(
      with_node("<serviceTask id='n' camunda:type='external' camunda:topic='register.append' "
                "camunda:resultVariable='line'><extensionElements><camunda:inputOutput>"
                "<camunda:inputParameter name='book'>seal-use-book</camunda:inputParameter>"
                "<camunda:inputParameter name='none'/></camunda:inputOutput></extensionElements></serviceTask>"));
  const Node& node = external.node("n");
  EXPECT_EQ(node.service->topic, "register.append");
  EXPECT_EQ(node.result_variable, "line");
  EXPECT_FALSE(node.has_script);
  ASSERT_EQ(node.service->inputs.size(), 2u);
  EXPECT_EQ(external.evaluate(node.service->inputs[0].input), Value::text("seal-use-book"));
  EXPECT_TRUE(external.evaluate(node.service->inputs[1].input).is_null());

  Compiled computed(with_node("<serviceTask id='n' camunda:expression='=x * 2' camunda:resultVariable='y'/>"));
  EXPECT_EQ(computed.node("n").service, nullptr);
  EXPECT_TRUE(computed.node("n").has_script);
  EXPECT_EQ(computed.evaluate(computed.node("n").script, Value::number(4)), Value::number(8));
  EXPECT_EQ(computed.node("n").result_variable, "y");

  const Compiled bare(with_node("<serviceTask id='n'/>"));
  EXPECT_EQ(bare.node("n").service->topic, "n") << "work under the id of the element";
  const Compiled send(with_node("<sendTask id='n'/>"));
  EXPECT_EQ(send.node("n").service->topic, "");
  const Compiled task(with_node("<task id='n'/>"));
  EXPECT_EQ(task.node("n").service, nullptr);
}

TEST(Tasks, ScriptsAndDecisionsHaveTheirResult) {
  Compiled script(with_node(
      "<scriptTask id='n' scriptFormat='feel' camunda:resultVariable='y'><script>\n  x + 1\n</script></scriptTask>"));
  EXPECT_TRUE(script.node("n").has_script);
  EXPECT_EQ(script.evaluate(script.node("n").script, Value::number(1)), Value::number(2));
  EXPECT_EQ(script.node("n").result_variable, "y");
  const Compiled decision(
      with_node("<businessRuleTask id='n' camunda:decisionRef='seal_gate' camunda:resultVariable='gate'/>"));
  EXPECT_EQ(decision.node("n").decision->decision.id, "seal_gate");
  EXPECT_EQ(decision.node("n").result_variable, "gate");
  EXPECT_FALSE(decision.node("n").has_script);
}

TEST(Tasks, FeelMayBeNamedInAnyWayItIsWritten) {
  for (const char* language : {"feel", "FEEL", "https://www.omg.org/spec/DMN/20230324/FEEL/"}) {
    Compiled script(with_node(std::string("<scriptTask id='n' scriptFormat='") + language +
                              "'><script>x + 1</script></scriptTask>"));
    ASSERT_EQ(script.codes(), "") << language;
    EXPECT_EQ(script.evaluate(script.node("n").script, Value::number(1)), Value::number(2)) << language;
  }
}

// A variable of the process goes before a function of FEEL of that name, even where it is set later in the file.
TEST(Tasks, AVariableMayHaveTheNameOfAFunction) {
  Compiled compiled(process("<startEvent id='s'/>" + flow("s", "a") +
                            "<scriptTask id='a'><script>sum + 1</script></scriptTask>" + flow("a", "b") +
                            "<scriptTask id='b' camunda:resultVariable='sum'><script>2</script></scriptTask>"));
  ASSERT_EQ(compiled.codes(), "");
  feel::LocalScope scope;
  scope.set(*compiled.symbols.find("sum"), Value::number(2));
  feel::EvaluationContext context;
  EXPECT_EQ(compiled.node("a").script.evaluate(scope, context), Value::number(3));
}

TEST(Calls, PassWhatIsDeclared) {
  Compiled compiled(
      with_node("<callActivity id='n' calledElement='other'><extensionElements>"
                "<camunda:in source='x' target='a'/><camunda:in sourceExpression='=x + 1' target='b'/>"
                "<camunda:in variables='all'/><camunda:in businessKey='=x'/>"
                "<camunda:out source='outcome' target='fate'/></extensionElements></callActivity>"));
  const CallSpec& call = *compiled.node("n").call;
  EXPECT_EQ(call.process.id, "other");
  ASSERT_EQ(call.inputs.size(), 4u);
  EXPECT_EQ(call.inputs[0].target, "a");
  EXPECT_EQ(compiled.evaluate(call.inputs[0].source, Value::number(1)), Value::number(1));
  EXPECT_EQ(compiled.evaluate(call.inputs[1].source, Value::number(1)), Value::number(2));
  EXPECT_TRUE(call.inputs[2].all);
  EXPECT_FALSE(call.inputs[1].all);
  EXPECT_EQ(call.inputs[3].target, "business_key");
  ASSERT_EQ(call.outputs.size(), 1u);
  EXPECT_EQ(call.outputs[0].target, "fate");
  for (const char* name : {"a", "b", "fate"}) EXPECT_TRUE(compiled.symbols.find(name)) << name;
}

TEST(MultiInstance, CountsOrWalksAList) {
  Compiled counted(
      with_node("<task id='n'><multiInstanceLoopCharacteristics isSequential='true'>"
                "<loopCardinality>=x</loopCardinality></multiInstanceLoopCharacteristics></task>"));
  const MultiInstanceSpec& loop = *counted.node("n").multi_instance;
  EXPECT_TRUE(loop.sequential);
  EXPECT_EQ(counted.evaluate(loop.cardinality, Value::number(3)), Value::number(3));
  EXPECT_FALSE(loop.collection.present());
  EXPECT_FALSE(loop.has_completion_condition);
  Compiled listed(
      with_node("<task id='n'><multiInstanceLoopCharacteristics camunda:collection='x' camunda:elementVariable='seat' "
                "chancery:outputCollection='votes' chancery:outputElement='vote'>"
                "<completionCondition>nrOfCompletedInstances >= x</completionCondition>"
                "</multiInstanceLoopCharacteristics></task>"));
  const MultiInstanceSpec& walk = *listed.node("n").multi_instance;
  EXPECT_FALSE(walk.sequential);
  EXPECT_EQ(listed.evaluate(walk.collection, Value::list({Value()})), Value::list({Value()}));
  EXPECT_EQ(walk.element_variable, "seat");
  EXPECT_EQ(walk.output_collection, "votes");
  EXPECT_EQ(walk.output_element, "vote");
  EXPECT_TRUE(walk.has_completion_condition);
  for (const char* name : {"loopCounter", "nrOfInstances", "nrOfActiveInstances", "nrOfCompletedInstances", "seat"})
    EXPECT_TRUE(listed.symbols.find(name)) << name;
  EXPECT_EQ(listed.node("s").multi_instance, nullptr);
}

TEST(Details, TheDialectStandsWhereAnExpressionMay) {
  Compiled compiled(
      with_node("<userTask id='n' camunda:assignee='${x}' camunda:candidateGroups='a, b' "
                "camunda:candidateUsers='u_${x}' camunda:priority='#{x + 1}'/>"));
  const UserTaskSpec& task = *compiled.node("n").user_task;
  EXPECT_EQ(compiled.codes(), "");
  EXPECT_EQ(compiled.evaluate(task.assignee, Value::number(1)), Value::number(1));
  EXPECT_EQ(compiled.evaluate(task.candidate_users.at(0), Value::number(1)), Value::text("u_1"));
  EXPECT_EQ(compiled.evaluate(task.candidate_groups.at(0), Value()), Value::text("a, b"));
  EXPECT_EQ(compiled.evaluate(task.priority, Value::text("41")), Value::number(42));
}

TEST(Details, AScriptOfTheDialectSaysSoByItsLanguage) {
  Compiled compiled(with_node("<scriptTask id='n' scriptFormat='juel'><script>${x + 1}</script></scriptTask>"));
  EXPECT_EQ(compiled.codes(), "");
  feel::LocalScope scope;
  scope.set(*compiled.symbols.find("x"), Value::number(1));
  feel::EvaluationContext context;
  EXPECT_EQ(compiled.node("n").script.evaluate(scope, context), Value::number(2));
  Compiled literal(with_node("<scriptTask id='n' scriptFormat='juel'><script>0</script></scriptTask>"));
  EXPECT_EQ(literal.node("n").script.evaluate(scope, context), Value::text("0"));
}

TEST(Details, WhatBeginsWithASignIsFeelWhateverStandsInIt) {
  Compiled compiled(with_node("<userTask id='n' camunda:assignee='=\"${x}\"'/>"));
  EXPECT_EQ(compiled.evaluate(compiled.node("n").user_task->assignee, Value()), Value::text("${x}"));
}

TEST(Details, AnUnknownMappingOfADecisionIsNamed) {
  Compiled compiled(with_node("<businessRuleTask id='n' camunda:decisionRef='d' camunda:mapDecisionResult='first'/>"));
  EXPECT_EQ(compiled.codes(), "graph.unknown-mapping ");
}

}  // namespace
}  // namespace chancery::graph
