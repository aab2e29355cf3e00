#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

Node read_node(const xml::Element& element, ElementKind kind, const Reading& reading) {
  Node node;
  node.ordinal = element.ordinal;
  node.kind = kind;
  node.id = element.value("id");
  node.name = element.value("name");
  node.position = element.position;
  node.default_ref = local_part(element.value("default"));
  node.documentation = read_documentation(element);
  node.form_key = extension_value(element, "formKey");
  node.extensions = read_extensions(element);
  if (kind == ElementKind::kEventBasedGateway) {
    node.instantiate = boolean_attribute(element, "instantiate", false);
    node.parallel_events = element.value("eventGatewayType") == "Parallel";
  }
  if (kind == ElementKind::kComplexGateway)
    node.activation_condition = child_expression(element, "activationCondition");
  const Category category = category_of(kind);
  if (category == Category::kEvent) read_event(element, node, reading);
  if (is_activity(category)) read_activity(element, node, reading);
  return node;
}

}  // namespace chancery::bpmn
