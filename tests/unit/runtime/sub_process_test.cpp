// The embedded sub-process (BPMN 2.0.2, 13.3.4): a scope of its own, which ends with its last token; errors that leave
// it.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

TEST(SubProcess, EndsWithItsLastToken) {
  Stand stand(one(start() + ends() + users("after") + path("s sub after e") +
                  sub_process("sub", start("is") + nodes("parallelGateway", "f") + users("a b") + ends("i1 i2") +
                                         path("is f a i1") + path("f b i2"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub a b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "sub a");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.trace(), "s is f b i2 a i1 sub");
}

TEST(SubProcess, WithNothingToWaitForItPasses) {
  Stand stand(one(start() + ends() + path("s sub e") + sub_process("sub", start("is") + ends("ie") + path("is ie"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.trace(), "s is ie sub e");
}

TEST(SubProcess, SeesTheVariablesAroundIt) {
  Stand stand(one(start() + users("after") + path("s sub after") +
                  sub_process("sub", start("is") + script("t", "n", "n + 1") + users("a") + path("is t a"))));
  EXPECT_EQ(stand.start("p", R"({"n": 1})"), "");
  EXPECT_EQ(stand.value("n"), "2");
}

// What a run of a sub-process has for itself (the element of its loop) is seen inside, changed inside and gone with it.
TEST(SubProcess, KeepsItsOwnVariablesToItself) {
  Stand stand(one(start() + users("after") + path("s sub after") +
                  sub_process("sub",
                              "<multiInstanceLoopCharacteristics camunda:collection=\"=[1, 2]\" "
                              "camunda:elementVariable=\"n\"/>" +
                                  start("is") + script("t", "n", "n * 10") + users("a") + path("is t a"))));
  EXPECT_EQ(stand.start("p", R"({"n": 7})"), "");
  EXPECT_EQ(stand.value("n"), "7");
  EXPECT_EQ(stand.value_in("sub", "n"), "20");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "after");
  EXPECT_EQ(stand.value("n"), "7");
}

TEST(SubProcess, TerminateInsideEndsOnlyItself) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("b after") + path("s f sub after") + path("f b") +
                  sub_process("sub", start("is") + nodes("parallelGateway", "g") + users("a c") +
                                         ended_by("stop", kTerminate) + path("is g a stop") + path("g c"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub b a c");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b after");
}

TEST(SubProcess, OneInAnother) {
  Stand stand(one(start() + users("after") + path("s out after") +
                  sub_process("out", start("os") + path("os in oa") + users("oa") +
                                         sub_process("in", start("is") + users("ia") + path("is ia")))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "out in ia");
  EXPECT_EQ(stand.complete("ia"), "");
  EXPECT_EQ(stand.waiting(), "out oa");
  EXPECT_EQ(stand.complete("oa"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

// sub has two branches: a ends with the error, b waits with a timer and a message.
std::string throwing(const std::string& boundaries, const std::string& code = "boom") {
  return one(start() + users("after") + boundaries + path("s sub after") +
                 sub_process("sub", start("is") + nodes("parallelGateway", "f") + users("a b") +
                                        boundary("late", "b", timer("Duration", "PT1H")) + caught("c", message("m")) +
                                        ended_by("ie", error(code)) + path("is f a ie") + path("f b") + path("f c") +
                                        path("late c")),
             kRoots);
}

TEST(Error, ABoundaryEventCatchesItAndTheRestInsideIsCancelled) {
  Stand stand(throwing(boundary("catch", "sub", error("boom")) + users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub a b c");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "saved");
  EXPECT_EQ(stand.receivers(), 0u);
  EXPECT_EQ(stand.timers(), "");
  EXPECT_EQ(stand.complete("saved"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.trace(), "s is f a ie -c -b -sub catch saved");
}

TEST(Error, OneWithoutCodeCatchesEveryError) {
  Stand stand(throwing(boundary("catch", "sub", error("")) + users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "saved");
}

TEST(Error, TheOneOfItsCodeComesBeforeTheOneForAll) {
  Stand stand(throwing(boundary("all", "sub", error("")) + boundary("mine", "sub", error("boom")) + users("x y") +
                       path("all x") + path("mine y")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "y");
}

TEST(Error, AnotherCodeDoesNotCatchIt) {
  Stand stand(throwing(boundary("catch", "sub", error("other")) + users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "runtime.uncaught-error");
  EXPECT_EQ(stand.waiting(), "sub a b c");
}

TEST(Error, TheCodeGoesIntoTheVariable) {
  Stand stand(
      throwing(boundary("catch", "sub", R"(<errorEventDefinition errorRef="boom" camunda:errorCodeVariable="why"/>)") +
               users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.value("why"), "boom");
}

std::string nested(const std::string& inner_code) {
  return one(start() + path("s out") + boundary("outer", "out", error("boom")) + users("x y") + path("outer x") +
                 sub_process("out", start("os") + path("os in") + boundary("inner", "in", error(inner_code)) +
                                        users("y2") + path("inner y2") +
                                        sub_process("in", start("is") + users("a") + ended_by("ie", error("boom")) +
                                                              path("is a ie"))),
             kRoots);
}

TEST(Error, TheInnermostCatchesFirst) {
  Stand stand(nested("boom"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "out y2");
}

TEST(Error, WhatTheInnerOneDoesNotCatchGoesOn) {
  Stand stand(nested("other"));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Error, AWorkerMayThrowOne) {
  Stand stand(one(start() + nodes("serviceTask", "t") + boundary("catch", "t", error("boom")) + users("after saved") +
                      path("s t after") + path("catch saved"),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.work_error("t", "other"), "runtime.uncaught-error");
  EXPECT_EQ(stand.waiting(), "t");
  EXPECT_EQ(stand.work_error("t", "boom"), "");
  EXPECT_EQ(stand.waiting(), "saved");
}

// BPMN 2.0.2, 10.5.4: an error always interrupts, whatever cancelActivity says.
TEST(Error, AlwaysInterrupts) {
  Stand stand(
      throwing(boundary("catch", "sub", error("boom"), Border::kGoingOn) + users("saved") + path("catch saved")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "saved");
}

}  // namespace
}  // namespace chancery::test
