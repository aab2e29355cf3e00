// chancery run: small models driven by scripts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "tests/unit/cli/ran.h"

namespace chancery::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kHead =
    R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
 xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="d" targetNamespace="urn:t"
 expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
<message id="m" name="goods in"/><signal id="s" name="stop"/><error id="e" errorCode="out-of-stock"/>
)";

// Approval with a reminder after two hours, beside packing, which may lack goods.
constexpr std::string_view kOrder = R"(<process id="order" name="Order" isExecutable="true">
<startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="split"/>
<parallelGateway id="split"/>
<sequenceFlow id="f2" sourceRef="split" targetRef="approve"/><sequenceFlow id="f3" sourceRef="split" targetRef="pack"/>
<userTask id="approve" name="Approve"/><sequenceFlow id="f4" sourceRef="approve" targetRef="join"/>
<boundaryEvent id="late" attachedToRef="approve" cancelActivity="false"><timerEventDefinition>
<timeDuration xsi:type="tFormalExpression">PT2H</timeDuration></timerEventDefinition></boundaryEvent>
<sequenceFlow id="f5" sourceRef="late" targetRef="remind"/>
<userTask id="remind" name="Remind"/>
<serviceTask id="pack" name="Pack" camunda:type="external" camunda:topic="packing"><extensionElements>
<camunda:inputOutput><camunda:inputParameter name="n">=amount</camunda:inputParameter></camunda:inputOutput>
</extensionElements></serviceTask>
<sequenceFlow id="f6" sourceRef="pack" targetRef="merge"/>
<boundaryEvent id="none_left" attachedToRef="pack"><errorEventDefinition errorRef="e"/></boundaryEvent>
<sequenceFlow id="f7" sourceRef="none_left" targetRef="wait"/>
<intermediateCatchEvent id="wait" name="Wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
<sequenceFlow id="f8" sourceRef="wait" targetRef="merge"/>
<exclusiveGateway id="merge"/><sequenceFlow id="f9" sourceRef="merge" targetRef="join"/>
<parallelGateway id="join"/><sequenceFlow id="f10" sourceRef="join" targetRef="end"/><endEvent id="end"/>
</process></definitions>)";

class Run : public testing::Test {
 protected:
  std::string write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_.path(name)) << text;
    return folder_.path(name);
  }
  std::string model(const std::string& name, std::string_view body) const {
    return write(name, std::string(kHead) + std::string(body));
  }
  // Runs the files with the lines as a script, from 2026-03-02T09:00 on.
  Ran run_script(std::vector<std::string> words, std::string_view lines) const {
    words.insert(words.begin(), "run");
    words.insert(words.end(), {"--at", "2026-03-02T09:00", "--script", write("script", lines)});
    return ran(std::move(words));
  }
  Ran order(std::string_view lines) const {
    return run_script({model("order.bpmn", kOrder), "--input", R"({"amount": 12})"}, lines);
  }
  const TemporaryFolder folder_;
};

TEST_F(Run, ParallelTasksToTheEnd) {
  const Ran done = order("complete 1 {\"approved\": true}\nanswer pack {\"packed\": 12}\n");
  EXPECT_EQ(done.code, 0) << done.err << done.out;
  EXPECT_THAT(done.out,
              AllOf(HasSubstr("begins: “Order (order)”"), HasSubstr("  amount = 12\n"),
                    HasSubstr("took f2 to “Approve"), HasSubstr("  1  task “Approve (approve)” for anybody\n"),
                    HasSubstr("  3  work “Pack (pack)” of topic “packing” {\"n\":12}\n"),
                    HasSubstr("  1  join “join”, reached by f4\n"), HasSubstr("  packed = 12\n"),
                    HasSubstr("case 3 has ended\n"), HasSubstr("The process has ended.")));
}

TEST_F(Run, WhatIsLeftWaitingHasItsOwnExitCode) {
  const Ran waits = order("complete approve\n");
  EXPECT_EQ(waits.code, 6) << waits.err;
  EXPECT_THAT(waits.out, HasSubstr("The process still waits.\n"));
  EXPECT_EQ(order("quit\ncomplete approve\nanswer pack\n").code, 6);
}

TEST_F(Run, TimersFireOnlyWithTheClock) {
  EXPECT_THAT(order("time +119m\n").out, Not(HasSubstr("fired")));
  for (const char* line : {"time +2h", "time +PT2H", "time 2026-03-02T11:00", "time 2026-03-03", "next"})
    EXPECT_THAT(order(line).out, AllOf(HasSubstr("\n2026-03-02T11:00:00+08:00\n  timer “late” fired\n"),
                                       HasSubstr("task “Remind (remind)”")))
        << line;
  EXPECT_EQ(order("next\nnext\n").code, 3);
}

TEST_F(Run, ACycleWithoutEndStopsTheClockOnTheWay) {
  const std::string file = model("cycle.bpmn", R"(<process id="p" isExecutable="true"><startEvent id="a"/>
<sequenceFlow id="f" sourceRef="a" targetRef="t"/><userTask id="t"/>
<boundaryEvent id="again" attachedToRef="t" cancelActivity="false"><timerEventDefinition>
<timeCycle>R/PT1S</timeCycle></timerEventDefinition></boundaryEvent></process></definitions>)");
  const Ran stopped = run_script({file}, "time +1d\n");
  EXPECT_EQ(stopped.code, 1);
  EXPECT_THAT(stopped.err, HasSubstr("So many timers fired"));
  EXPECT_THAT(stopped.out, HasSubstr("2026-03-02T09:33:20+08:00, waiting:"));  // after 2000 of them
}

TEST_F(Run, ATimeThatIsNone) {
  for (const char* time : {"tomorrow", "+2", "+h", "+-3d", "+99999999999999w", "2026-13-01", "+P400000000D"}) {
    const Ran refused = order(std::string("time ") + time);
    EXPECT_EQ(refused.code, 1) << time;
    EXPECT_THAT(refused.err, HasSubstr("is no time")) << time;
  }
  EXPECT_THAT(order("time 2026-03-01\n").err, HasSubstr("is before now (2026-03-02T09:00:00+08:00)"));
  EXPECT_THAT(ran({"run", model("order.bpmn", kOrder), "--at", "soon"}).err, HasSubstr("is no time"));
}

TEST_F(Run, AModelledErrorThenAMessage) {
  const Ran done = order("error pack out-of-stock {\"left\": 0}\nmessage \"goods in\" {\"n\": 5}\ncomplete approve\n");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("cancelled “Pack (pack)”"), HasSubstr("message “goods in” at “Wait (wait)”"),
                              HasSubstr("received at “Wait (wait)”"), HasSubstr("  n = 5\n")));
  EXPECT_EQ(order("error pack out-of-stock\nmessage 2\ncomplete approve\n").code, 5) << "2 is the timer";
  EXPECT_EQ(order("error pack out-of-stock\nmessage wait\ncomplete approve\n").code, 0);
  EXPECT_EQ(order("message \"goods in\"\n").code, 5) << "nobody waits for it";
}

TEST_F(Run, AMessageWithItsKey) {
  const std::string file = model("key.bpmn", R"(<process id="p" isExecutable="true"><startEvent id="a"/>
<sequenceFlow id="f" sourceRef="a" targetRef="wait"/><intermediateCatchEvent id="wait"><extensionElements>
<camunda:properties><camunda:property name="correlationKey" value="=order"/></camunda:properties></extensionElements>
<messageEventDefinition messageRef="m"/></intermediateCatchEvent></process></definitions>)");
  const std::vector<std::string> words{file, "--input", R"({"order": "o-7"})"};
  EXPECT_THAT(run_script(words, "").out, HasSubstr("message “goods in” with the key “o-7” at “wait”"));
  EXPECT_EQ(run_script(words, "message \"goods in\" {\"n\": {\"}\": 1}} o-7\n").code, 0);
  EXPECT_EQ(run_script(words, "message \"goods in\" o-7\n").code, 0);
  EXPECT_EQ(run_script(words, "message 1\n").code, 0) << "by number with the key that is waited for";
  EXPECT_EQ(run_script(words, "message \"goods in\" o-8\n").code, 5);
}

TEST_F(Run, AnIncidentIsRetried) {
  const Ran done = order("fail pack\nretry\nanswer pack\ncomplete approve\n");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("incident “Pack (pack)”: The work has failed."),
                              HasSubstr("the incident at “Pack (pack)” is over")));
  EXPECT_EQ(order("fail pack\nanswer pack\n").code, 3) << "an incident is no work";
  EXPECT_EQ(order("retry\n").code, 3);
}

TEST_F(Run, VariablesAndTheTree) {
  const Ran shown = order("set amount 13\nset note \"a b\"\nshow\n");
  EXPECT_THAT(shown.out, HasSubstr("> show\nClock: 2026-03-02T09:00:00+08:00\n  Order (order)\n    amount = 13\n"
                                   "    note = \"a b\"\n    Approve (approve)\n    Pack (pack)\n"));
}

TEST_F(Run, AScriptEndsAtWhatCannotBeDone) {
  struct Wrong {
    const char* line;
    int code;
    const char* says;
  };
  for (const Wrong& wrong :
       {Wrong{"dance", 3, "There is no command “dance”"}, Wrong{"complete", 1, "complete NUMBER|ELEMENT [JSON]"},
        Wrong{"next now", 1, "Write it as: next"}, Wrong{"set amount", 1, "set VARIABLE JSON"},
        Wrong{"error pack", 1, "error NUMBER|ELEMENT CODE [JSON]"}, Wrong{"complete 1 {\"a\": }", 1, "JSON"},
        Wrong{"complete 1 [1]", 1, "no JSON object"}, Wrong{"complete 9", 3, "waits at “9”"},
        Wrong{"complete 2", 3, "waits at “2”"}, Wrong{"complete nothing", 3, "waits at “nothing”"},
        Wrong{"as somebody", 3, "belongs to nobody"}}) {
    const Ran refused = order(std::string("# first\n\n") + wrong.line + "\ncomplete approve\nanswer pack\n");
    EXPECT_EQ(refused.code, wrong.code) << wrong.line << refused.err;
    EXPECT_THAT(refused.err, HasSubstr(wrong.says)) << wrong.line;
    EXPECT_THAT(refused.out, Not(HasSubstr("completed"))) << wrong.line;
  }
}

TEST_F(Run, FeelSaysWhatJsonCannot) {
  const std::string file = model("due.bpmn", R"(<process id="p" isExecutable="true"><startEvent id="a"/>
<sequenceFlow id="f1" sourceRef="a" targetRef="t"/><userTask id="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="c"/>
<scriptTask id="c" scriptFormat="feel" camunda:resultVariable="days"><script>(due - begun).days</script></scriptTask>
<sequenceFlow id="f3" sourceRef="c" targetRef="u"/><userTask id="u"/></process></definitions>)");
  const Ran done = run_script({file}, "set begun =today()\ncomplete t ={due: today() + @\"P3D\"}\nshow\n");
  EXPECT_EQ(done.code, 6) << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("begun = \"2026-03-02\"\n"), HasSubstr("days = 3\n")));
  EXPECT_THAT(order("error pack out-of-stock\nmessage \"goods in\" ={n: 1 + 1}\nhelp\n").out,
              AllOf(HasSubstr("n = 2\n"), HasSubstr("FEEL may stand behind")));
  for (const char* wrong : {"set begun =1 +", "set begun =1 / 0", "complete t =3", "complete t ="})
    EXPECT_EQ(run_script({file}, wrong).code, 1) << wrong;
}

TEST_F(Run, AfterTheEndNothingCanBeDone) {
  const std::string end = "answer pack\ncomplete approve\n";
  EXPECT_EQ(order(end + "show\nhelp\n\n# done\n").code, 0);
  EXPECT_EQ(order(end + "complete approve\n").code, 3);
  EXPECT_EQ(order(end + "set amount 1\n").code, 3);
}

TEST_F(Run, CommandsFromAPipe) {
  std::istringstream lines("complete approve\nanswer pack\n");
  std::streambuf* const before = std::cin.rdbuf(lines.rdbuf());
  const Ran done = ran({"run", model("order.bpmn", kOrder)});
  std::cin.rdbuf(before);
  EXPECT_EQ(done.code, 0) << done.err;
}

TEST_F(Run, ADecisionAndACalledProcessInFurtherFiles) {
  const std::string main = model("main.bpmn", R"(<process id="main" isExecutable="true"><startEvent id="a"/>
<sequenceFlow id="f1" sourceRef="a" targetRef="decide"/>
<businessRuleTask id="decide" camunda:decisionRef="size" camunda:resultVariable="size"/>
<sequenceFlow id="f2" sourceRef="decide" targetRef="call"/>
<callActivity id="call" calledElement="sub">
<extensionElements><camunda:in source="size" target="size"/></extensionElements>
</callActivity><sequenceFlow id="f3" sourceRef="call" targetRef="z"/><endEvent id="z"/></process></definitions>)");
  const std::string sub = model("sub.bpmn", R"(<process id="sub" isExecutable="true"><startEvent id="b"/>
<sequenceFlow id="g1" sourceRef="b" targetRef="stop"/>
<intermediateCatchEvent id="stop"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
<sequenceFlow id="g2" sourceRef="stop" targetRef="y"/><endEvent id="y"/></process></definitions>)");
  const std::string decision =
      write("size.dmn", R"(<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="d" namespace="urn:d">
<inputData id="amount" name="amount"><variable name="amount" typeRef="number"/></inputData>
<decision id="size" name="Size"><informationRequirement><requiredInput href="#amount"/></informationRequirement>
<decisionTable id="t"><input><inputExpression><text>amount</text></inputExpression></input><output/>
<rule><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>"small"</text></outputEntry></rule>
<rule><inputEntry><text>&gt;= 10</text></inputEntry><outputEntry><text>"large"</text></outputEntry></rule>
</decisionTable></decision></definitions>)");
  const Ran done = run_script({main, sub, decision, "--input", R"({"amount": 12})"}, "signal stop\n");
  EXPECT_EQ(done.code, 0) << done.err;
  EXPECT_THAT(done.out, AllOf(HasSubstr("decision “size” was taken by rules 2"), HasSubstr("size = \"large\""),
                              HasSubstr("entered “sub”"), HasSubstr("signal “stop” at “stop”")));
  EXPECT_EQ(run_script({main, decision}, "").code, 1) << "a process that is called is missing";
  EXPECT_EQ(run_script({sub, main, decision}, "signal 1\n").code, 0) << "the first file says what begins";
}

TEST_F(Run, OneOfSeveralProcesses) {
  constexpr std::string_view kTwo = R"(<process id="one" isExecutable="true"><startEvent id="a"/></process>
<process id="two" isExecutable="true"><startEvent id="b"/></process></definitions>)";
  const std::string file = model("two.bpmn", kTwo);
  EXPECT_THAT(run_script({file}, "").err, HasSubstr("There are several processes: one, two"));
  EXPECT_THAT(run_script({file, "--process", "two"}, "").out, HasSubstr("passed “b”"));
  EXPECT_EQ(run_script({file, "--process", "three"}, "").code, 3);
}

TEST_F(Run, FaultsOfTheModelHaveTheirPlaceAndNothingRuns) {
  const std::string file = model("wrong.bpmn", R"(<process id="p" isExecutable="true"><startEvent id="a"/>
<sequenceFlow id="f" sourceRef="a" targetRef="nowhere"/></process></definitions>)");
  const Ran refused = run_script({file}, "quit\n");
  EXPECT_EQ(refused.code, 1);
  EXPECT_EQ(refused.out, "");
  EXPECT_THAT(refused.err, AllOf(HasSubstr(file + ":7:1: error: "), HasSubstr("it was not started")));
  EXPECT_EQ(run_script({folder_.path("none.bpmn")}, "").code, 3);
  EXPECT_EQ(run_script({write("note.txt", "")}, "").code, 1);
  EXPECT_EQ(run_script({folder_.path()}, "").code, 3) << "no package";
  EXPECT_EQ(ran({"run"}).code, 2);
}

TEST_F(Run, AWorkflowOfThePackageKeepsItsDuties) {
  const std::string input = write("apply.json", R"({"seal":"demo-gacha-committee","kind":"letter","title":"致苏木的函",
"purpose":"报送材料","file":{"name":"letter.pdf",
"sha256":"45a0dbb2320c22b3031ecdae544dc6515410c40c586892aee2f6329cace09a90",
"size":20480},"paper":"complete","pages":2,"copies":2,"impressions":2,"guarantee_no":"none"})");
  const std::string approve =
      "complete approve_use {\"decision\":\"approve\",\"text_read\":true,\"guarantee_no\":\"none\"}\n";
  const std::string folder = std::string(CHANCERY_SOURCE_DIR) + "/workflows/seal-use";
  const std::vector<std::string> words{folder, "--unit", "demo-gacha", "--as", "g-clerk", "--input", "@" + input};
  const Ran refused = run_script(words, approve);
  EXPECT_EQ(refused.code, 4) << refused.out;
  const Ran waits = run_script(words, "as\n" + approve);
  EXPECT_EQ(waits.code, 6) << waits.err;
  EXPECT_THAT(waits.out,
              AllOf(HasSubstr("task “用印审批 (approve_use)” for 嘎查主任"), HasSubstr("task “用印 (affix)”")));
  const Ran faults = run_script({folder, "--input", R"({"title": ""})"}, "");
  EXPECT_EQ(faults.code, 1);
  EXPECT_THAT(faults.err, AllOf(HasSubstr("\n  /title: "), HasSubstr("\n  /seal: ")));
  EXPECT_EQ(run_script({CHANCERY_SOURCE_DIR, "--process", "none"}, "").code, 3);
}

}  // namespace
}  // namespace chancery::cli
