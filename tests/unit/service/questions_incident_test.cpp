// Questions about incidents: who sees what stopped, the newest first, and how often it was tried.
#include "adapters/cli/demo_loader.h"
#include "tests/unit/service/task_desk.h"

namespace chancery {
namespace {

using namespace task_desk;
using testing::ElementsAre;
using testing::IsEmpty;

// A workflow that stops: its service has no worker that succeeds, the step after its timer a due date that is none.
constexpr const char* kStopsFile =
    R"({"id":"stops","name":{"zh":"会停","en":"It stops"},"process":"stops","start":{"duty":"request"},)"
    R"("title":"=\"matter of \" + unit.key","models":["stops.bpmn"],"uses":["deliberation"]})";
constexpr const char* kStopsModel =
    R"(<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:chancery="https://chancery.dev/schema/1.0/bpmn"
    id="stops_definitions" targetNamespace="https://chancery.dev/workflows"
    expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/">
  <bpmn:process id="stops" isExecutable="true">
    <bpmn:startEvent id="begin"><bpmn:outgoing>f1</bpmn:outgoing></bpmn:startEvent>
    <bpmn:serviceTask id="deliver" name="Deliver" camunda:type="external" camunda:topic="deliver">
      <bpmn:incoming>f1</bpmn:incoming><bpmn:outgoing>f2</bpmn:outgoing></bpmn:serviceTask>
    <bpmn:intermediateCatchEvent id="a_day" name="A day later">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f3</bpmn:outgoing>
      <bpmn:timerEventDefinition>
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:userTask id="look" chancery:duty="publish" camunda:dueDate="=unit.key"><bpmn:incoming>f3</bpmn:incoming>
      <bpmn:outgoing>f4</bpmn:outgoing></bpmn:userTask>
    <bpmn:endEvent id="done"><bpmn:incoming>f4</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f1" sourceRef="begin" targetRef="deliver"/>
    <bpmn:sequenceFlow id="f2" sourceRef="deliver" targetRef="a_day"/>
    <bpmn:sequenceFlow id="f3" sourceRef="a_day" targetRef="look"/>
    <bpmn:sequenceFlow id="f4" sourceRef="look" targetRef="done"/>
  </bpmn:process>
</bpmn:definitions>)";

class Incidents : public TaskQuestions {
 protected:
  // A worker's answer for the only work there is.
  void work(CaseId id, std::uint64_t instance, const char* failure) {
    journal::Command command;
    command.actor.service = "worker";
    journal::CompleteWork body;
    body.case_id = id;
    body.instance = InstanceId{instance};
    body.failure = failure;
    command.body = std::move(body);
    ASSERT_TRUE(std::holds_alternative<service::Outcome>(engine().execute(std::move(command))));
  }
  CaseId start_stopping() { return start("g-clerk", "stops", "{}"); }
  void deploy_stopping() {
    auto files = *cli::read_package_files(CHANCERY_SOURCE_DIR);
    files.push_back({"workflows/stops/workflow.json", kStopsFile});
    files.push_back({"workflows/stops/stops.bpmn", kStopsModel});
    const auto answer = engine().deploy({person("admin1"), "admin1", ""}, "", files, person("admin2"));
    const auto* rejection = std::get_if<service::Rejection>(&answer);
    ASSERT_EQ(rejection, nullptr) << (rejection->diagnostics.empty() ? why(*rejection)
                                                                     : rejection->diagnostics.front().code);
  }
  Value incidents(const char* account) {
    const auto answer = engine().incidents({person(account)});
    EXPECT_TRUE(answer);
    return answer ? *answer : Value();
  }
};

TEST_F(Incidents, NothingStoppedIsNoIncident) { EXPECT_THAT(incidents("g-clerk").get("items").as_list(), IsEmpty()); }

TEST_F(Incidents, AnIncidentIsShownToWhoSeesTheCaseAndToAdministrators) {
  deploy_stopping();
  const CaseId id = start_stopping();
  work(id, 2, "runtime.no-work");
  const Value shown = incidents("g-clerk");
  ASSERT_EQ(shown.get("items").as_list().size(), 1u);
  const Value& one = shown.get("items").as_list().front();
  EXPECT_EQ(one.get_text("id"), std::to_string(id.value) + "-2");
  EXPECT_EQ(one.get("case").get_text("title"), "matter of demo-gacha");
  EXPECT_EQ(one.get("unit").get_text("id"), std::to_string(unit("demo-gacha").value));
  EXPECT_EQ(one.get_text("element"), "deliver");
  EXPECT_EQ(one.get_text("element_name"), "Deliver");
  EXPECT_EQ(one.get_text("code"), "runtime.no-work");
  EXPECT_EQ(one.get("message").get_text("code"), "runtime.no-work");
  EXPECT_EQ(one.get("remedy").get_text("part"), "remedy");
  EXPECT_EQ(one.get_text("state"), "open");
  EXPECT_EQ(one.get("attempts").as_number().to_int64(), 1);
  EXPECT_THAT(incidents("herder2").get("items").as_list(), IsEmpty());
  EXPECT_THAT(incidents("c-chair").get("items").as_list(), IsEmpty());
  const Value seen = incidents("admin1");
  ASSERT_EQ(seen.get("items").as_list().size(), 1u);
  // Administrators see no case: the workflow's name stands for its title.
  EXPECT_EQ(seen.get("items").as_list().front().get("case").get("title").get_text("en"), "It stops");
}

TEST_F(Incidents, AttemptsAreCountedAndTheNewestIncidentStandsFirst) {
  deploy_stopping();
  const CaseId first = start_stopping();
  const CaseId second = start_stopping();
  work(first, 2, "runtime.no-work");
  at("2026-03-02T10:00:00+08:00");
  work(second, 2, "runtime.no-work");
  const auto ids = [this] { return each(incidents("g-clerk"), "id"); };
  const std::string of_first = std::to_string(first.value) + "-2";
  const std::string of_second = std::to_string(second.value) + "-2";
  EXPECT_THAT(ids(), ElementsAre(of_second, of_first));
  at("2026-03-02T11:00:00+08:00");
  ASSERT_TRUE(incidents("g-clerk").get("items").as_list().back().get("may_retry").is_true());
  ASSERT_EQ(give("g-clerk", journal::RetryIncident{first, InstanceId{2}, 0}), "");
  EXPECT_THAT(ids(), ElementsAre(of_second));
  work(first, 2, "runtime.no-work");
  EXPECT_THAT(ids(), ElementsAre(of_first, of_second));
  EXPECT_EQ(incidents("g-clerk").get("items").as_list().front().get("attempts").as_number().to_int64(), 2);
  EXPECT_EQ(engine().metrics().open_incidents, 2u);
  ASSERT_EQ(bench_.restart(), "");
  EXPECT_THAT(ids(), ElementsAre(of_first, of_second));
}

TEST_F(Incidents, ATimerThatCannotGoOnIsAnIncidentOfItsEvent) {
  deploy_stopping();
  const CaseId id = start_stopping();
  work(id, 2, "");
  at("2026-03-04T09:00:00+08:00");
  const Value shown = incidents("g-clerk");
  ASSERT_EQ(shown.get("items").as_list().size(), 1u);
  const Value& one = shown.get("items").as_list().front();
  EXPECT_EQ(one.get_text("id"), std::to_string(id.value) + "-3-1");
  EXPECT_EQ(one.get_text("element"), "a_day");
  EXPECT_EQ(one.get_text("code"), "runtime.bad-due-date");
  EXPECT_EQ(one.get("message").get("parameters").get_text("element"), "look");
  EXPECT_EQ(give("g-clerk", journal::RetryIncident{id, InstanceId{3}, 1}), "runtime.bad-due-date");
  EXPECT_THAT(each(incidents("g-clerk"), "id"), ElementsAre(std::to_string(id.value) + "-3-1"));
}

}  // namespace
}  // namespace chancery
