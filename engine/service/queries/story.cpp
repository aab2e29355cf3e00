#include "engine/service/queries/story.h"

#include <algorithm>

namespace chancery::service::queries {

namespace {

constexpr std::size_t kEffectsMax = 50;

Result<journal::Record> read_record(const Impl& impl, EventNumber number) {
  const Bytes bytes = TRY(impl.ports.events->read_one(number));
  return journal::decode_record(bytes);
}

}  // namespace

Result<Story> Story::load(const Impl& impl, CaseId id, EventNumber head) {
  Story story;
  story.id = id;
  const EventNumber first{id.value};  // a case has the number of the record that started it
  EventNumber next = head;
  while (next && story.records.size() < kStoryRecordsMax) {
    story.records.push_back(TRY(read_record(impl, next)));
    next = story.records.back().previous;
  }
  if (story.records.empty() || story.records.back().number != first)
    story.records.push_back(TRY(read_record(impl, first)));
  std::reverse(story.records.begin(), story.records.end());
  for (const journal::Event& event : story.records.front().events)
    if (const auto* started = std::get_if<journal::CaseStarted>(&event)) story.started = *started;
  {
    const Reading reading(impl);
    story.program = reading.program(story.started.package);
  }
  if (story.program == nullptr) return corrupt("service.no-package", {{"case", std::to_string(id.value)}});
  story.started_at = story.records.front().at;
  for (const journal::Record& record : story.records) story.take(record);
  return story;
}

void Story::take(const journal::Record& record) {
  for (const journal::Event& event : record.events) {
    if (const auto* e = std::get_if<journal::ElementActivated>(&event)) {
      Run run;
      run.id = e->instance;
      run.scope = e->scope;
      run.process = e->process;
      run.ordinal = e->ordinal;
      run.loop = e->loop;
      run.is_body = e->multi_body;
      run.began = record.at;
      runs[e->instance] = run;
    } else if (const auto* completed = std::get_if<journal::ElementCompleted>(&event)) {
      runs[completed->instance].end = RunEnd::kCompleted;
      runs[completed->instance].ended_at = record.at;
    } else if (const auto* kept = std::get_if<journal::ElementKept>(&event)) {
      runs[kept->instance].end = RunEnd::kCompleted;
      runs[kept->instance].ended_at = record.at;
    } else if (const auto* terminated = std::get_if<journal::ElementTerminated>(&event)) {
      runs[terminated->instance].end = RunEnd::kTerminated;
      runs[terminated->instance].ended_at = record.at;
    } else if (const auto* task = std::get_if<journal::TaskCreated>(&event)) {
      Run& run = runs[task->instance];
      run.task = task->task;
      run.duty = task->duty;
      run.assignee = task->assignee;
    } else if (const auto* assigned = std::get_if<journal::TaskAssigned>(&event)) {
      runs[assigned->instance].assignee = assigned->assignee;
    } else if (const auto* done = std::get_if<journal::TaskCompleted>(&event)) {
      runs[done->instance].completed_by = done->person;
    } else if (const auto* titled = std::get_if<journal::CaseTitled>(&event)) {
      title = titled->title;
    } else if (const auto* ended = std::get_if<journal::CaseEnded>(&event)) {
      ended_at = record.at;
      outcome = ended->outcome.empty() ? "ended" : ended->outcome;
    }
  }
}

const Run* Story::find(InstanceId instance) const {
  const auto it = runs.find(instance);
  return it == runs.end() || !it->second.id ? nullptr
                                            : &it->second;  // of an instance that began before what was read: unknown
}

const Run* Story::process_run(InstanceId instance) const {
  const Run* run = find(instance);
  while (run != nullptr && run->ordinal != 0) run = find(run->scope);
  return run;
}

const graph::Node* Story::node_of(const Run& run) const {
  if (run.ordinal == 0) return nullptr;
  const graph::Process& process = process_of(run);
  const graph::NodeIndex node = process.node_of(run.ordinal);
  return node == graph::kNone ? nullptr : &process.nodes[node];
}

const graph::Node* Story::node_at(InstanceId scope, std::uint32_t ordinal) const {
  const Run* run = find(scope);
  if (run == nullptr || ordinal == 0) return nullptr;
  const graph::Process& process = process_of(*run);
  const graph::NodeIndex node = process.node_of(ordinal);
  return node == graph::kNone ? nullptr : &process.nodes[node];
}

Result<std::vector<journal::Record>> effects_of(const Impl& impl, const journal::Record& record) {
  std::vector<journal::Record> out;
  while (out.size() < kEffectsMax) {
    const auto bytes = impl.ports.events->read_one(EventNumber{record.number.value + out.size() + 1});
    if (!bytes) break;
    journal::Record next = TRY(journal::decode_record(*bytes));
    if (next.cause != record.number) break;
    out.push_back(std::move(next));
  }
  return out;
}

Result<std::vector<CaseId>> started_cases(const Impl& impl, const Story& story) {
  const auto throws = [](const journal::Event& event) { return std::holds_alternative<journal::MessageThrown>(event); };
  std::vector<CaseId> out;
  for (const journal::Record& record : story.records) {
    if (std::none_of(record.events.begin(), record.events.end(), throws)) continue;
    for (const journal::Record& effect : TRY(effects_of(impl, record)))
      if (effect.case_id.value == effect.number.value) out.push_back(effect.case_id);
  }
  return out;
}

}  // namespace chancery::service::queries
