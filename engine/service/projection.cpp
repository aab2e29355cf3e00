#include "engine/service/projection.h"

#include <algorithm>

#include "engine/value/codec.h"

namespace chancery::service {

ports::CaseRow& PendingHistory::row(CaseId id) {
  const auto [it, is_new] = row_of_case.try_emplace(id.value, delta.cases.size());
  if (is_new) {
    delta.cases.emplace_back();
    delta.cases.back().case_id = id;
  }
  return delta.cases[it->second];
}

const ports::CaseRow* PendingHistory::find(CaseId id) const {
  const auto it = row_of_case.find(id.value);
  return it == row_of_case.end() ? nullptr : &delta.cases[it->second];
}

namespace {

// Element id of an ordinal in the process of an instance that may be gone; "" when it cannot be told.
std::string element_id(const runtime::CaseState* c, const runtime::Programs& programs,
                       const journal::ActRecorded& act) {
  if (c == nullptr) return {};
  const runtime::Instance* around = c->find(act.activation);
  const runtime::Program* program = programs.find(c->package);
  if (around == nullptr || program == nullptr) return {};
  const graph::Process& process = *program->processes[around->process];
  const graph::NodeIndex node = process.node_of(act.element);
  return node == graph::kNone ? std::string() : process.nodes[node].id;
}

void fill_from_state(ports::CaseRow& row, const runtime::CaseState& c, const runtime::Programs& programs) {
  row.unit = c.unit;
  row.starter = c.starter;
  row.started_at = c.started_at;
  row.title = c.title;
  const runtime::Program* program = programs.find(c.package);
  const runtime::WorkflowInfo* workflow = program == nullptr ? nullptr : program->workflow(c.workflow);
  if (workflow != nullptr) row.workflow = workflow->id;
}

}  // namespace

std::string_view act_name(journal::ActKind kind) {
  using journal::ActKind;
  switch (kind) {
    case ActKind::kNone: return "state";
    case ActKind::kRequested: return "requested";
    case ActKind::kClaimed: return "claimed";
    case ActKind::kAssignedTo: return "assigned-to";
    case ActKind::kTransferredFrom: return "transferred-from";
    case ActKind::kTransferredTo: return "transferred-to";
    case ActKind::kDelegatedFrom: return "delegated-from";
    case ActKind::kDelegatedTo: return "delegated-to";
    case ActKind::kResolved: return "resolved";
    case ActKind::kEdited: return "edited";
    case ActKind::kCompleted: return "completed";
    case ActKind::kVoted: return "voted";
    case ActKind::kReturned: return "returned";
    case ActKind::kWithdrew: return "withdrew";
    case ActKind::kSentMessage: return "sent-message";
    case ActKind::kOverrode: return "overrode";
  }
  return "state";
}

void project_record(PendingHistory& pending, const runtime::CaseState* c, const runtime::Programs& programs,
                    const journal::Record& record) {
  ports::HistoryDelta& delta = pending.delta;
  std::uint32_t ordinal = 0;
  if (record.case_id) {
    ports::CaseRow& row = pending.row(record.case_id);
    row.head = record.number;
    if (c != nullptr) fill_from_state(row, *c, programs);
  }
  for (const journal::Event& event : record.events) {
    ++ordinal;
    if (const auto* started = std::get_if<journal::CaseStarted>(&event)) {
      ports::CaseRow& row = pending.row(record.case_id);
      row.unit = started->unit;
      row.starter = started->starter;
      row.started_at = record.at;
      const runtime::Program* program = programs.find(started->package);
      const runtime::WorkflowInfo* workflow = program == nullptr ? nullptr : program->workflow(started->workflow);
      if (workflow != nullptr) row.workflow = workflow->id;
    } else if (const auto* titled = std::get_if<journal::CaseTitled>(&event)) {
      pending.row(record.case_id).title = titled->title;
    } else if (const auto* ended = std::get_if<journal::CaseEnded>(&event)) {
      ports::CaseRow& row = pending.row(record.case_id);
      row.ended_at = record.at;
      row.outcome = ended->outcome.empty() ? "ended" : ended->outcome;
    } else if (const auto* act = std::get_if<journal::ActRecorded>(&event)) {
      ports::ActRow row;
      row.event = record.number;
      row.ordinal = ordinal;
      row.case_id = record.case_id;
      row.person = act->person;
      row.on_behalf_of = act->on_behalf_of;
      row.duty = act->duty;
      row.kind = act_name(act->kind);
      row.element = element_id(c, programs, *act);
      row.at = record.at;
      delta.acts.push_back(std::move(row));
    } else if (const auto* line = std::get_if<journal::LineAppended>(&event)) {
      ports::BookLineRow row;
      row.book = line->book;
      row.scope = line->scope;
      row.year = static_cast<std::int32_t>(line->year);
      row.number = line->number;
      row.event = record.number;
      row.case_id = record.case_id;
      row.at = record.at;
      row.corrects = line->correction ? line->number : 0;
      row.ordinal = ordinal;
      Context fields = line->line.is_context() ? line->line.as_context() : Context{};
      fields.set("_kind", Value::text(line->kind));
      fields.set("_text", Value::text(line->text));
      if (record.actor.person) fields.set("_by", Value::number(static_cast<std::int64_t>(record.actor.person.value)));
      ByteWriter bytes;
      encode(bytes, Value::context(std::move(fields)));
      row.fields = bytes.take();
      delta.lines.push_back(std::move(row));
    } else if (const auto* refusal = std::get_if<journal::RefusalRecorded>(&event)) {
      delta.refusals.push_back(
          {record.number, record.case_id, refusal->person, refusal->constraint, "", record.at, refusal->count});
    }
  }
}

}  // namespace chancery::service
