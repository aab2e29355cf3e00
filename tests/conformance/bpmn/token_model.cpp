#include "tests/conformance/bpmn/token_model.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "engine/bpmn/model.h"
#include "tests/conformance/bpmn/xml_text.h"

namespace chancery::conformance {

namespace {

using xml::Element;

constexpr const char* kNs = bpmn::kBpmnNamespace;

void set_attribute(Element& element, std::string_view name, std::string_view value) {
  for (xml::Attribute& a : element.attributes)
    if (a.ns.empty() && a.name == name) {
      a.value = value;
      return;
    }
  element.attributes.push_back({"", std::string(name), std::string(value), {}});
}

Element made(std::string_view name, std::string_view text = "") {
  Element out;
  out.ns = kNs;
  out.name = name;
  out.text = text;
  return out;
}

bool is_bpmn(const Element& element, std::string_view name) { return element.ns == kNs && element.name == name; }

class Repair {
 public:
  Repair(Element& root, const Value& one) : root_(root) {
    if (one.get("waitAt").is_list())
      for (const Value& id : one.get("waitAt").as_list()) wait_at_.insert(std::string(id.as_text()));
    if (one.get("choices").is_list())
      for (const Value& choice : one.get("choices").as_list())
        for (const Value& flow : choice.get("flows").as_list())
          chosen_[std::string(choice.get_text("gateway"))].insert(std::string(flow.as_text()));
  }

  void run() {
    std::erase_if(root_.children, [](const Element& child) { return child.ns != kNs; });  // the diagram
    visit(root_);
    for (Element& item : roots_) root_.children.push_back(std::move(item));
  }

 private:
  void visit(Element& element) {
    if (is_bpmn(element, "process")) set_attribute(element, "isExecutable", "true");
    repair_code(element, "error", "errorCode");
    repair_code(element, "escalation", "escalationCode");
    repair_task(element);
    repair_starts(element);
    const bool catches = is_bpmn(element, "startEvent") || is_bpmn(element, "boundaryEvent") ||
                         is_bpmn(element, "intermediateCatchEvent");
    for (Element& child : element.children) {
      if (child.name.ends_with("EventDefinition")) repair_definition(child, element, catches);
      if (is_bpmn(child, "sequenceFlow")) repair_flow(child, element);
      visit(child);
    }
    // After its flows: a default is one of the choices.
    std::erase_if(element.attributes, [](const xml::Attribute& a) { return a.name == "default"; });
  }

  // What is thrown has a code when a process is executed (BPMN 2.0.2, table 10.86); the simulator tells them apart by id.
  static void repair_code(Element& element, std::string_view tag, std::string_view attribute) {
    if (is_bpmn(element, tag) && element.value(attribute).empty())
      set_attribute(element, attribute, element.value("id"));
  }

  void repair_task(Element& element) {
    static const std::set<std::string, std::less<>> kAtOnce = {"userTask",   "serviceTask",      "sendTask",
                                                               "scriptTask", "businessRuleTask", "manualTask"};
    const std::string id(element.value("id"));
    if (wait_at_.contains(id) && (is_bpmn(element, "task") || kAtOnce.contains(element.name)))
      element.name = "userTask";
    else if (element.ns == kNs && kAtOnce.contains(element.name))
      element.name = "task";
    if (is_bpmn(element, "receiveTask") && element.value("messageRef").empty())
      set_attribute(element, "messageRef", root_item("message", "name", "gap-message-" + id));
  }

  // Several none start events of a process are alternatives: the runner names the one that it starts.
  void repair_starts(Element& process) {
    if (!is_bpmn(process, "process")) return;
    bool any = false;
    bool other_start = false;
    for (Element& child : process.children) {
      if (!is_bpmn(child, "startEvent")) continue;
      other_start = true;
      const bool none = std::none_of(child.children.begin(), child.children.end(),
                                     [](const Element& e) { return e.name.ends_with("EventDefinition"); });
      if (none && any) {
        Element definition = made("messageEventDefinition");
        set_attribute(definition, "messageRef",
                      root_item("message", "name", "gap-start-" + std::string(child.value("id"))));
        child.children.push_back(std::move(definition));
      }
      any = any || none;
    }
    if (other_start) return;
    // Nothing starts it: an event that nobody names, so that what has no incoming flow can be begun by the runner.
    Element start = made("startEvent");
    set_attribute(start, "id", "gap-start-of-" + std::string(process.value("id")));
    process.children.push_back(std::move(start));
  }

  void repair_definition(Element& definition, const Element& event, bool catches) {
    const std::string id(event.value("id"));
    const auto refer = [&](const char* attribute, const char* tag, const char* value, const std::string& name) {
      if (definition.value(attribute).empty()) set_attribute(definition, attribute, root_item(tag, value, name));
    };
    if (definition.name == "messageEventDefinition") refer("messageRef", "message", "name", "gap-message-" + id);
    if (definition.name == "signalEventDefinition") refer("signalRef", "signal", "name", "gap-signal");
    if (!catches && definition.name == "errorEventDefinition") refer("errorRef", "error", "errorCode", "gap-error");
    if (!catches && definition.name == "escalationEventDefinition")
      refer("escalationRef", "escalation", "escalationCode", "gap-escalation");
    if (definition.name == "linkEventDefinition" && definition.value("name").empty())
      set_attribute(definition, "name", event.value("name").empty() ? "gap-link" : event.value("name"));
    if (definition.name == "timerEventDefinition" && definition.children.empty())
      definition.children.push_back(made("timeDuration", "PT1H"));
    if (definition.name == "conditionalEventDefinition") {
      definition.children.clear();
      definition.children.push_back(made("condition", "=" + condition_variable(id) + " = true"));
    }
  }

  void repair_flow(Element& flow, const Element& holder) {
    const auto* source = std::find_if(holder.children.data(), holder.children.data() + holder.children.size(),
                                      [&](const Element& e) { return e.value("id") == flow.value("sourceRef"); });
    if (source == holder.children.data() + holder.children.size()) return;
    const bool inclusive = is_bpmn(*source, "inclusiveGateway");
    if (!inclusive && !is_bpmn(*source, "exclusiveGateway")) return;
    const auto choice = chosen_.find(std::string(source->value("id")));
    const std::string id(flow.value("id"));
    bool taken = false;
    if (choice != chosen_.end())
      taken = choice->second.contains(id);
    else  // nobody chose: the first flow
      taken = untouched_.insert(std::string(source->value("id"))).second;
    std::erase_if(flow.children, [](const Element& e) { return is_bpmn(e, "conditionExpression"); });
    flow.children.push_back(made("conditionExpression", taken ? "=true" : "=false"));
  }

  // The id of a root element of that name; made when it is not there.
  std::string root_item(const char* tag, const char* attribute, const std::string& name) {
    const auto known =
        std::any_of(roots_.begin(), roots_.end(), [&](const Element& e) { return e.value("id") == name; });
    if (known) return name;
    Element item = made(tag);
    set_attribute(item, "id", name);
    set_attribute(item, attribute, name);
    roots_.push_back(std::move(item));
    return name;
  }

  Element& root_;
  std::set<std::string> wait_at_;
  std::map<std::string, std::set<std::string>> chosen_;
  std::set<std::string> untouched_;  // gateways without a choice whose first flow was seen
  std::vector<Element> roots_;
};

}  // namespace

std::string condition_variable(std::string_view element) { return "gap_" + std::string(element); }

std::string repaired_model(const std::string& bpmn, const Value& one) {
  auto parsed = xml::parse("model", {reinterpret_cast<const std::uint8_t*>(bpmn.data()), bpmn.size()});
  if (!parsed.root) throw std::runtime_error("a model of token-simulation is no XML");
  Repair(*parsed.root, one).run();
  return to_xml(*parsed.root);
}

}  // namespace chancery::conformance
