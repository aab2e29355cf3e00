// The call activity (BPMN 2.0.2, 13.3.4): another process in the same case tree, with the variables declared and no
// other.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string call(const std::string& id, const std::string& process_id, const std::string& mappings = "") {
  return "<callActivity id=\"" + id + "\" calledElement=\"" + process_id + "\"><extensionElements>" + mappings +
         "</extensionElements></callActivity>";
}

// p: s → call q → after; q: qs → qa → content
std::string caller(const std::string& mappings, const std::string& of_q, const std::string& of_p = "") {
  return model(kRoots + process(start() + call("c", "q", mappings) + users("after") + of_p + path("s c after")) +
               process(start("qs") + of_q, "q"));
}

TEST(CallActivity, RunsTheProcessAndGoesOnAfterIt) {
  Stand stand(caller("", users("qa") + ends("qe") + path("qs qa qe")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c qa");
  EXPECT_EQ(stand.running(), 1u);  // one case tree
  EXPECT_EQ(stand.complete("qa"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s qs qa qe c");
}

TEST(CallActivity, PassesWhatIsDeclaredAndNothingElse) {
  Stand stand(
      caller(R"(<camunda:in source="x" target="given"/><camunda:in sourceExpression="=x + 1" target="more"/>)"
             R"(<camunda:out source="result" target="y"/><camunda:out sourceExpression="=result * 2" target="z"/>)",
             script("qt", "result", "[given, more, x, secret]") + users("qa") + path("qs qt qa")));
  EXPECT_EQ(stand.start("p", R"({"x": 1, "secret": "s", "y": 0})"), "");
  EXPECT_EQ(stand.complete("qa", R"({"result": 21, "inside": true})"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.value("y"), "21");
  EXPECT_EQ(stand.value("z"), "42");
  EXPECT_EQ(stand.value("inside"), "-");
  EXPECT_EQ(stand.value("result"), "-");
  EXPECT_EQ(stand.value("given"), "-");
}

TEST(CallActivity, TheCalledProcessDoesNotSeeItsCallersVariables) {
  Stand stand(caller(R"(<camunda:in source="x" target="given"/><camunda:out source="seen" target="seen"/>)",
                     script("qt", "seen", "[given, x, secret]") + path("qs qt")));
  EXPECT_EQ(stand.start("p", R"({"x": 1, "secret": "s"})"), "");
  EXPECT_EQ(stand.value("seen"), "[1, null, null]");
}

TEST(CallActivity, MayPassEverything) {
  Stand stand(caller(R"(<camunda:in variables="all"/><camunda:out variables="all"/>)",
                     script("qt", "x", "x + 1") + script("qt2", "fresh", "true") + path("qs qt qt2")));
  EXPECT_EQ(stand.start("p", R"({"x": 1, "k": "kept"})"), "");
  EXPECT_EQ(stand.value("x"), "2");
  EXPECT_EQ(stand.value("k"), "kept");
  EXPECT_EQ(stand.value("fresh"), "true");
}

TEST(CallActivity, TerminateInTheCalledProcessEndsOnlyThat) {
  Stand stand(caller("", nodes("parallelGateway", "f") + users("qa qb") + ended_by("stop", kTerminate) +
                             path("qs f qa stop") + path("f qb")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c qa qb");
  EXPECT_EQ(stand.complete("qa"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(CallActivity, AnErrorOutOfTheCalledProcessIsCaughtAtTheCall) {
  Stand stand(caller(R"(<camunda:out source="n" target="n"/>)",
                     nodes("parallelGateway", "f") + users("qa qb") + ended_by("qe", error("boom")) +
                         path("qs f qa qe") + path("f qb"),
                     boundary("catch", "c", error("boom")) + users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("qa", R"({"n": 1})"), "");
  EXPECT_EQ(stand.waiting(), "saved");
  EXPECT_EQ(stand.value("n"), "1");  // what the call declares is handed over by an error, too
}

TEST(CallActivity, AnErrorThatTheCallerDoesNotCatchIsRefused) {
  Stand stand(caller("", users("qa") + ended_by("qe", error("boom")) + path("qs qa qe"),
                     boundary("catch", "c", error("other")) + users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("qa"), "runtime.uncaught-error");
  EXPECT_EQ(stand.waiting(), "c qa");
}

TEST(CallActivity, InterruptedItTakesTheCalledProcessWithIt) {
  Stand stand(caller(
      "", users("qa") + caught("qc", message("m")) + nodes("parallelGateway", "f") + path("qs f qa") + path("f qc"),
      boundary("late", "c", timer("Duration", "PT1H")) + users("saved") + path("late saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.receivers(), 1u);
  stand.wait("PT1H");
  EXPECT_EQ(stand.waiting(), "saved");
  EXPECT_EQ(stand.receivers(), 0u);
  EXPECT_EQ(stand.message("m"), "runtime.no-receiver");
}

TEST(CallActivity, AProcessInAProcess) {
  Stand stand(model(process(start() + call("c", "q") + users("after") + path("s c after")) +
                    process(start("qs") + call("qc", "r") + path("qs qc"), "q") +
                    process(start("rs") + users("ra") + path("rs ra"), "r")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c qc ra");
  EXPECT_EQ(stand.complete("ra"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(CallActivity, OnceForEachElementWithItsOwnAnswer) {
  Stand stand(model(process(start() +
                            "<callActivity id=\"c\" calledElement=\"q\"><extensionElements><camunda:in source=\"n\" "
                            "target=\"n\"/></extensionElements><multiInstanceLoopCharacteristics "
                            "camunda:collection=\"=[1, 2]\" camunda:elementVariable=\"n\"/></callActivity>" +
                            users("after") + path("s c after")) +
                    process(start("qs") + users("qa") + path("qs qa"), "q")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "c c c qa qa");
  EXPECT_EQ(stand.complete("qa"), "");
  EXPECT_EQ(stand.waiting(), "c c qa");
  EXPECT_EQ(stand.complete("qa"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(CallActivity, AnUnknownProcessIsToldAtTheCheckAndRefusedWhenItIsCalled) {
  const std::string bpmn = one(start() + call("c", "nowhere") + path("s c"));
  EXPECT_EQ(fault_of(bpmn), "");
  Stand stand(bpmn);
  EXPECT_EQ(stand.start(), "runtime.unknown-process");
  EXPECT_EQ(stand.running(), 0u);
}

// A call gives a token to the none start event; a process without one can never be called.
TEST(CallActivity, AProcessWithoutNoneStartIsRefusedAtTheCheck) {
  EXPECT_EQ(fault_of(model(kRoots + process(start() + call("c", "q") + path("s c")) +
                           process(event("startEvent", "qs", message("m")) + users("qa") + path("qs qa"), "q"))),
            "package.no-none-start");
}

TEST(CallActivity, TheOutcomeOfAWorkflowIsAVariableOfIt) {
  const std::string caller_file =
      model(process(start() + call("c", "q", R"(<camunda:out source="outcome" target="found"/>)") +
                    R"(<receiveTask id="after" messageRef="m"/>)" + path("s c after")));
  const std::string called = one(start() + R"(<endEvent id="e" chancery:outcome="refused"/>)" + path("s e"));
  const auto workflow = [](const std::string& id, const std::string& process_id) {
    return R"({"id": ")" + id + R"(", "name": {"zh": "例", "en": "x"}, "process": ")" + process_id +
           R"(", "models": ["x.bpmn"]})";
  };
  std::string with_id = called;
  with_id.replace(with_id.find("id=\"p\""), 6, "id=\"q\"");
  std::string with_message = caller_file;
  with_message.insert(with_message.find("<process"), kRoots);
  Stand stand(std::vector<service::PackageFile>{{"workflows/a/workflow.json", workflow("a", "p")},
                                                {"workflows/a/x.bpmn", with_message},
                                                {"workflows/b/workflow.json", workflow("b", "q")},
                                                {"workflows/b/x.bpmn", with_id}});
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.value("found"), "refused");
}

TEST(CallActivity, WhatItCallsMayBeChosenWhenTheTokenComes) {
  const auto called = [](const std::string& id) {
    return process(start("s" + id) + users("t" + id) + path("s" + id + " t" + id), id);
  };
  Stand stand(model(process(start() + R"(<callActivity id="c" calledElement="${which}"/>)" + path("s c")) +
                    called("q") + called("r")));
  EXPECT_EQ(stand.start("p", R"({"which": "r"})"), "");
  EXPECT_EQ(stand.waiting(), "c tr");
  EXPECT_EQ(stand.start("p", R"({"which": "q"})"), "");
  EXPECT_EQ(stand.waiting(), "c tq");
  EXPECT_EQ(stand.start("p", R"({"which": "z"})"), "runtime.not-a-candidate");
  EXPECT_EQ(stand.start(), "runtime.not-a-candidate");
}

// In a workflow all that may run has been seen when it was deployed.
TEST(CallActivity, WhatIsChosenInAWorkflowIsOneOfItsCandidates) {
  const auto files = [](const std::string& candidates) {
    return std::vector<service::PackageFile>{
        {"workflows/w/workflow.json",
         R"({"id": "w", "name": {"zh": "例", "en": "w"}, "process": "p", "models": ["w.bpmn"]})"},
        {"workflows/w/w.bpmn",
         model(process(start() +
                       R"(<callActivity id="c" calledElement="=which"><extensionElements><camunda:properties>)" +
                       candidates + "</camunda:properties></extensionElements></callActivity>" + path("s c")) +
               process(start("sq") + caught("cq", timer("Duration", "PT1H")) + path("sq cq"), "q") +
               process(start("sr") + ends("er") + path("sr er"), "r"))}};
  };
  const auto fault = [&](const std::string& candidates) {
    for (const Diagnostic& d : service::Engine::check_package(files(candidates)))
      if (d.severity == Severity::kError) return d.code;
    return std::string();
  };
  const auto property = [](const std::string& value) {
    return R"(<camunda:property name="candidates" value=")" + value + "\"/>";
  };
  EXPECT_EQ(fault(""), "package.candidates-missing");
  EXPECT_EQ(fault(property("q, z")), "package.unknown-process");
  Stand stand(files(property("q , ")));
  EXPECT_EQ(stand.start("p", R"({"which": "q"})"), "");
  EXPECT_EQ(stand.waiting(), "c cq");
  EXPECT_EQ(stand.start("p", R"({"which": "r"})"), "runtime.not-a-candidate");
}

}  // namespace
}  // namespace chancery::test
