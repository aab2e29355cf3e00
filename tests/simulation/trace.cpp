#include "tests/simulation/trace.h"

namespace chancery::simulation {

std::string Trace::text_of(const journal::Record& record, const runtime::Program& program) {
  std::string out;
  const auto name = [&](InstanceId instance, std::uint32_t ordinal) -> std::string {
    const Where where = instances_[{record.case_id, instance}];
    const graph::Process& process = *program.processes[where.process];
    const std::uint32_t element = ordinal != 0 ? ordinal : where.ordinal;
    return element == 0 ? process.id : process.nodes[process.node_of(element)].id;
  };
  const auto say = [&out](const std::string& word) { out += " " + word; };
  for (const journal::Event& event : record.events) {
    if (const auto* e = std::get_if<journal::ElementActivated>(&event)) {
      instances_[{record.case_id, e->instance}] = {e->process, e->ordinal};
      say("+" + name(e->instance, 0) + ":" + std::to_string(e->instance.value));
    }
    if (const auto* e = std::get_if<journal::ElementPassed>(&event)) say(name(e->scope, e->ordinal));
    if (const auto* e = std::get_if<journal::ElementCompleted>(&event)) say(name(e->instance, 0));
    if (const auto* e = std::get_if<journal::ElementTerminated>(&event)) say("-" + name(e->instance, 0));
    if (const auto* e = std::get_if<journal::ElementKept>(&event)) say(name(e->instance, 0) + " kept,");
    if (const auto* e = std::get_if<journal::ElementResumed>(&event)) say(name(e->instance, 0) + " resumed,");
    if (const auto* e = std::get_if<journal::ElementReleased>(&event)) say(name(e->instance, 0) + " released,");
    if (const auto* e = std::get_if<journal::CompensationBegun>(&event)) say(name(e->instance, 0) + " compensates,");
    if (const auto* e = std::get_if<journal::CompensationTaken>(&event)) say("(no. " + std::to_string(e->number) + ")");
    if (const auto* e = std::get_if<journal::ActivityCompensable>(&event))
      say("(" + name(e->scope, e->ordinal) + " is no. " + std::to_string(e->number) + ")");
    if (const auto* e = std::get_if<journal::MessageThrown>(&event)) say("\"" + e->name + "\"");
    if (const auto* e = std::get_if<journal::IncidentRaised>(&event)) say("incident " + e->code);
    if (const auto* e = std::get_if<journal::StartFailed>(&event)) say("start failed " + e->code);
  }
  return "case " + std::to_string(record.case_id.value) + ":" + out;
}

}  // namespace chancery::simulation
