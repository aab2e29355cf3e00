#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

namespace {

using RootIndex = std::map<std::string, const RootItem*, std::less<>>;

enum class Gives { kName, kCode };

void resolve(EventDefinition& event, std::string_view reference, const RootIndex& index, Gives gives) {
  event.reference = local_part(reference);
  const auto found = index.find(event.reference);
  if (found == index.end()) return;
  event.declared = true;
  event.code = gives == Gives::kName ? found->second->name : found->second->code;
}

void read_timer(const xml::Element& element, EventDefinition& event) {
  constexpr std::pair<const char*, TimerKind> kKinds[] = {
      {"timeDate", TimerKind::kDate}, {"timeDuration", TimerKind::kDuration}, {"timeCycle", TimerKind::kCycle}};
  for (const auto& [tag, kind] : kKinds) {
    const xml::Element* child = bpmn_child(element, tag);
    if (!child || event.timer != TimerKind::kNone) continue;
    event.timer = kind;
    event.timer_expression = expression_of(*child);
  }
}

void read_error(const xml::Element& element, EventDefinition& event, const Reading& reading) {
  resolve(event, element.value("errorRef"), reading.errors, Gives::kCode);
  if (!event.declared) event.code = event.reference;
  event.code_variable = extension_value(element, "errorCodeVariable");
  event.message_variable = extension_value(element, "errorMessageVariable");
}

void read_conditional(const xml::Element& element, EventDefinition& event) {
  if (auto condition = child_expression(element, "condition")) event.condition = std::move(*condition);
  event.variable_name = extension_value(element, "variableName");
  event.variable_events = extension_value(element, "variableEvents");
}

EventDefinition read_definition(const xml::Element& element, EventKind kind, const Reading& reading) {
  EventDefinition event;
  event.kind = kind;
  event.ordinal = element.ordinal;
  event.position = element.position;
  switch (kind) {
    case EventKind::kMessage:
      resolve(event, element.value("messageRef"), reading.messages, Gives::kName);
      event.implementation = read_implementation(element);
      break;
    case EventKind::kSignal:
      resolve(event, element.value("signalRef"), reading.signals, Gives::kName);
      event.inputs = read_mappings(element, "in");
      break;
    case EventKind::kEscalation:
      resolve(event, element.value("escalationRef"), reading.escalations, Gives::kCode);
      event.code_variable = extension_value(element, "escalationCodeVariable");
      break;
    case EventKind::kError: read_error(element, event, reading); break;
    case EventKind::kTimer: read_timer(element, event); break;
    case EventKind::kConditional: read_conditional(element, event); break;
    case EventKind::kLink: event.code = element.value("name"); break;
    case EventKind::kCompensation:
      event.reference = local_part(element.value("activityRef"));
      event.wait_for_completion = boolean_attribute(element, "waitForCompletion", true);
      break;
    default: break;
  }
  return event;
}

// The definition itself, or the one at the root that an eventDefinitionRef names.
const xml::Element* definition_element(const xml::Element& child, const Reading& reading) {
  if (!is_bpmn(child, "eventDefinitionRef")) return &child;
  const auto found = reading.event_definitions.find(local_part(child.text));
  return found == reading.event_definitions.end() ? nullptr : found->second;
}

}  // namespace

void read_event(const xml::Element& element, Node& node, const Reading& reading) {
  node.initiator = extension_value(element, "initiator");
  node.attached_ref = local_part(element.value("attachedToRef"));
  node.cancel_activity = boolean_attribute(element, "cancelActivity", true);
  node.parallel_multiple = boolean_attribute(element, "parallelMultiple", false);
  node.is_interrupting = boolean_attribute(element, "isInterrupting", true);
  node.event.position = element.position;
  for (const xml::Element& child : element.children) {
    if (child.ns != kBpmnNamespace) continue;
    const xml::Element* definition = definition_element(child, reading);
    const auto kind = definition ? event_kind_of_tag(definition->name) : std::nullopt;
    if (!kind) continue;
    node.events.push_back(read_definition(*definition, *kind, reading));
    node.events.back().ordinal = child.ordinal;  // its own place, also when it refers to a definition at the root
    const Extensions inner = read_extensions(*definition);
    auto& chancery = node.extensions.other_chancery;
    chancery.insert(chancery.end(), inner.other_chancery.begin(), inner.other_chancery.end());
  }
  if (!node.events.empty()) node.event = node.events.front();
  if (node.events.size() > 1) node.event.kind = EventKind::kMultiple;
}

EventDefinition message_reference(const xml::Element& element, const Reading& reading) {
  EventDefinition event;
  event.position = element.position;
  if (element.value("messageRef").empty()) return event;
  event.kind = EventKind::kMessage;
  resolve(event, element.value("messageRef"), reading.messages, Gives::kName);
  return event;
}

}  // namespace chancery::bpmn
