#include "engine/runtime/program.h"

namespace chancery::runtime {

std::uint32_t Program::find_workflow(std::string_view workflow_id) const {
  for (std::size_t i = 0; i < workflows.size(); ++i)
    if (workflows[i].id == workflow_id) return static_cast<std::uint32_t>(i + 1);
  return 0;
}

const dmn::Element* Program::find_decision(std::string_view decision) const {
  return decisions ? decisions->find(decision) : nullptr;
}

const MessageRule* Program::message_rule(std::uint32_t process, std::string_view name) const {
  for (const MessageRule& rule : messages[process])
    if (rule.name == name) return &rule;
  return nullptr;
}

const Program* Programs::find(PackageId id) const {
  const auto it = programs_.find(id);
  return it == programs_.end() ? nullptr : it->second.get();
}

}  // namespace chancery::runtime
