// CommandContext: what every verb gets. A verb reads the state, checks, and emits into the record; decide.cpp lists the verbs once.
#pragma once

#include "engine/runtime/decide.h"

namespace chancery::runtime::commands {

struct CommandContext {
  State& scratch;
  const World& world;
  const journal::Command& command;
  Decision& out;
  Explanation& why;

  const journal::Actor& actor() const { return command.actor; }
  Instant at() const { return command.at; }
  Envelope envelope() const { return {out.record.number, out.record.at, out.record.case_id}; }
  // For events of no execution (directory, packages).
  void emit(journal::Event event) const {
    apply(scratch, *world.programs, envelope(), event);
    out.record.events.push_back(std::move(event));
  }
};

// Finishes an execution: runs it to rest and takes its follow-ups. Every verb that moves a token ends with it.
Result<void> settle(CommandContext& c, Execution& ex);

// The case's package. Error: not_found runtime.no-case {case}.
struct Found {
  const CaseState* state = nullptr;
  const Program* program = nullptr;
};
Result<Found> find_case(const CommandContext& c, CaseId id);

struct FoundTask {
  CaseId case_id;
  InstanceId instance;
  const Program* program = nullptr;
};
// Errors: not_found runtime.no-task {task}; conflict runtime.task-changed {task, assignee} when `version` is not 0 and not the task's.
Result<FoundTask> find_task(const CommandContext& c, TaskId task, std::uint32_t version);

// duty's answer for a task; on a refusal the explanation is filled and the error answered.
Result<duty::Standing> check_duty(const CommandContext& c, const Execution& ex, duty::Question question,
                                  const duty::CaseFacts& facts);

// What starts by itself (start_timers.cpp). The units that start events of a package name must be there: runtime.start-unit {element,
// unit}.
Result<void> check_start_units(const CommandContext& c, const Program& program);
// Arms the timers of a package that is deployed, keeps those that are the same as before and ends the rest. Error: runtime.bad-timer.
Result<void> arm_start_timers(CommandContext& c, const Program& program);
Result<void> fire_start_timer(CommandContext& c, std::uint32_t number);

Result<void> run(CommandContext& c, const journal::StartCase& body);
Result<void> run(CommandContext& c, const journal::StartProcess& body);
Result<void> run(CommandContext& c, const journal::StartByMessage& body);
Result<void> run(CommandContext& c, const journal::StartByTimer& body);
Result<void> run(CommandContext& c, const journal::ClaimTask& body);
Result<void> run(CommandContext& c, const journal::ReleaseTask& body);
Result<void> run(CommandContext& c, const journal::HandTask& body);
Result<void> run(CommandContext& c, const journal::CompleteTask& body);
Result<void> run(CommandContext& c, const journal::WithdrawCase& body);
Result<void> run(CommandContext& c, const journal::CorrelateMessage& body);
Result<void> run(CommandContext& c, const journal::BroadcastSignal& body);
Result<void> run(CommandContext& c, const journal::DeliverMessage& body);
Result<void> run(CommandContext& c, const journal::FireTimer& body);
Result<void> run(CommandContext& c, const journal::RetryIncident& body);
Result<void> run(CommandContext& c, const journal::CompleteWork& body);
Result<void> run(CommandContext& c, const journal::SetVariables& body);
Result<void> run(CommandContext& c, const journal::TerminateCase& body);
Result<void> run(CommandContext& c, const journal::EvaluateConditions& body);
Result<void> run(CommandContext& c, const journal::DeployPackage& body);
Result<void> run(CommandContext& c, const journal::Found& body);
Result<void> run(CommandContext& c, const journal::RecordUnit& body);
Result<void> run(CommandContext& c, const journal::RecordPerson& body);
Result<void> run(CommandContext& c, const journal::LinkAccount& body);
Result<void> run(CommandContext& c, const journal::ProposePost& body);
Result<void> run(CommandContext& c, const journal::ConfirmPost& body);
Result<void> run(CommandContext& c, const journal::EndPost& body);
Result<void> run(CommandContext& c, const journal::RecordAbsence& body);
Result<void> run(CommandContext& c, const journal::OpenActing& body);
Result<void> run(CommandContext& c, const journal::DeclareKinship& body);
Result<void> run(CommandContext& c, const journal::RecordEntity& body);

}  // namespace chancery::runtime::commands
