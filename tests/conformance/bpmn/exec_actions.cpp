// What the steps of bpmn-exec do, as commands to the engine.
#include "engine/feel/feel.h"
#include "tests/conformance/bpmn/exec_case.h"

namespace chancery::conformance {

namespace {

constexpr const char* kNothingWaits = "nothing waits there";

// Whether an open task is one that the step means.
bool is_meant(const Seen& seen, const Value& step) {
  if (!seen.instance.task || seen.node()->id != step.get_text("task")) return false;
  if (step.get("whereVar").is_context())
    for (const auto& entry : step.get("whereVar").as_context()) {
      const Value* sees = visible_variable(seen, entry.name);
      if (sees == nullptr || *sees != entry.value) return false;
    }
  const Value& assignee = step.get("whereAssignee");
  return assignee.is_null() || seen.instance.task->wishes.get("assignee") == assignee;
}

std::string text(std::string_view view) { return std::string(view); }

}  // namespace

std::string ExecCase::act(const Value& step) {
  const Value& times = step.get("times");
  for (std::int64_t n = times.is_number() ? times.as_number().to_int64().value_or(1) : 1; n > 0; --n)
    if (std::string refused = act_once(step); !refused.empty()) return refused;
  return {};
}

std::string ExecCase::act_once(const Value& step) {
  const std::string_view action = step.get_text("do");
  if (action == "start") return start(step);
  if (action == "startByMessage")
    return engine_.give_as_service(
        journal::CorrelateMessage{text(step.get_text("message")), "", step.get("variables")});
  if (action == "evaluateConditions")
    return engine_.give_as_service(journal::EvaluateConditions{step.get("variables")});
  if (action == "complete") return complete(step);
  if (action == "service" || action == "serviceError") return work(step, step.get_text("service"));
  if (action == "trigger") return trigger(step);
  if (action == "message") return message(step);
  if (action == "messageTo") return message_to(step.get_text("activity"));
  if (action == "signal")
    return engine_.give_as_service(journal::BroadcastSignal{text(step.get_text("name")), step.get("variables")});
  if (action == "setVariables" || action == "setTaskVariables" || action == "setTaskLocal") return set_variables(step);
  if (action == "advance") return advance(step.get_text("by"));
  if (action == "cancel") return engine_.give_as_service(journal::TerminateCase{last_case(engine_.journal())});
  return "an action that the runner does not know";
}

std::string ExecCase::start(const Value& step) {
  return engine_.give(journal::StartProcess{text(step.get_text("process")), engine_.unit(), step.get("variables"),
                                            text(step.get_text("businessKey"))});
}

std::string ExecCase::complete(const Value& step) {
  TaskId task;
  for_each_instance(engine_, [&](const Seen& seen) {
    if (!task && is_meant(seen, step)) task = seen.instance.task->id;
  });
  if (!task) return "no such task";
  return engine_.give(journal::CompleteTask{task, 0, step.get("variables")});
}

// A receive task without a message is work; one with a message gets it, whatever its name.
std::string ExecCase::trigger(const Value& step) {
  const std::string_view activity = step.get_text("activity");
  const std::string refused = work(step, activity);
  return refused == kNothingWaits ? message_to(activity) : refused;
}

// A stub or a receive task without a message.
std::string ExecCase::work(const Value& step, std::string_view element) {
  journal::CompleteWork body;
  for_each_instance(engine_, [&](const Seen& seen) {
    if (!seen.instance.work || seen.node()->id != element || body.instance) return;
    body.case_id = seen.case_id;
    body.instance = seen.instance.id;
  });
  if (!body.instance) return kNothingWaits;
  body.variables = step.get("variables");
  body.error_code = text(step.get_text("code"));
  body.error_message = text(step.get_text("message"));
  return engine_.give_as_service(std::move(body));
}

std::string ExecCase::message(const Value& step) {
  return engine_.give_as_service(journal::CorrelateMessage{text(step.get_text("name")), "", step.get("variables"),
                                                           text(step.get_text("businessKey")), step.get("correlate")});
}

std::string ExecCase::message_to(std::string_view element) {
  journal::DeliverMessage body;
  for_each_instance(engine_, [&](const Seen& seen) {
    for (const runtime::Subscription& s : seen.state.subscriptions) {
      if (body.instance || s.instance != seen.instance.id || seen.element(s.ordinal).id != element) continue;
      body = {seen.case_id, s.instance, s.ordinal, s.signal, s.name, Value()};
    }
  });
  if (!body.instance) return "no message is waited for there";
  return engine_.give_as_service(std::move(body));
}

// On the last started process, on what a task sees, or on a task alone.
std::string ExecCase::set_variables(const Value& step) {
  journal::SetVariables body;
  body.case_id = last_case(engine_.journal());
  body.where = step.get_text("do") == "setTaskLocal" ? journal::SetVariables::Where::kHere
                                                     : journal::SetVariables::Where::kWhereVisible;
  body.variables = step.get("variables");
  if (step.get_text("do") != "setVariables") {
    body.case_id = {};
    for_each_instance(engine_, [&](const Seen& seen) {
      if (body.case_id || !is_meant(seen, step)) return;
      body.case_id = seen.case_id;
      body.instance = seen.instance.id;
    });
    if (!body.case_id) return "no such task";
  }
  return engine_.give_as_service(std::move(body));
}

std::string ExecCase::advance(std::string_view by) {
  const auto duration = DaysTimeDuration::parse(by);
  if (!duration) return "the runner cannot read the duration";
  engine_.advance({engine_.now().ms + duration->seconds * 1000 + duration->nanoseconds / 1'000'000});
  return {};
}

}  // namespace chancery::conformance
