// Input and output parameters of activities (camunda:inputOutput): variables of their own while they run, set around them
// when they complete.
#include <gtest/gtest.h>

#include "engine/feel/feel.h"
#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

// "copies=n + 1" is a parameter; every value is FEEL.
std::string parameters(const char* tag, const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    const std::size_t sign = text.find('=');
    out += std::string("<camunda:") + tag + " name=\"" + text.substr(0, sign) + "\"><![CDATA[" + text.substr(sign) +
           "]]></camunda:" + tag + ">";
  }
  return out;
}

std::string mapped(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  return "<extensionElements><camunda:inputOutput>" + parameters("inputParameter", inputs) +
         parameters("outputParameter", outputs) + "</camunda:inputOutput></extensionElements>";
}

TEST(Parameters, InputsAreVariablesOfTheTaskAlone) {
  Stand stand(one(start() + "<userTask id=\"a\">" + mapped({"n=n + 1", "twice=n * 2"}, {}) + "</userTask>" +
                  users("b") + path("s a b")));
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(stand.value_in("a", "n"), "3");
  EXPECT_EQ(stand.value_in("a", "twice"), "6");  // it sees the one before it
  EXPECT_EQ(stand.value("n"), "2");
  EXPECT_EQ(stand.complete("a", R"({"n": 9, "new": 1})"), "");
  EXPECT_EQ(stand.value("n"), "2");  // the form said it to the task
  EXPECT_EQ(stand.value("twice"), "-");
  EXPECT_EQ(stand.value("new"), "1");
}

TEST(Parameters, OutputsAreSetAroundWhenTheTaskCompletes) {
  Stand stand(one(start() + "<userTask id=\"a\">" + mapped({"n=0"}, {"sum=n + 1", "next=sum + 1"}) + "</userTask>" +
                  users("b") + path("s a b")));
  EXPECT_EQ(stand.start("p", "{}"), "");
  EXPECT_EQ(stand.value("sum"), "-");
  EXPECT_EQ(stand.complete("a", R"({"n": 4})"), "");
  EXPECT_EQ(stand.value("sum"), "5");
  EXPECT_EQ(stand.value("next"), "6");
}

TEST(Parameters, ATaskThatIsCutOffHandsNothingOut) {
  Stand stand(one(start() + "<userTask id=\"a\">" + mapped({}, {"done=true"}) + "</userTask>" +
                  boundary("late", "a", timer("Duration", "PT1H")) + users("b c") + path("s a b") + path("late c")));
  EXPECT_EQ(stand.start(), "");
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.value("done"), "-");
}

TEST(Parameters, WhatIsDoneAtOnceHasThemToo) {
  const std::string script = R"(<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="r">)" +
                             mapped({"x=n * 10"}, {"n=r + 1"}) + "<script>x + 1</script></scriptTask>";
  const std::string service = R"(<serviceTask id="u" camunda:expression="=x + 1" camunda:resultVariable="q">)" +
                              mapped({"x=n", "q=0"}, {"out=q"}) + "</serviceTask>";
  const std::string plain = "<task id=\"v\">" + mapped({"y=out"}, {"copy=y"}) + "</task>";
  Stand stand(one(start() + script + service + plain + users("a") + path("s t u v a")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.value("n"), "12");
  EXPECT_EQ(stand.value("x"), "-");
  EXPECT_EQ(stand.value("q"), "-");  // the result was a variable of the task
  EXPECT_EQ(stand.value("out"), "13");
  EXPECT_EQ(stand.value("copy"), "13");
  EXPECT_EQ(stand.trace(), "s t u v");
}

TEST(Parameters, WorkIsGivenItsInputsOnce) {
  Stand stand(one(start() + R"(<serviceTask id="t" camunda:type="external" camunda:topic="print">)" +
                  mapped({"n=n + 1"}, {"printed=n + pages"}) + "</serviceTask>" + users("a") + path("s t a")));
  EXPECT_EQ(stand.start("p", R"({"n": 2})"), "");
  EXPECT_EQ(feel::to_text(stand.state().instances.back().work->inputs), "{n: 3}");
  EXPECT_EQ(stand.work("t", R"({"pages": 4})"), "");
  EXPECT_EQ(stand.value("printed"), "7");
  EXPECT_EQ(stand.value("n"), "2");
}

TEST(Parameters, ASubProcessKeepsThemForWhatIsInside) {
  Stand stand(one(start() +
                  sub_process("p1", mapped({"level=level + 1"}, {"reached=level"}) + start("s1") + users("a") +
                                        ends("e1") + path("s1 a e1")) +
                  users("b") + path("s p1 b")));
  EXPECT_EQ(stand.start("p", R"({"level": 1})"), "");
  EXPECT_EQ(stand.complete("a", R"({"level": 7})"), "");
  EXPECT_EQ(stand.value("level"), "1");
  EXPECT_EQ(stand.value("reached"), "7");
}

TEST(Parameters, OfACallStandBetweenCallerAndCalled) {
  const std::string call =
      R"(<callActivity id="c" calledElement="q">)"
      R"(<extensionElements><camunda:in source="x" target="y"/><camunda:out source="z" target="x"/>)"
      R"(<camunda:inputOutput><camunda:inputParameter name="x">=n + 1</camunda:inputParameter>)"
      R"(<camunda:outputParameter name="n">=x</camunda:outputParameter></camunda:inputOutput>)"
      R"(</extensionElements></callActivity>)";
  const std::string called =
      R"(<scriptTask id="t" scriptFormat="feel" camunda:resultVariable="z"><script>y * 2</script></scriptTask>)";
  Stand stand(model(process(start() + call + users("a") + path("s c a")) +
                    process(start("s2") + called + ends("e2") + path("s2 t e2"), "q")));
  EXPECT_EQ(stand.start("p", R"({"n": 4, "x": 0})"), "");
  EXPECT_EQ(stand.waiting(), "a");
  EXPECT_EQ(stand.value("n"), "10");
  EXPECT_EQ(stand.value("x"), "0");
}

TEST(Parameters, EveryInstanceOfSeveralHasItsOwn) {
  Stand stand(one(start() + "<userTask id=\"a\">" + mapped({"mine=item * 10"}, {"last=mine"}) +
                  "<multiInstanceLoopCharacteristics isSequential=\"true\" camunda:collection=\"=[1, 2]\" "
                  "camunda:elementVariable=\"item\"/></userTask>" +
                  users("b") + path("s a b")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.value_in("a", "mine"), "10");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.value("last"), "10");
  EXPECT_EQ(stand.value_in("a", "mine"), "20");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.value("last"), "20");
  EXPECT_EQ(stand.waiting(), "b");
}

TEST(Parameters, AConditionOnTheBorderSeesThemAndMayEndTheTaskBeforeItBegins) {
  Stand stand(one(start() + "<task id=\"a\">" + mapped({"n=5"}, {"done=true"}) + "</task>" +
                  boundary("much", "a", condition("n > 4")) + users("b c") + path("s a b") + path("much c")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c");
  EXPECT_EQ(stand.value("done"), "-");
}

TEST(Parameters, AnExpressionOfTheDialectThatFailsRefusesTheStep) {
  Stand stand(one(
      start() + users("a") +
      R"(<userTask id="b"><extensionElements><camunda:inputOutput><camunda:inputParameter name="x">${nowhere}</camunda:inputParameter>)"
      R"(</camunda:inputOutput></extensionElements></userTask>)" +
      path("s a b")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "runtime.expression-failed");
  EXPECT_EQ(stand.waiting(), "a");
}

TEST(Parameters, OfACompensationHandlerAndOfWhatItCompensates) {
  const std::string undo = "<userTask id=\"undo\" isForCompensation=\"true\">" + mapped({"x=n"}, {"undone=x"}) +
                           "</userTask><association id=\"u\" sourceRef=\"border\" targetRef=\"undo\"/>";
  Stand stand(one(start() + "<task id=\"a\">" + mapped({"x=n"}, {"n=x + 1"}) + "</task>" +
                  boundary("border", "a", "<compensateEventDefinition/>") + undo +
                  thrown("back", "<compensateEventDefinition/>") + users("b") + path("s a back b")));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.value_in("undo", "x"), "2");
  EXPECT_EQ(stand.complete("undo"), "");
  EXPECT_EQ(stand.value("undone"), "2");
  EXPECT_EQ(stand.waiting(), "b");
}

}  // namespace
}  // namespace chancery::test
