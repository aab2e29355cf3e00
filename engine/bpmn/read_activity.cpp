#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

namespace {

// The name of inputDataItem or outputDataItem, else its id; "" when there is none.
std::string item_name(const xml::Element& element, std::string_view tag) {
  const xml::Element* item = bpmn_child(element, tag);
  if (!item) return {};
  return std::string(item->value("name").empty() ? item->value("id") : item->value("name"));
}

MultiInstance read_multi_instance(const xml::Element& element) {
  MultiInstance loop;
  loop.position = element.position;
  loop.sequential = boolean_attribute(element, "isSequential", false);
  loop.cardinality = child_expression(element, "loopCardinality");
  loop.collection = extension_expression(element, "collection");
  if (!loop.collection) loop.collection = child_expression(element, "loopDataInputRef");
  loop.element_variable = extension_value(element, "elementVariable");
  if (loop.element_variable.empty()) loop.element_variable = item_name(element, "inputDataItem");
  loop.completion_condition = child_expression(element, "completionCondition");
  loop.output_collection = child_text(element, "loopDataOutputRef");
  loop.output_element = item_name(element, "outputDataItem");
  if (const auto* output = chancery_attribute(element, "outputCollection")) loop.output_collection = output->value;
  if (const auto* output = chancery_attribute(element, "outputElement")) loop.output_element = output->value;
  return loop;
}

StandardLoop read_standard_loop(const xml::Element& element) {
  StandardLoop loop;
  loop.position = element.position;
  loop.test_before = boolean_attribute(element, "testBefore", false);
  loop.condition = child_expression(element, "loopCondition");
  if (const xml::Attribute* maximum = element.attribute("", "loopMaximum")) loop.maximum = expression_of(*maximum);
  return loop;
}

AdHoc read_ad_hoc(const xml::Element& element) {
  AdHoc ad_hoc;
  ad_hoc.sequential = element.value("ordering") == "Sequential";
  ad_hoc.cancel_remaining = boolean_attribute(element, "cancelRemainingInstances", true);
  ad_hoc.completion_condition = child_expression(element, "completionCondition");
  return ad_hoc;
}

CallDetails read_call(const xml::Element& element) {
  CallDetails call;
  if (const xml::Attribute* called = element.attribute("", "calledElement")) {
    call.called_element = expression_of(*called);
    call.called_element.text = local_part(call.called_element.text);
  }
  call.binding = extension_value(element, "calledElementBinding");
  call.version = extension_value(element, "calledElementVersion");
  call.version_tag = extension_value(element, "calledElementVersionTag");
  call.inputs = read_mappings(element, "in");
  call.outputs = read_mappings(element, "out");
  return call;
}

DecisionDetails read_decision(const xml::Element& element) {
  DecisionDetails decision;
  if (auto reference = extension_expression(element, "decisionRef")) decision.decision = std::move(*reference);
  decision.binding = extension_value(element, "decisionRefBinding");
  decision.version = extension_value(element, "decisionRefVersion");
  decision.version_tag = extension_value(element, "decisionRefVersionTag");
  decision.result_variable = extension_value(element, "resultVariable");
  decision.result_mapping = extension_value(element, "mapDecisionResult");
  return decision;
}

ScriptDetails read_script(const xml::Element& element) {
  ScriptDetails script;
  if (auto text = child_expression(element, "script")) script.script = std::move(*text);
  script.script.language = element.value("scriptFormat");
  script.result_variable = extension_value(element, "resultVariable");
  script.resource = extension_value(element, "resource");
  return script;
}

void read_details(const xml::Element& element, Node& node, const Reading& reading) {
  switch (node.kind) {
    case ElementKind::kUserTask: read_user_task(element, node); break;
    case ElementKind::kReceiveTask:
      node.instantiate = boolean_attribute(element, "instantiate", false);
      node.event = message_reference(element, reading);
      break;
    case ElementKind::kSendTask: node.event = message_reference(element, reading); break;
    case ElementKind::kBusinessRuleTask: node.decision = read_decision(element); break;
    case ElementKind::kScriptTask: node.script = read_script(element); break;
    case ElementKind::kCallActivity: node.call = read_call(element); break;
    case ElementKind::kAdHocSubProcess: node.ad_hoc = read_ad_hoc(element); break;
    default: break;
  }
}

}  // namespace

void read_activity(const xml::Element& element, Node& node, const Reading& reading) {
  node.is_for_compensation = boolean_attribute(element, "isForCompensation", false);
  node.triggered_by_event = boolean_attribute(element, "triggeredByEvent", false);
  if (const xml::Element* loop = bpmn_child(element, "multiInstanceLoopCharacteristics")) {
    node.multi_instance = read_multi_instance(*loop);
  }
  if (const xml::Element* loop = bpmn_child(element, "standardLoopCharacteristics")) {
    node.standard_loop = read_standard_loop(*loop);
  }
  node.implementation = read_implementation(element);
  read_details(element, node, reading);
}

Implementation read_implementation(const xml::Element& element) {
  using Kind = Implementation::Kind;
  Implementation implementation;
  implementation.type = extension_value(element, "type");
  implementation.priority = extension_expression(element, "taskPriority");
  constexpr std::pair<const char*, Kind> kKinds[] = {
      {"class", Kind::kClass}, {"delegateExpression", Kind::kDelegateExpression}, {"expression", Kind::kExpression}};
  for (const auto& [name, kind] : kKinds) {
    auto text = extension_expression(element, name);
    if (!text || implementation.kind != Kind::kNone) continue;
    implementation.kind = kind;
    implementation.text = std::move(*text);
  }
  if (implementation.kind == Kind::kNone && implementation.type == "external") {
    implementation.kind = Kind::kExternal;
    if (auto topic = extension_expression(element, "topic")) implementation.text = std::move(*topic);
  }
  implementation.result_variable = extension_value(element, "resultVariable");
  return implementation;
}

}  // namespace chancery::bpmn
