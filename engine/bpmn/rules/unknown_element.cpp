#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void unknown_element(const Definitions& definitions, Findings& findings) {
  for (const UnknownElement& element : definitions.unknown) {
    findings.warning("bpmn.unknown-element", element.position, {{"element", element.tag}});
  }
}

}  // namespace chancery::bpmn::rules
