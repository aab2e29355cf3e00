#include "tests/support/journal_workload.h"

namespace chancery::test_support {

using namespace ports;

namespace {

constexpr std::uint64_t kSubjects = 8;
constexpr std::uint64_t kCases = 12;

std::string subject_name(std::uint64_t n) { return "person:" + std::to_string(n); }

Result<void> read_events(const EventStore& events, JournalState& state) {
  const auto keep_record = [&](EventNumber, BytesView bytes) {
    state.records.emplace_back(bytes.begin(), bytes.end());
    return true;
  };
  TRY_VOID(events.read_after(EventNumber{}, keep_record));
  for (std::uint64_t n = 0; n < kSubjects; ++n)
    for (const auto& cell : TRY(events.read_personal_of(subject_name(n))))
      state.personal[{cell.subject, cell.field}] = {cell.value, cell.salt};
  for (const auto& row : TRY(events.read_outbox(1'000'000)))
    state.outbox[{row.number.value, row.ordinal}] = row.payload;
  return {};
}

Result<void> read_snapshot(const EventStore& events, JournalState& state) {
  state.snapshot_mark = TRY(events.snapshot_mark()).mark.value;
  const auto keep_case = [&](CaseId id, BytesView bytes) -> Result<void> {
    state.snapshot_cases[id.value] = Bytes(bytes.begin(), bytes.end());
    return {};
  };
  const auto keep_slice = [&](std::string_view name, BytesView bytes) -> Result<void> {
    state.snapshot_slices[std::string(name)] = Bytes(bytes.begin(), bytes.end());
    return {};
  };
  return events.load_snapshot(keep_case, keep_slice);
}

Result<void> read_history(const HistoryStore& history, JournalState& state) {
  state.history_mark = TRY(history.mark()).value;
  CaseQuery query;
  query.limit = kHistoryPageRowsMax;
  for (const auto& row : TRY(history.cases(query))) {
    state.cases[row.case_id.value] = row;
    for (const auto& act : TRY(history.acts_of_case(row.case_id))) state.acts[act.event.value] = act;
  }
  return {};
}

}  // namespace

Result<JournalState> read_state(const EventStore& events, const HistoryStore& history) {
  JournalState state;
  TRY_VOID(read_events(events, state));
  TRY_VOID(read_snapshot(events, state));
  TRY_VOID(read_history(history, state));
  const std::uint64_t last = TRY(events.last_number()).value;
  if (last != state.records.size()) return corrupt("test.last-number-differs", {{"last", std::to_string(last)}});
  return state;
}

std::string first_difference(const JournalState& expected, const JournalState& found) {
  if (expected.records != found.records)
    return "records: expected " + std::to_string(expected.records.size()) + ", found " +
           std::to_string(found.records.size()) + " or other bytes";
  if (expected.personal != found.personal) return "personal values";
  if (expected.outbox != found.outbox) return "outbox";
  if (expected.snapshot_mark != found.snapshot_mark) return "snapshot mark";
  if (expected.snapshot_cases != found.snapshot_cases) return "snapshot cases";
  if (expected.snapshot_slices != found.snapshot_slices) return "snapshot slices";
  if (expected.history_mark != found.history_mark) return "history mark";
  if (expected.cases != found.cases) return "history cases";
  return expected.acts == found.acts ? "" : "history acts";
}

JournalStep JournalWorkload::next(const JournalState& now) {
  const std::uint64_t dice = now.records.empty() ? 0 : below(20);
  if (dice < 11) return append(now);
  if (dice < 13) return snapshot(now);
  if (dice < 15) return history(now);
  if (dice < 16) return erase(now);
  if (dice < 17) return deliver(now);
  return {"maintain", [](EventStore& events, HistoryStore&) { return events.maintain(); }, now};
}

Bytes JournalWorkload::random_bytes(std::size_t most) {
  Bytes bytes(below(most) + 1);
  for (auto& byte : bytes) byte = static_cast<std::uint8_t>(random_());
  return bytes;
}

JournalStep JournalWorkload::append(const JournalState& now) {
  JournalStep step{"append", {}, now};
  AppendBatch batch;
  const std::uint64_t count = below(8) + 1;
  for (std::uint64_t i = 0; i < count; ++i) {
    // Now and then a record larger than a page.
    StoredRecord record{EventNumber{step.after.records.size() + 1}, CaseId{below(kCases) + 1},
                        random_bytes(below(30) == 0 ? 9'000 : 300)};
    step.after.records.push_back(record.bytes);
    if (below(4) == 0) {
      const PersonalCell cell{subject_name(below(kSubjects)), "name-" + std::to_string(below(3)),
                              "\"" + std::to_string(random_()) + "\"", random_bytes(16)};
      step.after.personal[{cell.subject, cell.field}] = {cell.value, cell.salt};
      batch.personal.push_back(cell);
    }
    if (below(4) == 0) {
      const OutboxRow row{record.number, 0, "notify.send", random_bytes(60)};
      step.after.outbox[{row.number.value, row.ordinal}] = row.payload;
      batch.outbox.push_back(row);
    }
    batch.records.push_back(std::move(record));
  }
  step.run = [batch = std::move(batch)](EventStore& events, HistoryStore&) { return events.append(batch); };
  return step;
}

JournalStep JournalWorkload::snapshot(const JournalState& now) {
  JournalStep step{"snapshot", {}, now};
  SnapshotDelta delta{EventNumber{now.records.size()}, 1, {}, {}, {}};
  step.after.snapshot_mark = delta.mark.value;
  for (std::uint64_t id = 1; id <= kCases; ++id) {
    const std::uint64_t fate = below(4);
    if (fate == 0) {
      delta.ended.push_back(CaseId{id});
      step.after.snapshot_cases.erase(id);
    } else if (fate == 1) {
      step.after.snapshot_cases[id] = random_bytes(1'500);
      delta.changed.emplace_back(CaseId{id}, step.after.snapshot_cases[id]);
    }
  }
  delta.slices.emplace_back("directory", random_bytes(6'000));
  step.after.snapshot_slices["directory"] = delta.slices.back().second;
  step.run = [delta = std::move(delta)](EventStore& events, HistoryStore&) { return events.save_snapshot(delta); };
  return step;
}

JournalStep JournalWorkload::history(const JournalState& now) {
  JournalStep step{"history", {}, now};
  HistoryDelta delta;
  delta.mark = EventNumber{now.records.size()};
  step.after.history_mark = delta.mark.value;
  for (std::uint64_t event = now.history_mark + 1; event <= now.records.size(); ++event) {
    CaseRow row;
    row.case_id = CaseId{below(kCases) + 1};
    row.workflow = "seal-use";
    row.unit = UnitId{below(3) + 1};
    row.started_at = Instant{static_cast<std::int64_t>(event)};
    row.head = EventNumber{event};
    if (below(2) == 0) row.ended_at = Instant{static_cast<std::int64_t>(event + 1)};
    ActRow act;
    act.event = EventNumber{event};
    act.case_id = row.case_id;
    act.person = PersonId{below(5) + 1};
    act.kind = "completed";
    step.after.cases[row.case_id.value] = row;
    step.after.acts[event] = act;
    delta.cases.push_back(std::move(row));
    delta.acts.push_back(std::move(act));
  }
  step.run = [delta = std::move(delta)](EventStore&, HistoryStore& history) { return history.append(delta); };
  return step;
}

JournalStep JournalWorkload::erase(const JournalState& now) {
  JournalStep step{"erase", {}, now};
  const std::string subject = subject_name(below(kSubjects));
  std::erase_if(step.after.personal, [&](const auto& entry) { return entry.first.first == subject; });
  step.run = [subject](EventStore& events, HistoryStore&) -> Result<void> {
    TRY(events.erase_personal(subject));
    return {};
  };
  return step;
}

JournalStep JournalWorkload::deliver(const JournalState& now) {
  JournalStep step{"deliver", {}, now};
  const auto key = now.outbox.empty() ? std::pair<std::uint64_t, std::uint32_t>() : now.outbox.begin()->first;
  step.after.outbox.erase(key);
  step.run = [key](EventStore& events, HistoryStore&) {
    return events.remove_outbox(EventNumber{key.first}, key.second);
  };
  return step;
}

}  // namespace chancery::test_support
