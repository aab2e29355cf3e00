// Duties: what duty needs to know of a task, and what it answers turned into events. The only file of runtime that builds CaseFacts.
#pragma once

#include "engine/runtime/execution.h"

namespace chancery::runtime::steps {

// The facts around an instance; holds the scope that they point into. Not copyable; lives for one check or a few.
class TaskFacts {
 public:
  TaskFacts(const Program& program, const State& state, const ZoneTable& zones, CaseId id, const CaseState& c,
            InstanceId at_instance, Instant at, const feel::Scope* extra = nullptr);
  TaskFacts(const TaskFacts&) = delete;
  TaskFacts& operator=(const TaskFacts&) = delete;
  const duty::CaseFacts& facts() const { return facts_; }
  const CaseScope& scope() const { return scope_; }

 private:
  CaseScope scope_;
  duty::CaseFacts facts_;
};

// Emits the events that take a claim off a task that is given back or taken away with nothing saved.
void lift_claim(Execution& ex, const Instance& task_instance);
// Emits ActRecorded for an allowed question.
void record_acts(Execution& ex, const duty::Question& question, const duty::Standing& standing,
                 const duty::CaseFacts& facts);
// The assignee that the model names, when it names a person who may do the task; 0 else.
PersonId modelled_assignee(const Execution& ex, const Value& value, duty::DutyIndex duty, InstanceId instance,
                           std::uint32_t element);

}  // namespace chancery::runtime::steps
