#include <algorithm>

#include "engine/bpmn/limits.h"
#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

namespace {

// Elements of a process or sub-process that the engine does not run, and that are read elsewhere or left to the
// diagram.
constexpr std::string_view kPassive[] = {"documentation",
                                         "extensionElements",
                                         "incoming",
                                         "outgoing",
                                         "dataObject",
                                         "dataObjectReference",
                                         "dataStoreReference",
                                         "textAnnotation",
                                         "group",
                                         "ioSpecification",
                                         "ioBinding",
                                         "property",
                                         "auditing",
                                         "monitoring",
                                         "dataInputAssociation",
                                         "dataOutputAssociation",
                                         "multiInstanceLoopCharacteristics",
                                         "standardLoopCharacteristics",
                                         "resourceRole",
                                         "performer",
                                         "humanPerformer",
                                         "potentialOwner",
                                         "supports",
                                         "supportedInterfaceRef",
                                         "correlationSubscription",
                                         "completionCondition"};

bool is_passive(std::string_view tag) {
  return std::find(std::begin(kPassive), std::end(kPassive), tag) != std::end(kPassive);
}

Flow read_flow(const xml::Element& element, std::optional<Index> parent) {
  Flow flow;
  flow.ordinal = element.ordinal;
  flow.id = element.value("id");
  flow.name = element.value("name");
  flow.source_ref = local_part(element.value("sourceRef"));
  flow.target_ref = local_part(element.value("targetRef"));
  flow.parent = parent;
  flow.condition = child_expression(element, "conditionExpression");
  flow.position = element.position;
  return flow;
}

void read_lanes(const xml::Element& lane_set, Process& process) {
  for (const xml::Element& element : lane_set.children) {
    if (!is_bpmn(element, "lane")) continue;
    Lane lane{std::string(element.value("id")), std::string(element.value("name")), {}, element.position};
    for (const xml::Element& child : element.children) {
      if (is_bpmn(child, "flowNodeRef")) lane.node_refs.push_back(local_part(child.text));
    }
    process.lanes.push_back(std::move(lane));
    if (const xml::Element* nested = bpmn_child(element, "childLaneSet")) read_lanes(*nested, process);
  }
}

void read_container(const xml::Element& container, std::optional<Index> parent, Process& process, Reading& reading);

void read_flow_node(const xml::Element& element, ElementKind kind, std::optional<Index> parent, Process& process,
                    Reading& reading) {
  if (++reading.node_count > kMaxNodes) {
    if (reading.node_count == kMaxNodes + 1) {
      reading.findings.error("bpmn.limit-nodes", element.position, {{"limit", std::to_string(kMaxNodes)}});
    }
    return;
  }
  const auto index = static_cast<Index>(process.nodes.size());
  process.nodes.push_back(read_node(element, kind, reading));
  process.nodes.back().parent = parent;
  if (category_of(kind) == Category::kScope && kind != ElementKind::kCallActivity) {
    read_container(element, index, process, reading);
  }
}

void read_container(const xml::Element& container, std::optional<Index> parent, Process& process, Reading& reading) {
  for (const xml::Element& child : container.children) {
    if (child.ns != kBpmnNamespace) continue;
    if (child.name == "sequenceFlow") {
      process.flows.push_back(read_flow(child, parent));
    } else if (const auto kind = element_kind_of_tag(child.name)) {
      read_flow_node(child, *kind, parent, process, reading);
    } else if (child.name == "association") {
      process.associations.push_back(
          {local_part(child.value("sourceRef")), local_part(child.value("targetRef")), child.position});
    } else if (child.name == "laneSet") {
      read_lanes(child, process);
    } else if (!is_passive(child.name)) {
      reading.definitions.unknown.push_back({child.name, child.position});
    }
  }
}

using IndexById = std::map<std::string_view, Index>;

template <class Item>
IndexById index_by_id(const std::vector<Item>& items) {
  IndexById index;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].id.empty()) index.emplace(items[i].id, static_cast<Index>(i));
  }
  return index;
}

std::optional<Index> find(const IndexById& index, std::string_view id) {
  const auto found = index.find(id);
  return found == index.end() ? std::nullopt : std::optional<Index>(found->second);
}

void resolve_references(Process& process) {
  const IndexById nodes = index_by_id(process.nodes);
  const IndexById flows = index_by_id(process.flows);
  for (std::size_t i = 0; i < process.flows.size(); ++i) {
    Flow& flow = process.flows[i];
    flow.source = find(nodes, flow.source_ref);
    flow.target = find(nodes, flow.target_ref);
    if (flow.source) process.nodes[*flow.source].outgoing.push_back(static_cast<Index>(i));
    if (flow.target) process.nodes[*flow.target].incoming.push_back(static_cast<Index>(i));
  }
  for (Node& node : process.nodes) {
    node.default_flow = find(flows, node.default_ref);
    node.attached_to = find(nodes, node.attached_ref);
  }
}

}  // namespace

Process read_process(const xml::Element& element, Reading& reading) {
  Process process;
  process.ordinal = element.ordinal;
  process.id = element.value("id");
  process.name = element.value("name");
  process.executable = boolean_attribute(element, "isExecutable", false);
  process.version_tag = extension_value(element, "versionTag");
  process.position = element.position;
  process.documentation = read_documentation(element);
  process.extensions = read_extensions(element);
  read_container(element, std::nullopt, process, reading);
  resolve_references(process);
  return process;
}

}  // namespace chancery::bpmn
