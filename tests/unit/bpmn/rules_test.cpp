// Every rule with a model that breaks it and the nearest model that does not. "@" marks the place that the finding
// must name.
#include <gtest/gtest.h>

#include "tests/unit/bpmn/model_text.h"

namespace chancery::bpmn {
namespace {

using test::codes_of;
using test::definitions;
using test::process;
using test::read;
using test::with_node;

struct RuleCase {
  const char* code;
  Severity severity;
  std::string bad;
  std::string good;
};

constexpr Severity kError = Severity::kError;
constexpr Severity kWarning = Severity::kWarning;

void PrintTo(const RuleCase& rule, std::ostream* out) { *out << rule.code; }

SourcePosition take_mark(std::string& text) {
  const std::size_t mark = text.find('@');
  if (mark == std::string::npos) return {};
  const std::size_t line_start = text.rfind('\n', mark) + 1;
  text.erase(mark, 1);
  return {1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark), '\n')),
          1 + static_cast<int>(mark - line_start)};
}

std::vector<Diagnostic> found(const ReadResult& result, std::string_view code) {
  std::vector<Diagnostic> matching;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.code == code) matching.push_back(diagnostic);
  }
  return matching;
}

class Rules : public testing::TestWithParam<RuleCase> {};

TEST_P(Rules, BadModelIsNamedWithItsPlace) {
  std::string text = GetParam().bad;
  const SourcePosition place = take_mark(text);
  const ReadResult result = read(text);
  const std::vector<Diagnostic> findings = found(result, GetParam().code);
  ASSERT_EQ(findings.size(), 1u) << codes_of(result);
  EXPECT_EQ(findings[0].severity, GetParam().severity);
  EXPECT_EQ(findings[0].file, "t.bpmn");
  EXPECT_EQ(findings[0].line, place.line);
  EXPECT_EQ(findings[0].column, place.column);
}

TEST_P(Rules, GoodModelPasses) {
  const ReadResult result = read(GetParam().good);
  EXPECT_TRUE(found(result, GetParam().code).empty());
  EXPECT_EQ(codes_of(result), "");
}

const std::string kPlain = with_node("<task id='n'/>");
const std::string kMessage = "<message id='m' name='hello'/>";
const std::string kTwoWays =
    "<startEvent id='s2'><messageEventDefinition messageRef='m'/></startEvent>"
    "<sequenceFlow id='f3' sourceRef='s2' targetRef='n'/>";
const std::string kBegins = "<receiveTask id='n' instantiate='true' messageRef='m'/></process>";

INSTANTIATE_TEST_SUITE_P(
    File, Rules,
    testing::Values(
        RuleCase{"bpmn.duplicate-id", kError, with_node("<task id='n'/>\n @<task id='n'/>"), kPlain},
        RuleCase{"bpmn.duplicate-id", kError,
                 definitions("<process id='p' isExecutable='true'><startEvent id='s'/></process>@<process id='p'/>"),
                 definitions("<process id='p' isExecutable='true'><startEvent id='s'/></process><process id='q'/>")},
        RuleCase{"bpmn.message-flow-reference", kError,
                 with_node("<task id='n'/>",
                           "<collaboration><participant id='b'/>\n@<messageFlow id='f' sourceRef='b' "
                           "targetRef='nope'/></collaboration>"),
                 with_node("<task id='n'/>",
                           "<collaboration><participant id='b'/><messageFlow id='f' sourceRef='b' "
                           "targetRef='n'/></collaboration>")},
        RuleCase{"bpmn.message-flow-message", kWarning,
                 with_node("<task id='n'/>",
                           "<collaboration><participant id='b'/>@<messageFlow id='f' sourceRef='b' "
                           "targetRef='n' messageRef='m'/></collaboration>"),
                 with_node("<task id='n'/>",
                           kMessage + "<collaboration><participant id='b'/><messageFlow id='f' sourceRef='b' "
                                      "targetRef='n' messageRef='m'/></collaboration>")},
        RuleCase{"bpmn.participant-reference", kWarning,
                 with_node("<task id='n'/>", "<collaboration>@<participant id='b' processRef='q'/></collaboration>"),
                 with_node("<task id='n'/>", "<collaboration><participant id='b' processRef='p'/></collaboration>")},
        RuleCase{"bpmn.nothing-executable", kWarning,
                 "@" + definitions("<process id='p' isExecutable='false'><startEvent id='s'/></process>"),
                 definitions("<process id='p' isExecutable='1'><startEvent id='s'/></process>")},
        RuleCase{"bpmn.unknown-element", kWarning, with_node("<task id='n'/>@<choreographyTask id='c'/>"),
                 with_node("<task id='n'/><x:choreographyTask id='c'/>")},
        RuleCase{"bpmn.dangling-source", kError,
                 with_node("<task id='n'/>\n@<sequenceFlow sourceRef='q' targetRef='n'/>"),
                 with_node("<task id='n'/>\n<sequenceFlow sourceRef='n' targetRef='n'/>")},
        RuleCase{"bpmn.dangling-target", kError, with_node("<task id='n'/>@<sequenceFlow sourceRef='n'/>"), kPlain},
        RuleCase{"bpmn.flow-across-border", kError,
                 with_node("<subProcess id='n'><startEvent id='i'/><sequenceFlow sourceRef='i' targetRef='j'/>"
                           "@<sequenceFlow sourceRef='j' targetRef='e'/><endEvent id='k'/><task id='j'/></subProcess>"),
                 with_node("<subProcess id='n'><startEvent id='i'/><sequenceFlow sourceRef='i' targetRef='j'/>"
                           "<task id='j'/></subProcess>")},
        RuleCase{"bpmn.lane-reference", kWarning,
                 with_node("<laneSet>@<lane id='l'><flowNodeRef>q</flowNodeRef></lane></laneSet><task id='n'/>"),
                 with_node("<laneSet><lane id='l'><flowNodeRef>n</flowNodeRef></lane></laneSet><task id='n'/>")}));

INSTANTIATE_TEST_SUITE_P(
    Shape, Rules,
    testing::Values(
        RuleCase{"bpmn.missing-id", kError, with_node("<task id='n'/>@<task/>"), kPlain},
        RuleCase{"bpmn.missing-id", kError, definitions("@<process isExecutable='true'><startEvent id='s'/></process>"),
                 kPlain},
        RuleCase{"bpmn.no-start-event", kError,
                 definitions("@<process id='p' isExecutable='true'><task id='t'/></process>"),
                 process("<startEvent id='s'/>")},
        RuleCase{"bpmn.several-starts", kError, process("<startEvent id='s'/>@<startEvent id='s2'/>"),
                 definitions(kMessage + "<process id='p' isExecutable='true'><startEvent id='s'/><startEvent "
                                        "id='s2'><messageEventDefinition messageRef='m'/></startEvent></process>")},
        RuleCase{"bpmn.sub-process-start", kError, with_node("@<subProcess id='n'/>"),
                 with_node("<subProcess id='n'><startEvent id='i'/></subProcess>")},
        RuleCase{"bpmn.sub-process-start", kError,
                 with_node("@<subProcess id='n'><startEvent id='i'/><startEvent id='j'/></subProcess>"), kPlain},
        RuleCase{
            "bpmn.sub-process-start-event", kError,
            with_node("<subProcess id='n'>@<startEvent id='i'><timerEventDefinition><timeDuration>P1D</timeDuration>"
                      "</timerEventDefinition></startEvent></subProcess>"),
            with_node("<subProcess id='n'><startEvent id='i'/></subProcess>")},
        RuleCase{"bpmn.start-incoming", kError, with_node("<task id='n'/>@<sequenceFlow sourceRef='n' targetRef='s'/>"),
                 kPlain},
        RuleCase{"bpmn.end-outgoing", kError, with_node("<task id='n'/>@<sequenceFlow sourceRef='e' targetRef='n'/>"),
                 kPlain},
        RuleCase{
            "bpmn.boundary-not-attached", kError,
            with_node("<task id='n'/>@<boundaryEvent id='b' attachedToRef='q'><errorEventDefinition/></boundaryEvent>"),
            with_node("<task id='n'/><boundaryEvent id='b' attachedToRef='n'><errorEventDefinition/></boundaryEvent>")},
        RuleCase{
            "bpmn.boundary-not-attached", kError,
            with_node("<task id='n'/>@<boundaryEvent id='b' attachedToRef='b'><errorEventDefinition/></boundaryEvent>"),
            kPlain},
        RuleCase{
            "bpmn.boundary-not-attached", kError,
            with_node("<task id='n'/>@<boundaryEvent id='b' attachedToRef='s'><errorEventDefinition/></boundaryEvent>"),
            kPlain},
        RuleCase{
            "bpmn.boundary-across-border", kError,
            with_node("<subProcess id='n'><startEvent id='i'/><sequenceFlow sourceRef='i' targetRef='j'/><task id='j'/>"
                      "</subProcess>@<boundaryEvent id='b' attachedToRef='j'><errorEventDefinition/></boundaryEvent>"),
            with_node("<subProcess id='n'><startEvent id='i'/></subProcess>"
                      "<boundaryEvent id='b' attachedToRef='n'><errorEventDefinition/></boundaryEvent>")},
        RuleCase{
            "bpmn.boundary-incoming", kError,
            with_node("<task id='n'/><boundaryEvent id='b' attachedToRef='n'><errorEventDefinition/></boundaryEvent>"
                      "@<sequenceFlow sourceRef='s' targetRef='b'/>"),
            with_node("<task id='n'/><boundaryEvent id='b' attachedToRef='n'><errorEventDefinition/></boundaryEvent>"
                      "<sequenceFlow sourceRef='b' targetRef='e'/>")},
        RuleCase{"bpmn.default-flow-not-outgoing", kError, with_node("@<task id='n' default='f1'/>"),
                 with_node("<task id='n' default='f2'/>")},
        RuleCase{"bpmn.default-flow-not-outgoing", kError, with_node("@<task id='n' default='nope'/>"), kPlain},
        RuleCase{"bpmn.condition-without-effect", kWarning,
                 with_node("<parallelGateway id='n'/>@<sequenceFlow sourceRef='n' targetRef='e'>"
                           "<conditionExpression>a</conditionExpression></sequenceFlow>"),
                 with_node("<inclusiveGateway id='n'/><sequenceFlow sourceRef='n' targetRef='e'>"
                           "<conditionExpression>a</conditionExpression></sequenceFlow>")},
        RuleCase{"bpmn.condition-without-effect", kWarning,
                 with_node("<exclusiveGateway id='n' default='fd'/>@<sequenceFlow id='fd' sourceRef='n' targetRef='e'>"
                           "<conditionExpression>a</conditionExpression></sequenceFlow>"),
                 with_node("<exclusiveGateway id='n' default='f2'/><sequenceFlow id='fd' sourceRef='n' targetRef='e'>"
                           "<conditionExpression>a</conditionExpression></sequenceFlow>")},
        RuleCase{"bpmn.gateway-without-outgoing", kError,
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='g'/>@<exclusiveGateway id='g'/>"),
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='g'/><parallelGateway id='g'/>")},
        RuleCase{"bpmn.unreachable-node", kWarning, with_node("<task id='n'/>@<task id='lost'/>"),
                 with_node("<task id='n'/><sequenceFlow sourceRef='n' targetRef='more'/><task id='more'/>")}));

INSTANTIATE_TEST_SUITE_P(
    Events, Rules,
    testing::Values(
        RuleCase{"bpmn.event-gateway-target", kError,
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='g'/><eventBasedGateway id='g'/>"
                         "@<sequenceFlow sourceRef='g' targetRef='t'/><userTask id='t'/>"),
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='g'/><eventBasedGateway id='g'/>"
                         "<sequenceFlow sourceRef='g' targetRef='t'/><receiveTask id='t'/>")},
        RuleCase{"bpmn.event-gateway-target-shared", kError,
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='g'/><eventBasedGateway id='g'/>"
                         "<sequenceFlow sourceRef='g' targetRef='t'/><sequenceFlow sourceRef='s' targetRef='t'/>"
                         "@<receiveTask id='t'/>"),
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='g'/><eventBasedGateway id='g'/>"
                         "<sequenceFlow sourceRef='g' targetRef='t'/><receiveTask id='t'/>")},
        RuleCase{"bpmn.event-without-reference", kError,
                 with_node("<intermediateCatchEvent id='n'>@<messageEventDefinition/></intermediateCatchEvent>"),
                 with_node("<intermediateThrowEvent id='n'><messageEventDefinition/></intermediateThrowEvent>")},
        RuleCase{
            "bpmn.event-without-reference", kError,
            with_node("<intermediateThrowEvent id='n'>@<signalEventDefinition/></intermediateThrowEvent>"),
            with_node("<intermediateThrowEvent id='n'><signalEventDefinition signalRef='g'/></intermediateThrowEvent>",
                      "<signal id='g' name='go'/>")},
        RuleCase{
            "bpmn.event-reference-unknown", kError,
            with_node(
                "<intermediateCatchEvent id='n'>@<messageEventDefinition messageRef='q'/></intermediateCatchEvent>",
                kMessage),
            with_node(
                "<intermediateCatchEvent id='n'><messageEventDefinition messageRef='m'/></intermediateCatchEvent>",
                kMessage)},
        RuleCase{"bpmn.event-reference-unnamed", kError,
                 with_node("@<receiveTask id='n' messageRef='m'/>", "<message id='m'/>"),
                 with_node("<receiveTask id='n' messageRef='m'/>", kMessage)},
        RuleCase{"bpmn.thrown-error-without-code", kError,
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='e'/><endEvent id='e'>"
                         "@<errorEventDefinition/></endEvent>"),
                 process("<startEvent id='s'/><sequenceFlow sourceRef='s' targetRef='e'/><endEvent id='e'>"
                         "<errorEventDefinition errorRef='code'/></endEvent>")},
        RuleCase{"bpmn.message-start-expression", kError,
                 definitions("<message id='m' name='a-${b}'/><process id='p' isExecutable='true'><startEvent id='s'>"
                             "@<messageEventDefinition messageRef='m'/></startEvent></process>"),
                 definitions("<message id='m' name='a'/><process id='p' isExecutable='true'><startEvent id='s'>"
                             "<messageEventDefinition messageRef='m'/></startEvent></process>")},
        RuleCase{"bpmn.message-start-twice", kError,
                 definitions(kMessage +
                             "<message id='m2' name='hello'/><process id='p' isExecutable='true'><startEvent id='s'>"
                             "<messageEventDefinition messageRef='m'/></startEvent><startEvent id='s2'>"
                             "@<messageEventDefinition messageRef='m2'/></startEvent></process>"),
                 definitions(kMessage +
                             "<message id='m2' name='other'/><process id='p' isExecutable='true'><startEvent id='s'>"
                             "<messageEventDefinition messageRef='m'/></startEvent><startEvent id='s2'>"
                             "<messageEventDefinition messageRef='m2'/></startEvent></process>")},
        RuleCase{"bpmn.timer-without-expression", kError,
                 with_node("<intermediateCatchEvent id='n'>@<timerEventDefinition/></intermediateCatchEvent>"),
                 with_node("<intermediateCatchEvent id='n'><timerEventDefinition><timeDuration>P1D</timeDuration>"
                           "</timerEventDefinition></intermediateCatchEvent>")},
        RuleCase{"bpmn.timer-without-expression", kError,
                 with_node("<intermediateCatchEvent id='n'>@<timerEventDefinition><timeDate> </timeDate>"
                           "</timerEventDefinition></intermediateCatchEvent>"),
                 kPlain}));

INSTANTIATE_TEST_SUITE_P(
    Activities, Rules,
    testing::Values(
        RuleCase{"bpmn.multi-instance-without-count", kError,
                 with_node("<task id='n'>@<multiInstanceLoopCharacteristics/></task>"),
                 with_node("<task id='n'><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>"
                           "</multiInstanceLoopCharacteristics></task>")},
        RuleCase{
            "bpmn.multi-instance-element-without-collection", kError,
            with_node("<task id='n'>@<multiInstanceLoopCharacteristics camunda:elementVariable='x'><loopCardinality>3"
                      "</loopCardinality></multiInstanceLoopCharacteristics></task>"),
            with_node("<task id='n'><multiInstanceLoopCharacteristics camunda:elementVariable='x' "
                      "camunda:collection='xs'/></task>")},
        RuleCase{"bpmn.call-without-called-element", kError, with_node("@<callActivity id='n'/>"),
                 with_node("<callActivity id='n' calledElement='q'/>")},
        RuleCase{
            "bpmn.incomplete-mapping", kError,
            with_node("<callActivity id='n' calledElement='q'><extensionElements>@<camunda:in source='a'/>"
                      "</extensionElements></callActivity>"),
            with_node("<callActivity id='n' calledElement='q'><extensionElements><camunda:in source='a' target='a'/>"
                      "</extensionElements></callActivity>")},
        RuleCase{"bpmn.incomplete-mapping", kError,
                 with_node("<callActivity id='n' calledElement='q'><extensionElements>@<camunda:out target='a'/>"
                           "</extensionElements></callActivity>"),
                 with_node("<callActivity id='n' calledElement='q'><extensionElements><camunda:out variables='all'/>"
                           "</extensionElements></callActivity>")},
        RuleCase{"bpmn.decision-missing", kError, with_node("@<businessRuleTask id='n'/>"),
                 with_node("<businessRuleTask id='n' camunda:class='c'/>")},
        RuleCase{"bpmn.script-missing", kError, with_node("@<scriptTask id='n'><script> </script></scriptTask>"),
                 with_node("<scriptTask id='n'><script>1</script></scriptTask>")},
        RuleCase{"bpmn.external-without-topic", kError, with_node("@<serviceTask id='n' camunda:type='external'/>"),
                 with_node("<serviceTask id='n' camunda:type='external' camunda:topic='t'/>")},
        RuleCase{
            "bpmn.assigned-twice", kError,
            with_node(
                "@<userTask id='n' camunda:assignee='a'><humanPerformer><resourceAssignmentExpression>"
                "<formalExpression>b</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>"),
            with_node("<userTask id='n'><humanPerformer><resourceAssignmentExpression><formalExpression>b"
                      "</formalExpression></resourceAssignmentExpression></humanPerformer></userTask>")},
        RuleCase{"bpmn.duty-without-user-task", kError, with_node("<serviceTask id='n' chancery:duty='@sign'/>"),
                 with_node("<userTask id='n' chancery:duty='sign'/>")},
        RuleCase{"bpmn.unknown-chancery-attribute", kError, with_node("<userTask id='n' chancery:dutty='@sign'/>"),
                 with_node("<userTask id='n' chancery:duty='sign'/>")},
        RuleCase{"bpmn.unit-misplaced", kError, with_node("<userTask id='n' chancery:unit='@east'/>"),
                 with_node("<task id='n'/>")},
        RuleCase{"bpmn.unit-misplaced", kError,
                 process("<startEvent id='s' chancery:unitKind='@gacha'><messageEventDefinition messageRef='m'/>"
                         "</startEvent>"),
                 kPlain},
        RuleCase{"bpmn.unit-twice", kError,
                 process("<startEvent id='s' chancery:unit='@east' chancery:unitKind='gacha'><timerEventDefinition>"
                         "<timeDuration>P1D</timeDuration></timerEventDefinition></startEvent>"),
                 process("<startEvent id='s' chancery:unit='east'><timerEventDefinition>"
                         "<timeDuration>P1D</timeDuration></timerEventDefinition></startEvent>")},
        RuleCase{"bpmn.ignored-extension", kWarning,
                 with_node("<exclusiveGateway id='n'><extensionElements><camunda:inputOutput>@<camunda:inputParameter "
                           "name='x'>1</camunda:inputParameter></camunda:inputOutput></extensionElements>"
                           "</exclusiveGateway>"),
                 with_node("<userTask id='n'><extensionElements><camunda:inputOutput><camunda:inputParameter "
                           "name='x'>1</camunda:inputParameter><camunda:outputParameter name='y'>1"
                           "</camunda:outputParameter></camunda:inputOutput></extensionElements></userTask>")},
        RuleCase{"bpmn.ignored-extension", kWarning,
                 with_node("<sendTask id='n' messageRef='m'><extensionElements><camunda:inputOutput>"
                           "@<camunda:outputParameter name='x'>1</camunda:outputParameter></camunda:inputOutput>"
                           "</extensionElements></sendTask>",
                           kMessage),
                 with_node("<sendTask id='n' messageRef='m'><extensionElements><camunda:inputOutput>"
                           "<camunda:inputParameter name='x'>1</camunda:inputParameter></camunda:inputOutput>"
                           "</extensionElements></sendTask>",
                           kMessage)},
        RuleCase{
            "bpmn.ignored-extension", kWarning,
            with_node("<userTask id='n'><extensionElements>@<camunda:taskListener/></extensionElements></userTask>"),
            with_node("<userTask id='n'><extensionElements><x:taskListener/></extensionElements></userTask>")}));

INSTANTIATE_TEST_SUITE_P(
    Unsupported, Rules,
    testing::Values(
        RuleCase{"bpmn.activation-condition-missing", kError,
                 with_node(kTwoWays + "@<complexGateway id='n'/>", kMessage),
                 with_node(kTwoWays + "<complexGateway id='n'><activationCondition>activationCount = 2"
                                      "</activationCondition></complexGateway>",
                           kMessage)},
        RuleCase{"bpmn.parallel-events", kError, with_node("@<eventBasedGateway id='n' eventGatewayType='Parallel'/>"),
                 kPlain},
        RuleCase{"bpmn.instantiate-incoming", kError,
                 definitions(kMessage +
                             "<process id='p' isExecutable='true'><startEvent id='s'/>"
                             "@<sequenceFlow id='s_n' sourceRef='s' targetRef='n'/>" +
                             kBegins),
                 definitions(kMessage + "<process id='p' isExecutable='true'>" + kBegins)},
        RuleCase{"bpmn.instantiate-inside", kError,
                 with_node("<subProcess id='n'><startEvent id='ns'/>@<receiveTask id='x' instantiate='true' "
                           "messageRef='m'/></subProcess>",
                           kMessage),
                 with_node("<subProcess id='n'><startEvent id='ns'/></subProcess>")},
        RuleCase{
            "bpmn.caught-twice", kError,
            with_node("<task id='n'/><boundaryEvent id='b' attachedToRef='n'><errorEventDefinition/></boundaryEvent>"
                      "<task id='x'/><sequenceFlow id='b_x' sourceRef='b' targetRef='x'/>"
                      "@<boundaryEvent id='c' attachedToRef='n'><errorEventDefinition/></boundaryEvent>"
                      "<sequenceFlow id='c_x' sourceRef='c' targetRef='x'/>"),
            with_node("<task id='n'/><boundaryEvent id='b' attachedToRef='n'><errorEventDefinition/></boundaryEvent>"
                      "<task id='x'/><sequenceFlow id='b_x' sourceRef='b' targetRef='x'/>"
                      "<boundaryEvent id='c' attachedToRef='n'><errorEventDefinition errorRef='other'/>"
                      "</boundaryEvent><sequenceFlow id='c_x' sourceRef='c' targetRef='x'/>")},
        RuleCase{"bpmn.ad-hoc-event", kError,
                 with_node("<adHocSubProcess id='n'><task id='x'/>@<endEvent id='y'/></adHocSubProcess>"), kPlain},
        RuleCase{"bpmn.ad-hoc-empty", kError, with_node("@<adHocSubProcess id='n'/>"), kPlain},
        RuleCase{"bpmn.instantiate-without-message", kError, with_node("@<receiveTask id='n' instantiate='true'/>"),
                 with_node("<receiveTask id='n'/>")},
        RuleCase{"bpmn.unsupported-element", kError, with_node("@<intermediateCatchEvent id='n'/>"),
                 with_node("<intermediateThrowEvent id='n'/>")},
        RuleCase{"bpmn.unsupported-element", kError,
                 with_node("@<intermediateThrowEvent id='n'><timerEventDefinition><timeDuration>P1D</timeDuration>"
                           "</timerEventDefinition></intermediateThrowEvent>"),
                 kPlain},
        RuleCase{"bpmn.unsupported-element", kError,
                 with_node("<task id='n'/>@<endEvent id='b'><linkEventDefinition name='l'/></endEvent>"), kPlain},
        RuleCase{"bpmn.unsupported-element", kError,
                 with_node("<task id='n'/><subProcess id='u' triggeredByEvent='true'>@<startEvent id='us'/>"
                           "</subProcess>"),
                 with_node("<task id='n'/><subProcess id='u' triggeredByEvent='true'><startEvent id='us'>"
                           "<errorEventDefinition/></startEvent></subProcess>")}));

const std::string kHandled =
    "<task id='n'/><boundaryEvent id='b' attachedToRef='n'><compensateEventDefinition/></boundaryEvent>";
const std::string kHandler = "<task id='h' isForCompensation='true'/><association sourceRef='b' targetRef='h'/>";
const std::string kInTransaction =
    "<transaction id='n'><startEvent id='ns'/><sequenceFlow id='nf' sourceRef='ns' targetRef='ne'/>"
    "<endEvent id='ne'><cancelEventDefinition/></endEvent></transaction>";
const std::string kLink = "<intermediateThrowEvent id='n'><linkEventDefinition name='l'/></intermediateThrowEvent>";
// s → n by a link to l → e.
std::string linked(const std::string& content) {
  return process(
      "<startEvent id='s'/><sequenceFlow id='f1' sourceRef='s' targetRef='n'/><endEvent id='e'/>"
      "<sequenceFlow id='f2' sourceRef='l' targetRef='e'/>" +
      content);
}
const std::string kLinkTarget =
    "<intermediateCatchEvent id='l'><linkEventDefinition name='l'/></intermediateCatchEvent>";

INSTANTIATE_TEST_SUITE_P(
    Scopes, Rules,
    testing::Values(
        RuleCase{"bpmn.event-sub-process-flow", kError,
                 with_node("@<subProcess id='n' triggeredByEvent='true'><startEvent id='us'><errorEventDefinition/>"
                           "</startEvent></subProcess>"),
                 kPlain},
        RuleCase{"bpmn.sub-process-start", kError,
                 with_node("<task id='n'/>@<subProcess id='u' triggeredByEvent='true'><task id='x'/></subProcess>"),
                 kPlain},
        RuleCase{
            "bpmn.event-sub-process-loop", kError,
            with_node("<task id='n'/>@<subProcess id='u' triggeredByEvent='true'><multiInstanceLoopCharacteristics>"
                      "<loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>"
                      "<startEvent id='us'><errorEventDefinition/></startEvent></subProcess>"),
            kPlain},
        RuleCase{"bpmn.condition-missing", kError,
                 with_node("<intermediateCatchEvent id='n'>@<conditionalEventDefinition/></intermediateCatchEvent>"),
                 with_node("<intermediateCatchEvent id='n'><conditionalEventDefinition><condition>a</condition>"
                           "</conditionalEventDefinition></intermediateCatchEvent>")},
        RuleCase{
            "bpmn.link-unnamed", kError,
            linked("<intermediateThrowEvent id='n'><linkEventDefinition name='l'/></intermediateThrowEvent>" +
                   kLinkTarget + "<intermediateCatchEvent id='l2'>@<linkEventDefinition/></intermediateCatchEvent>"),
            linked(kLink + kLinkTarget)},
        RuleCase{"bpmn.link-target-twice", kError,
                 linked(kLink + kLinkTarget +
                        "@<intermediateCatchEvent id='l2'><linkEventDefinition name='l'/></intermediateCatchEvent>"),
                 linked(kLink + kLinkTarget)},
        RuleCase{"bpmn.link-without-target", kError,
                 linked("@<intermediateThrowEvent id='n'><linkEventDefinition name='k'/></intermediateThrowEvent>" +
                        kLinkTarget),
                 linked(kLink + kLinkTarget)},
        RuleCase{"bpmn.link-flow", kError,
                 linked("@" + kLink + kLinkTarget + "<sequenceFlow id='f3' sourceRef='n' targetRef='e'/>"),
                 linked(kLink + kLinkTarget)},
        RuleCase{"bpmn.compensation-without-handler", kError,
                 with_node("<task id='n'/>@<boundaryEvent id='b' attachedToRef='n'><compensateEventDefinition/>"
                           "</boundaryEvent>"),
                 with_node(kHandled + kHandler)},
        RuleCase{"bpmn.compensation-twice", kError,
                 with_node(kHandled + kHandler +
                           "@<boundaryEvent id='b2' attachedToRef='n'><compensateEventDefinition/></boundaryEvent>"
                           "<association sourceRef='b2' targetRef='h'/>"),
                 with_node(kHandled + kHandler)},
        RuleCase{"bpmn.compensation-flow", kError,
                 with_node(kHandled + "@<task id='h' isForCompensation='true'/><association sourceRef='b' "
                                      "targetRef='h'/><sequenceFlow id='f3' sourceRef='h' targetRef='e'/>"),
                 with_node(kHandled + kHandler)},
        RuleCase{"bpmn.compensation-activity", kError,
                 with_node("<intermediateThrowEvent id='n'>@<compensateEventDefinition activityRef='x'/>"
                           "</intermediateThrowEvent>"),
                 with_node("<intermediateThrowEvent id='n'><compensateEventDefinition/></intermediateThrowEvent>")},
        RuleCase{"bpmn.compensation-of-process", kError,
                 with_node("<task id='n'/><subProcess id='u' triggeredByEvent='true'>@<startEvent id='us'>"
                           "<compensateEventDefinition/></startEvent></subProcess>"),
                 kPlain},
        RuleCase{"bpmn.cancel-outside-transaction", kError,
                 with_node("<task id='n'/>@<boundaryEvent id='b' attachedToRef='n'><cancelEventDefinition/>"
                           "</boundaryEvent>"),
                 with_node(kInTransaction)},
        RuleCase{"bpmn.cancel-boundary-twice", kError,
                 with_node(kInTransaction +
                           "<boundaryEvent id='b' attachedToRef='n'><cancelEventDefinition/></boundaryEvent>"
                           "@<boundaryEvent id='c' attachedToRef='n'><cancelEventDefinition/></boundaryEvent>"),
                 with_node(kInTransaction)},
        RuleCase{"bpmn.loop-without-end", kError, with_node("<task id='n'>@<standardLoopCharacteristics/></task>"),
                 with_node("<task id='n'><standardLoopCharacteristics loopMaximum='3'/></task>")},
        RuleCase{"bpmn.loop-twice", kError,
                 with_node("<task id='n'>@<standardLoopCharacteristics loopMaximum='3'/>"
                           "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
                           "</multiInstanceLoopCharacteristics></task>"),
                 kPlain}));

TEST(RulesText, UnsupportedNamesTheElementAndItsDefinition) {
  const ReadResult result = read(with_node(
      "<task id='n'/><subProcess id='u' triggeredByEvent='true'><startEvent id='us'><linkEventDefinition name='l'/>"
      "</startEvent></subProcess>"));
  const std::vector<Diagnostic> findings = found(result, "bpmn.unsupported-element");
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].parameters,
            (std::vector<MessageParameter>{{"element", "startEvent with linkEventDefinition in an event sub-process"},
                                           {"id", "us"}}));
}

}  // namespace
}  // namespace chancery::bpmn
