// Tasks as the contract shows them: Task in lists and details, OpenTask in cases. Under the lock.
#pragma once

#include <optional>

#include "engine/service/queries/sight.h"

namespace chancery::service::queries {

struct TaskAt {
  CaseId case_id;
  const runtime::CaseState& c;
  const runtime::Instance& instance;
  const runtime::Program& program;
  const runtime::Task& task() const { return *instance.task; }
  const graph::Node& node() const;
  const runtime::NodeBinding& binding() const;
  duty::DutyIndex duty() const {
    return task().duty == 0 ? duty::kNoDuty : static_cast<duty::DutyIndex>(task().duty - 1);
  }
  // Question of the person about this task, as runtime asks it.
  duty::Question question(duty::Entrance entrance, PersonId actor, PersonId target = {}) const;
};

// None when it is over, or never was.
std::optional<TaskAt> open_task(const Reading& reading, TaskId id);

Value task_view(const Reading& reading, const TaskAt& at);
Value open_task_view(const Reading& reading, const TaskAt& at, PersonId viewer);
// At most `limit` open tasks of the case, those the viewer may act on first.
List open_tasks(const Reading& reading, CaseId id, const runtime::CaseState& c, PersonId viewer, std::size_t limit);
List offered_to(const runtime::Program& program, duty::DutyIndex duty);  // names of posts
std::string_view due_state(const Reading& reading, Instant due);
// {id, number, title} and the workflow of a case.
Value title_of(const runtime::Program* program, std::uint32_t workflow, std::string_view title);
Value workflow_text(const runtime::Program* program, std::string_view workflow);  // CodeText

}  // namespace chancery::service::queries
