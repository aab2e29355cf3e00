#include <map>
#include <string_view>

#include "engine/bpmn/rules/rules.h"

namespace chancery::bpmn::rules {

void duplicate_id(const Definitions& definitions, Findings& findings) {
  std::map<std::string_view, const IdUse*> first;
  for (const IdUse& use : definitions.ids) {
    const auto [found, is_new] = first.emplace(use.id, &use);
    if (is_new) continue;
    findings.error("bpmn.duplicate-id", use.position,
                   {{"id", use.id}, {"line", std::to_string(found->second->position.line)}});
  }
}

}  // namespace chancery::bpmn::rules
