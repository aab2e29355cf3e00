// Packages without workflow.json: bare processes, as conformance runs use them.
#include <gtest/gtest.h>

#include "tests/unit/package/shipped.h"

namespace chancery::package {
namespace {

File model(std::string path, std::string_view content) {
  return {std::move(path), R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="urn:t")"
                           R"( xmlns:camunda="http://camunda.org/schema/1.0/bpmn">)" +
                               std::string(content) + "</definitions>"};
}

std::string process(std::string_view id, std::string_view task) {
  return "<process id='" + std::string(id) + "' isExecutable='true'><startEvent id='s'/>" + std::string(task) +
         "<sequenceFlow id='f' sourceRef='s' targetRef='t'/></process>";
}

TEST(Bare, EveryModelIsTakenAndItsTasksAreOpenToAnybody) {
  const Checked checked = check(
      {model("a.bpmn", process("a", "<userTask id='t'/>")), model("b.bpmn20.xml", process("b", "<task id='t'/>"))},
      PackageId{1});
  ASSERT_NE(checked.program, nullptr) << test::shown(checked.diagnostics);
  EXPECT_EQ(checked.program->processes.size(), 2u);
  EXPECT_TRUE(checked.program->workflows.empty());
  EXPECT_NE(checked.program->rules->find_duty("t"), duty::kNoDuty);
}

TEST(Bare, ATestPersonTakesThePlaceOfRules) {
  const Checked checked =
      check({model("a.bpmn", process("a", "<userTask id='t'/>"))}, PackageId{1}, {.test_person = PersonId{1}});
  ASSERT_NE(checked.program, nullptr) << test::shown(checked.diagnostics);
  EXPECT_EQ(checked.program->rules->constraint_count(), 0u);
}

struct Fault {
  const char* what;
  std::vector<File> files;
  const char* finding;
};

TEST(Bare, WhatIsNotThereIsAWarning) {
  const Fault faults[] = {{"called process",
                           {model("a.bpmn", process("a", "<callActivity id='t' calledElement='b'/>"))},
                           "a.bpmn:0:0 package.unknown-process element=t process=b\n"},
                          {"decision",
                           {model("a.bpmn", process("a", "<businessRuleTask id='t' camunda:decisionRef='d'/>"))},
                           "a.bpmn:0:0 package.unknown-decision element=t decision=d\n"}};
  for (const Fault& fault : faults) {
    const Checked checked = check(fault.files, PackageId{1});
    EXPECT_NE(checked.program, nullptr) << fault.what;
    ASSERT_EQ(test::shown(checked.diagnostics), fault.finding) << fault.what;
    EXPECT_EQ(checked.diagnostics.front().severity, Severity::kWarning) << fault.what;
  }
}

// It was deployed before the rule was made.
TEST(Bare, WhatStandsIsNotRefusedByARuleOfAdmission) {
  const std::vector<File> files = {
      model("a.bpmn", process("a",
                              "<task id='t'/><task id='x'/>"
                              "<boundaryEvent id='b' attachedToRef='t'><errorEventDefinition/></boundaryEvent>"
                              "<boundaryEvent id='c' attachedToRef='t'><errorEventDefinition/></boundaryEvent>"
                              "<sequenceFlow id='b_x' sourceRef='b' targetRef='x'/>"
                              "<sequenceFlow id='c_x' sourceRef='c' targetRef='x'/>"))};
  EXPECT_EQ(check(files, PackageId{1}).program, nullptr);
  CheckOptions options;
  options.stands = true;
  EXPECT_NE(check(files, PackageId{1}, options).program, nullptr);
}

TEST(Bare, FaultsAreRefused) {
  const Fault faults[] = {
      {"two of one id",
       {model("a.bpmn", process("a", "<task id='t'/>")), model("b.bpmn", process("a", "<task id='t'/>"))},
       "b.bpmn:0:0 package.process-twice process=a\n"},
      {"no XML", {{"a.bpmn", "x"}}, "a.bpmn:1:1 xml.no-element\n"},
      {"no BPMN", {{"a.bpmn", "<x/>"}}, "a.bpmn:1:1 bpmn.not-bpmn element=x namespace=\n"},
      {"nothing to run",
       {model("a.bpmn", "<process id='a'/>")},
       "a.bpmn:1:1 bpmn.nothing-executable\na.bpmn:1:1 graph.no-executable-process\n"}};
  for (const Fault& fault : faults) {
    const Checked checked = check(fault.files, PackageId{1});
    EXPECT_EQ(checked.program, nullptr) << fault.what;
    EXPECT_EQ(test::shown(checked.diagnostics), fault.finding) << fault.what;
  }
}

}  // namespace
}  // namespace chancery::package
