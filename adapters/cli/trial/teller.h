// Teller: what the records of the journal say has happened, a line for each event that a modeler would look for.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "adapters/cli/terminal.h"
#include "adapters/memory/engine_in_memory.h"

namespace chancery::cli::trial {

class Teller {
 public:
  // Both must outlive the teller. What was written before is not told.
  Teller(const memory::EngineInMemory& engine, Terminal& terminal);

  // Says everything that was written since it was last asked. Errors: those of the journal.
  Result<void> tell();

 private:
  void tell(const journal::Record& record);
  void see(const journal::CaseStarted& e);
  void see(const journal::CaseEnded& e);
  void see(const journal::ElementActivated& e);
  void see(const journal::ElementCompleted& e);
  void see(const journal::ElementKept& e);
  void see(const journal::ElementTerminated& e);
  void see(const journal::ElementPassed& e);
  void see(const journal::ElementResumed& e);
  void see(const journal::FlowTaken& e);
  void see(const journal::TokenArrived& e);
  void see(const journal::VariableSet& e);
  void see(const journal::MultiInstancePlanned& e);
  void see(const journal::CompensationBegun& e);
  void see(const journal::TaskCompleted& e);
  void see(const journal::TimerSet& e);
  void see(const journal::TimerEnded& e);
  void see(const journal::SubscriptionClosed& e);
  void see(const journal::MessageThrown& e);
  void see(const journal::EscalationThrown& e);
  void see(const journal::ServiceDone& e);
  void see(const journal::NoticeQueued& e);
  void see(const journal::DecisionEvaluated& e);
  void see(const journal::IncidentRaised& e);
  void see(const journal::IncidentResolved& e);
  void see(const journal::StartFailed& e);
  void see(const journal::LineAppended& e);
  template <class Other>
  void see(const Other&) {}

  // Where an instance stands in the model; kept after its end.
  struct Place {
    const runtime::Program* program = nullptr;
    std::uint32_t process = 0;
    std::uint32_t ordinal = 0;
    std::uint32_t loop = 0;
  };
  const graph::Process* process_around(InstanceId instance) const;
  std::string name_of(InstanceId instance) const;
  std::string name_at(InstanceId scope, std::uint32_t ordinal) const;
  void say(const char* code, std::vector<MessageParameter> parameters);
  void say_element(const char* code, const std::string& element) { say(code, {{"element", element}}); }

  const memory::EngineInMemory& engine_;
  Terminal& terminal_;
  EventNumber told_;
  Instant at_;
  CaseId case_;
  std::map<CaseId, const runtime::Program*> programs_;
  std::map<std::pair<CaseId, InstanceId>, Place> places_;
  std::map<std::pair<CaseId, std::uint32_t>, std::string> timers_;  // by number: the element
};

}  // namespace chancery::cli::trial
