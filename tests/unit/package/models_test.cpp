// Processes and decisions: references, expressions and form broken once each in the package that is shipped.
#include <gtest/gtest.h>

#include "tests/unit/package/change.h"

namespace chancery::package {
namespace {

using test::Change;

class Models : public testing::TestWithParam<Change> {};

TEST_P(Models, AreRefused) { test::expect_refused(GetParam()); }

const std::string kSeal = "workflows/seal-use/workflow.json";
const std::string kSealBpmn = "workflows/seal-use/seal-use.bpmn";
const std::string kGate = "workflows/seal-use/decisions/seal-gate.dmn";
const std::string kPaper = "workflows/certificate/workflow.json";
const std::string kPaperBpmn = "workflows/certificate/certificate.bpmn";

INSTANTIATE_TEST_SUITE_P(
    Bpmn, Models,
    testing::Values(
        Change{"form of a task",
               kSealBpmn,
               "formKey=\"affix\"",
               "formKey=\"afix\"",
               "package.unknown-form",
               {{"element", "affix"}, {"form", "afix"}}},
        Change{"duty of a task",
               kSealBpmn,
               "duty=\"affix\"",
               "duty=\"afix\"",
               "package.unknown-duty",
               {{"element", "affix"}, {"duty", "afix"}}},
        Change{"no duty, and none of the task's id",
               kSealBpmn,
               " chancery:duty=\"approve-use\"",
               "",
               "package.unknown-duty",
               {{"element", "approve_use"}, {"duty", "approve_use"}}},
        Change{"decision",
               kSealBpmn,
               "decisionRef=\"seal_gate\"",
               "decisionRef=\"seal-gate\"",
               "package.unknown-decision",
               {{"element", "gate_check"}, {"decision", "seal-gate"}}},
        Change{"called process",
               kPaperBpmn,
               "calledElement=\"seal_use\"",
               "calledElement=\"seal\"",
               "package.unknown-process",
               {{"element", "seal"}, {"process", "seal"}}},
        Change{"two processes of one id",
               kSealBpmn,
               "process id=\"seal_use\"",
               "process id=\"certificate\"",
               "package.process-twice",
               {{"process", "certificate"}}},
        Change{"one model twice",
               kSeal,
               "[\"seal-use.bpmn\"]",
               "[\"seal-use.bpmn\", \"seal-use.bpmn\"]",
               "package.process-twice",
               {{"process", "seal_use"}},
               kSealBpmn},
        Change{"book of a service task",
               kSealBpmn,
               ">seal-use-book<",
               ">seal-use-bok<",
               "package.unknown-book",
               {{"element", "register_line"}, {"book", "seal-use-bok"}}},
        Change{"condition", kSealBpmn, ">gate != null<", ">gate != @)<", "feel.syntax", {{"found", ")"}}},
        Change{"condition of the dialect",
               kSealBpmn,
               ">gate != null<",
               ">${gate.@open()}<",
               "feel.call",
               {{"name", "open"}}},
        Change{"script", kSealBpmn, "declines + 1", "declines + @)", "feel.syntax", {}},
        Change{"a parameter", kSealBpmn, "={title: apply.title}", "={title: @)}", "feel.syntax", {}},
        Change{"misspelt attribute of ours",
               kSealBpmn,
               "chancery:workingDays=\"true\"",
               "chancery:workingDay=\"@true\"",
               "bpmn.unknown-chancery-attribute",
               {{"id", "approval_overdue"}}},
        Change{"two elements of one id",
               kSealBpmn,
               "<bpmn:endEvent id=\"lapsed\"",
               "@<bpmn:endEvent id=\"affix\"",
               "bpmn.duplicate-id",
               {{"id", "affix"}}},
        Change{"flow to nowhere",
               kSealBpmn,
               "<bpmn:sequenceFlow id=\"gate_open__refused_by_rule\" sourceRef=\"gate_open\" "
               "targetRef=\"refused_by_rule\"",
               "@<bpmn:sequenceFlow id=\"gate_open__refused_by_rule\" sourceRef=\"gate_open\" targetRef=\"nowhere\"",
               "bpmn.dangling-target",
               {{"reference", "nowhere"}}},
        Change{
            "a document type", kSealBpmn, "<bpmn:definitions", "@<!DOCTYPE x><bpmn:definitions", "xml.doctype", {}}));

INSTANTIATE_TEST_SUITE_P(
    Dmn, Models,
    testing::Values(
        Change{
            "cell", kGate, "<text>not(\"active\")</text>", "<text>not(\"active\"@</text>", "feel.unexpected-end", {}},
        Change{"input", kGate, "<text>apply.paper</text>", "<text>apply @)</text>", "feel.syntax", {}},
        Change{"hit policy",
               kGate,
               "<decisionTable id=\"seal_gate_table\" hitPolicy=\"FIRST\"",
               "@<decisionTable id=\"seal_gate_table\" hitPolicy=\"FRST\"",
               "dmn.unknown-hit-policy",
               {{"policy", "FRST"}}},
        Change{
            "a cell missing",
            kGate,
            "<rule id=\"seal_gate_rule_1\">\n        <inputEntry><text>\"blank\", \"partly-blank\"</text></inputEntry>",
            "@<rule id=\"seal_gate_rule_1\">",
            "dmn.rule-size",
            {{"rule", "1"}}},
        Change{"a decision of another name",
               kGate,
               "<decision id=\"seal_gate\"",
               "<decision id=\"gate\"",
               "package.unknown-decision",
               {{"element", "gate_check"}, {"decision", "seal_gate"}},
               kSealBpmn},
        Change{"one decision in two files",
               kGate,
               "<decision id=\"seal_gate\"",
               "@<decision id=\"route\"",
               "package.decision-twice",
               {{"decision", "route"}}},
        Change{"no DMN",
               kGate,
               "<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"",
               "@<definitions xmlns=\"urn:x\"",
               "dmn.not-dmn",
               {}}));

TEST(ModelsByHand, NothingExecutable) {
  test::Package package;
  package.replace(kSealBpmn, "isExecutable=\"true\"", "isExecutable=\"false\"");
  const Checked checked = package.check();
  test::expect_sound(checked, package.files());
  const auto found = std::find_if(checked.diagnostics.begin(), checked.diagnostics.end(), [](const Diagnostic& d) {
    return test::is_finding(d, kSealBpmn, "graph.no-executable-process", {});
  });
  ASSERT_NE(found, checked.diagnostics.end()) << test::shown(checked.diagnostics);
  EXPECT_EQ(found->line, 2);
  EXPECT_EQ(found->column, 1);
}

}  // namespace
}  // namespace chancery::package
