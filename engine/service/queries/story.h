// Story: one case read back from the journal, oldest record first, with its element instances. What case pages, timelines and diagrams
// are made of, for running and for ended cases alike.
#pragma once

#include <map>
#include <vector>

#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

// Records of one case that are read; of a longer one the newest, and the first.
inline constexpr std::size_t kStoryRecordsMax = 5'000;

enum class RunEnd : unsigned char { kNone, kCompleted, kTerminated };

// One element instance: ordinal 0 is a process (the root or one that was called).
struct Run {
  InstanceId id;
  InstanceId scope;
  std::uint32_t process = 0;
  std::uint32_t ordinal = 0;
  std::uint32_t loop = 0;
  bool is_body = false;  // of a multi-instance activity
  Instant began;
  Instant ended_at;
  RunEnd end = RunEnd::kNone;
  TaskId task;
  std::uint32_t duty = 0;  // from 1; 0 = none
  PersonId assignee;       // the last one
  PersonId completed_by;
};

struct Story {
  // `head` is the case's last record. Errors: those of the store and of decode_record; corrupt service.no-package {case}.
  static Result<Story> load(const Impl& impl, CaseId id, EventNumber head);

  CaseId id;
  ProgramPointer program;
  std::vector<journal::Record> records;
  std::map<InstanceId, Run> runs;
  journal::CaseStarted started;
  std::string title;
  Instant started_at;
  std::optional<Instant> ended_at;
  std::string outcome;

  const Run* find(InstanceId instance) const;
  // The process instance around it, itself included.
  const Run* process_run(InstanceId instance) const;
  const graph::Process& process_of(const Run& run) const { return *program->processes[run.process]; }
  // Null for a process.
  const graph::Node* node_of(const Run& run) const;
  const graph::Node* node_at(InstanceId scope, std::uint32_t ordinal) const;
  const runtime::WorkflowInfo* workflow() const { return program->workflow(started.workflow); }

 private:
  void take(const journal::Record& record);
};

// Records that follow from `record` in other cases: the next ones as long as they name it as their cause.
Result<std::vector<journal::Record>> effects_of(const Impl& impl, const journal::Record& record);

// Cases that messages of this one started, oldest first.
Result<std::vector<CaseId>> started_cases(const Impl& impl, const Story& story);

}  // namespace chancery::service::queries
