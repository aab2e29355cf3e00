#include "adapters/cli/trial/names.h"

namespace chancery::cli::trial {

namespace {
std::string name_and_id(const std::string& name, const std::string& id) {
  return name.empty() || name == id ? id : name + " (" + id + ")";
}
}  // namespace

std::string label(const graph::Node& node) { return name_and_id(node.name, node.id); }
std::string label(const graph::Process& process) { return name_and_id(process.name, process.id); }

const graph::Node* node_at(const graph::Process& process, std::uint32_t ordinal) {
  const graph::NodeIndex index = process.node_of(ordinal);
  return index == graph::kNone ? nullptr : &process.nodes[index];
}

const graph::Process& process_of(const runtime::Program& program, const runtime::Instance& instance) {
  return *program.processes[instance.process];
}

const graph::Node* node_of(const runtime::Program& program, const runtime::Instance& instance) {
  return instance.ordinal == 0 ? nullptr : node_at(process_of(program, instance), instance.ordinal);
}

}  // namespace chancery::cli::trial
