#include "adapters/cli/trial/teller.h"

#include "adapters/cli/trial/names.h"
#include "adapters/cli/trial/times.h"
#include "engine/json/json.h"

namespace chancery::cli::trial {

Teller::Teller(const memory::EngineInMemory& engine, Terminal& terminal)
    : engine_(engine), terminal_(terminal), told_(engine.engine().last_number()) {}

Result<void> Teller::tell() {
  for (const journal::Record& record : TRY(engine_.records_after(told_))) tell(record);
  return {};
}

void Teller::tell(const journal::Record& record) {
  told_ = record.number;
  case_ = record.case_id;
  if (record.at != at_) terminal_.say("cli.run-at", {{"at", instant_text(record.at, engine_.zones())}});
  at_ = record.at;
  for (const journal::Event& event : record.events) std::visit([this](const auto& e) { see(e); }, event);
}

void Teller::say(const char* code, std::vector<MessageParameter> parameters) {
  terminal_.say(code, std::move(parameters));
}

const graph::Process* Teller::process_around(InstanceId instance) const {
  const auto place = places_.find({case_, instance});
  return place == places_.end() ? nullptr : place->second.program->processes[place->second.process].get();
}

std::string Teller::name_of(InstanceId instance) const {
  const graph::Process* process = process_around(instance);
  if (process == nullptr) return std::to_string(instance.value);
  const Place& place = places_.at({case_, instance});
  if (place.ordinal == 0) return label(*process);
  return name_at(instance, place.ordinal) + (place.loop == 0 ? "" : " [" + std::to_string(place.loop) + "]");
}

std::string Teller::name_at(InstanceId scope, std::uint32_t ordinal) const {
  const graph::Process* process = process_around(scope);
  const graph::Node* node = process == nullptr ? nullptr : node_at(*process, ordinal);
  return node == nullptr ? std::to_string(ordinal) : label(*node);
}

void Teller::see(const journal::CaseStarted& e) {
  const runtime::Program* program =
      engine_.read([&e](const runtime::State&, const runtime::Programs& programs) { return programs.find(e.package); });
  programs_[case_] = program;
  say("cli.run-case-started",
      {{"process", label(*program->processes[e.process])}, {"case", std::to_string(case_.value)}});
}

void Teller::see(const journal::CaseEnded& e) {
  say(e.outcome.empty() ? "cli.run-case-over" : "cli.run-case-ended",
      {{"case", std::to_string(case_.value)}, {"outcome", e.outcome}});
}

void Teller::see(const journal::ElementActivated& e) {
  places_[{case_, e.instance}] = {programs_.at(case_), e.process, e.ordinal, e.loop};
  say_element("cli.run-entered", name_of(e.instance));
}

void Teller::see(const journal::ElementCompleted& e) { say_element("cli.run-left", name_of(e.instance)); }
void Teller::see(const journal::ElementKept& e) { say_element("cli.run-left", name_of(e.instance)); }
void Teller::see(const journal::ElementTerminated& e) { say_element("cli.run-cancelled", name_of(e.instance)); }
void Teller::see(const journal::ElementResumed& e) { say_element("cli.run-entered", name_of(e.instance)); }
void Teller::see(const journal::ElementPassed& e) { say_element("cli.run-passed", name_at(e.scope, e.ordinal)); }
void Teller::see(const journal::CompensationBegun& e) { say_element("cli.run-compensates", name_of(e.instance)); }

void Teller::see(const journal::FlowTaken& e) {
  const graph::Process* process = process_around(e.scope);
  if (process == nullptr) return;
  const graph::Flow& flow = process->flows[process->flow_of(e.ordinal)];
  say("cli.run-flow", {{"flow", flow.id}, {"element", label(process->nodes[flow.target])}});
}

void Teller::see(const journal::TokenArrived& e) {
  const graph::Process* process = process_around(e.scope);
  if (process == nullptr) return;
  say_element("cli.run-joining", label(process->nodes[process->flows[process->flow_of(e.flow)].target]));
}

void Teller::see(const journal::VariableSet& e) {
  const std::string value = json::write_json(e.value);
  const auto place = places_.find({case_, e.scope});
  if (place == places_.end() || place->second.ordinal == 0)
    say("cli.run-variable", {{"name", e.name}, {"value", value}});
  else
    say("cli.run-variable-inside", {{"name", e.name}, {"value", value}, {"element", name_of(e.scope)}});
}

void Teller::see(const journal::MultiInstancePlanned& e) {
  say("cli.run-instances", {{"element", name_of(e.instance)}, {"count", std::to_string(e.planned)}});
}

void Teller::see(const journal::TaskCompleted& e) {
  say("cli.run-task-done",
      {{"element", name_of(e.instance)}, {"person", engine_.engine().person_name(e.person).value_or("")}});
}

void Teller::see(const journal::TimerSet& e) {
  const std::string element = name_at(e.instance, e.ordinal);
  timers_[{case_, e.timer}] = element;
  say("cli.run-timer-set", {{"element", element}, {"due", instant_text(Instant{e.due_ms}, engine_.zones())}});
}

void Teller::see(const journal::TimerEnded& e) {
  if (e.fired) say_element("cli.run-timer-fired", timers_[{case_, e.timer}]);
}

void Teller::see(const journal::SubscriptionClosed& e) {
  if (e.received) say_element("cli.run-received", name_at(e.instance, e.ordinal));
}

void Teller::see(const journal::MessageThrown& e) {
  const char* code = e.signal ? "cli.run-signal-thrown" : "cli.run-message-thrown";
  say(e.buffered ? "cli.run-message-kept" : code, {{"name", e.name}, {"payload", json::write_json(e.payload)}});
}

void Teller::see(const journal::EscalationThrown& e) { say("cli.run-escalation", {{"code", e.code}}); }
void Teller::see(const journal::ServiceDone& e) { say("cli.run-service-done", {{"topic", e.topic}}); }
void Teller::see(const journal::NoticeQueued& e) { say("cli.run-notice", {{"notice", json::write_json(e.notice)}}); }

void Teller::see(const journal::DecisionEvaluated& e) {
  std::string rules;
  for (const std::uint32_t rule : e.rules) rules += (rules.empty() ? "" : ", ") + std::to_string(rule);
  say(rules.empty() ? "cli.run-decided" : "cli.run-decided-by", {{"decision", e.decision}, {"rules", rules}});
}

void Teller::see(const journal::IncidentRaised& e) {
  std::vector<MessageParameter> parameters;
  parameters.reserve(e.parameters.size());
  for (const auto& [name, value] : e.parameters) parameters.push_back({name, value});
  say("cli.run-incident",
      {{"element", name_of(e.instance)}, {"problem", terminal_.text(e.code, std::move(parameters))}});
}

void Teller::see(const journal::IncidentResolved& e) { say_element("cli.run-incident-over", name_of(e.instance)); }

void Teller::see(const journal::StartFailed& e) {
  std::vector<MessageParameter> parameters;
  parameters.reserve(e.parameters.size());
  for (const auto& [name, value] : e.parameters) parameters.push_back({name, value});
  say("cli.run-start-failed", {{"problem", terminal_.text(e.code, std::move(parameters))}});
}

void Teller::see(const journal::LineAppended& e) { say("cli.run-line", {{"book", e.book}, {"text", e.text}}); }

}  // namespace chancery::cli::trial
