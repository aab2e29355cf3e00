// Every kind of task.
#include "tests/simulation/blocks/blocks.h"

namespace chancery::simulation {

namespace {

Tag user_task(Writer& w, const Around&) {
  Tag task("userTask", {{"id", w.id("user")}});
  // A name that is not there would be a fault in these expressions: only the case is always there.
  if (w.dice.chance(15)) task.set("name", "Paper ${case.number + 1} of ${empty case.root ? 'nobody' : case.process}");
  if (w.dice.chance(15)) task.set("camunda:assignee", "first");
  if (w.dice.chance(15)) task.set("camunda:dueDate", "=now() + @\"PT4H\"");
  if (w.dice.chance(15)) task.set("camunda:candidateGroups", "clerks, desk").set("camunda:priority", "7");
  return task;
}

Tag service_task(Writer& w, const Around& around) {
  Tag task("serviceTask", {{"id", w.id("service")}});
  if (w.dice.chance(30))
    task.set("camunda:expression", "=1 + 1").set("camunda:resultVariable", w.result(around));
  else if (w.dice.chance(50))
    task.set("camunda:type", "external").set("camunda:topic", "outside");
  return task;
}

Tag send_task(Writer& w, const Around& around) {
  Tag task("sendTask", {{"id", w.id("send")}});
  const Name* name = w.thrown_name(bpmn::EventKind::kMessage, around);
  if (name != nullptr && w.dice.chance(70)) {
    task.set("messageRef", name->text);
    if (w.dice.chance(30)) task.property("buffer", "true");
  } else if (w.dice.chance(50)) {
    task.set("camunda:type", "external").set("camunda:topic", "post");
  } else {
    w.senders.push_back({task.id(), w.process, "", around.rank});
  }
  return task;
}

Tag receive_task(Writer& w, const Around&) {
  Tag task("receiveTask", {{"id", w.id("receive")}});
  if (w.dice.chance(20)) return task;  // work under its id
  const Name& name = w.name(bpmn::EventKind::kMessage);
  task.set("messageRef", name.text);
  w.receives(task.id(), name.text);
  return task;
}

Tag script_task(Writer& w, const Around& around) {
  const std::string from = w.variable();
  return Tag("scriptTask",
             {{"id", w.id("script")}, {"scriptFormat", "feel"}, {"camunda:resultVariable", w.result(around)}})
      .add(Tag("script", {}, "if " + from + " = null then 1 else modulo(" + from + " + 1, 4)"));
}

Tag rule_task(Writer& w, const Around& around) {
  Tag task("businessRuleTask", {{"id", w.id("rule")}});
  if (w.dice.chance(20)) return task.set("camunda:type", "external").set("camunda:topic", "rules");
  const bool rows = w.dice.chance(30);
  std::string decision = any_decision(w);
  if (w.dice.chance(30)) {
    const std::string other = any_decision(w);
    if (w.dice.chance(50)) task.property("candidates", decision + ", " + other);
    decision = w.chosen(decision, other);
  }
  return task.set("camunda:decisionRef", std::move(decision))
      .set("camunda:resultVariable", rows ? "rows" : w.result(around))
      .set("camunda:mapDecisionResult", rows ? "resultList" : "singleEntry");
}

}  // namespace

Tag any_task(Writer& w, const Around& around) {
  switch (w.dice.below(10)) {
    case 0: return service_task(w, around);
    case 1: return send_task(w, around);
    case 2: return receive_task(w, around);
    case 3: return script_task(w, around);
    case 4: return rule_task(w, around);
    case 5: return Tag("manualTask", {{"id", w.id("manual")}});
    case 6: return Tag("task", {{"id", w.id("task")}});
    default: return user_task(w, around);
  }
}

}  // namespace chancery::simulation
