// Small BPMN models as text: what stands around the elements of a test, and sequence flows in short. A flow from a to b
// has the id a_b.
#pragma once

#include <sstream>
#include <string>
#include <string_view>

namespace chancery::test {

// A file around processes and root elements, with the prefixes camunda and chancery.
inline std::string model(std::string_view content) {
  return R"(<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="urn:t")"
         R"( xmlns:camunda="http://camunda.org/schema/1.0/bpmn")"
         R"( xmlns:chancery="https://chancery.dev/schema/1.0/bpmn">)"
         "\n" +
         std::string(content) + "\n</definitions>";
}

inline std::string process(std::string_view content, std::string_view id = "p") {
  return "<process id=\"" + std::string(id) + "\" isExecutable=\"true\">" + std::string(content) + "</process>";
}

// One process "p" with root elements (messages, errors …) beside it.
inline std::string one(std::string_view content, std::string_view roots = "") {
  return model(std::string(roots) + process(content));
}

// Flows along the ids: path("s a e") is s → a → e.
inline std::string path(std::string_view ids) {
  std::istringstream words{std::string(ids)};
  std::string out;
  std::string from;
  for (std::string to; words >> to; from = to)
    if (!from.empty())
      out += "<sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to + "\"/>";
  return out;
}

// A flow with a condition, which may hold "<".
inline std::string when(std::string_view from, std::string_view to, std::string_view condition) {
  const std::string a(from);
  const std::string b(to);
  return "<sequenceFlow id=\"" + a + "_" + b + "\" sourceRef=\"" + a + "\" targetRef=\"" + b +
         "\"><conditionExpression><![CDATA[" + std::string(condition) + "]]></conditionExpression></sequenceFlow>";
}

// Elements that have nothing but an id: nodes("userTask", "a b c").
inline std::string nodes(std::string_view tag, std::string_view ids) {
  std::istringstream words{std::string(ids)};
  std::string out;
  for (std::string id; words >> id;) out += "<" + std::string(tag) + " id=\"" + id + "\"/>";
  return out;
}

inline std::string start(std::string_view id = "s") { return nodes("startEvent", id); }
inline std::string ends(std::string_view ids = "e") { return nodes("endEvent", ids); }
inline std::string users(std::string_view ids) { return nodes("userTask", ids); }

// Definitions of events, for the inside of an event element.
inline std::string timer(std::string_view kind, std::string_view expression) {
  const std::string tag = "time" + std::string(kind);  // Duration, Date, Cycle
  return "<timerEventDefinition><" + tag + ">" + std::string(expression) + "</" + tag + "></timerEventDefinition>";
}
inline std::string message(std::string_view ref) {
  return "<messageEventDefinition messageRef=\"" + std::string(ref) + "\"/>";
}
inline std::string signal(std::string_view ref) {
  return "<signalEventDefinition signalRef=\"" + std::string(ref) + "\"/>";
}
inline std::string error(std::string_view ref) {
  return ref.empty() ? "<errorEventDefinition/>" : "<errorEventDefinition errorRef=\"" + std::string(ref) + "\"/>";
}

// An event element around a definition; `key` is its correlation key.
inline std::string event(std::string_view tag, std::string_view id, std::string_view definition,
                         std::string_view key = "", std::string_view attributes = "") {
  std::string out = "<" + std::string(tag) + " id=\"" + std::string(id) + "\" " + std::string(attributes) + ">";
  if (!key.empty())
    out += "<extensionElements><camunda:properties><camunda:property name=\"correlationKey\" value=\"" +
           std::string(key) + "\"/></camunda:properties></extensionElements>";
  return out + std::string(definition) + "</" + std::string(tag) + ">";
}
inline std::string caught(std::string_view id, std::string_view definition, std::string_view key = "") {
  return event("intermediateCatchEvent", id, definition, key);
}
inline std::string thrown(std::string_view id, std::string_view definition, std::string_view key = "") {
  return event("intermediateThrowEvent", id, definition, key);
}
enum class Border { kInterrupting, kGoingOn };
inline std::string boundary(std::string_view id, std::string_view on, std::string_view definition,
                            Border border = Border::kInterrupting, std::string_view key = "") {
  return event("boundaryEvent", id, definition, key,
               "attachedToRef=\"" + std::string(on) + "\"" +
                   (border == Border::kGoingOn ? std::string(" cancelActivity=\"false\"") : std::string()));
}
inline std::string ended_by(std::string_view id, std::string_view definition) {
  return event("endEvent", id, definition);
}
inline std::string sub_process(std::string_view id, std::string_view content) {
  return event("subProcess", id, content);
}
// An event sub-process "id" whose start event "id_start" leads to one task and the end event "id_end".
inline std::string event_sub_process(std::string_view id, std::string_view definition, std::string_view task,
                                     Border border = Border::kInterrupting) {
  const std::string name(id);
  const char* going_on = border == Border::kGoingOn ? "isInterrupting=\"false\"" : "";
  return "<subProcess id=\"" + name + "\" triggeredByEvent=\"true\">" +
         event("startEvent", name + "_start", definition, "", going_on) + users(task) + ends(name + "_end") +
         path(name + "_start " + std::string(task) + " " + name + "_end") + "</subProcess>";
}
inline std::string call(std::string_view id, std::string_view process_id) {
  return "<callActivity id=\"" + std::string(id) + "\" calledElement=\"" + std::string(process_id) + "\"/>";
}
inline std::string condition(std::string_view text) {
  return "<conditionalEventDefinition><condition><![CDATA[" + std::string(text) +
         "]]></condition></conditionalEventDefinition>";
}
// A compensation boundary event "id_undone" on an activity and the user task "undo_id" that handles it.
inline std::string undone(std::string_view id) {
  const std::string name(id);
  return boundary(name + "_undone", name, "<compensateEventDefinition/>") + "<userTask id=\"undo_" + name +
         "\" isForCompensation=\"true\"/><association id=\"" + name + "_a\" sourceRef=\"" + name +
         "_undone\" targetRef=\"undo_" + name + "\"/>";
}
inline std::string compensate(std::string_view activity = "") {
  return activity.empty() ? std::string("<compensateEventDefinition/>")
                          : "<compensateEventDefinition activityRef=\"" + std::string(activity) + "\"/>";
}

// A send task whose message "m" is kept for its receiver.
inline std::string kept(std::string_view id) {
  return "<sendTask id=\"" + std::string(id) +
         "\" messageRef=\"m\"><extensionElements><camunda:properties>"
         "<camunda:property name=\"buffer\" value=\"true\"/></camunda:properties></extensionElements></sendTask>";
}
inline std::string script(std::string_view id, std::string_view variable, std::string_view text) {
  return "<scriptTask id=\"" + std::string(id) + "\" scriptFormat=\"feel\" camunda:resultVariable=\"" +
         std::string(variable) + "\"><script><![CDATA[" + std::string(text) + "]]></script></scriptTask>";
}

inline constexpr const char* kTerminate = "<terminateEventDefinition/>";

// A message "m" and a signal "g" whose names are their ids, and an error "boom" with its id as code.
inline constexpr const char* kRoots =
    R"(<message id="m" name="m"/><message id="m2" name="m2"/><signal id="g" name="g"/>)"
    R"(<error id="boom" errorCode="boom"/><error id="other" errorCode="other"/>)";

}  // namespace chancery::test
