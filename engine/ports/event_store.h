// EventStore: where the journal lives. One transaction per batch; when append returns success the batch is durable.
//
// Invariant: numbers are gap-free and ascending; append with a number that is not last + 1 is refused (ports.gap). A failed
// append leaves nothing of the batch behind. One thread (the writer) calls the writing members; the reading ones
// may be called from any thread. Twins: SqliteEventStore, MemoryEventStore, FaultyEventStore; one contract suite runs on all.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace chancery::ports {

// One record of the journal: its bytes are the ledger leaf and the replay input (engine/docs/event-bytes.md).
struct StoredRecord {
  EventNumber number;
  CaseId case_id;  // 0 for records of no case
  Bytes bytes;
};

// The one erasable table: the plain value and the salt behind a personal reference.
struct PersonalCell {
  std::string subject;  // "person:12", "case:4711"
  std::string field;
  std::string value;  // JSON of the value
  Bytes salt;
};

// Work for outside the writer, written with the events that ask for it.
struct OutboxRow {
  EventNumber number;
  std::uint32_t ordinal = 0;  // within the record
  std::string topic;
  Bytes payload;
};

struct AppendBatch {
  std::vector<StoredRecord> records;
  std::vector<PersonalCell> personal;
  std::vector<OutboxRow> outbox;
};

// A snapshot is written in deltas: the cases that changed since the last mark, those that ended, and the small slices whole.
struct SnapshotDelta {
  EventNumber mark;  // state after this record
  std::uint32_t state_format = 0;
  std::vector<std::pair<CaseId, Bytes>> changed;
  std::vector<CaseId> ended;
  std::vector<std::pair<std::string, Bytes>> slices;  // only those that changed
};

struct SnapshotMark {
  EventNumber mark;
  std::uint32_t state_format = 0;
};

class EventStore {
 public:
  virtual ~EventStore() = default;

  // Writes the batch in one transaction and syncs once. A personal cell replaces the one of its subject and field. A batch without
  // records writes the rest. Errors: unavailable store.full, store.busy, store.read-only, store.io; invalid ports.gap.
  virtual Result<void> append(const AppendBatch& batch) = 0;
  // The number of the last durable record; 0 when the journal is empty.
  virtual Result<EventNumber> last_number() const = 0;
  // Calls `each` for every record with number > after, ascending, until it returns false.
  virtual Result<void> read_after(EventNumber after, const std::function<bool(EventNumber, BytesView)>& each) const = 0;
  // not_found store.no-record when there is none of that number.
  virtual Result<Bytes> read_one(EventNumber number) const = 0;

  // Replaces the changed, drops the ended, moves the mark: one transaction. invalid ports.mark-ahead {mark, last} when the mark
  // is beyond the last durable record.
  virtual Result<void> save_snapshot(const SnapshotDelta& delta) = 0;
  virtual Result<SnapshotMark> snapshot_mark() const = 0;  // mark 0 when there is none
  // Every case in ascending order of id, then every slice in order of name, as of one mark. Called at start, before the first
  // append. An error of a callback ends it and is returned. What has an empty callback is not read.
  virtual Result<void> load_snapshot(
      const std::function<Result<void>(CaseId, BytesView)>& each_case,
      const std::function<Result<void>(std::string_view, BytesView)>& each_slice) const = 0;
  // Drops the snapshot whole (another state format).
  virtual Result<void> drop_snapshot() = 0;

  // nullopt when it was never written or has been erased.
  virtual Result<std::optional<PersonalCell>> read_personal(std::string_view subject, std::string_view field) const = 0;
  virtual Result<std::vector<PersonalCell>> read_personal_of(std::string_view subject) const = 0;  // by field
  // Erases values and salts of a subject, overwriting the bytes; returns how many.
  virtual Result<std::uint64_t> erase_personal(std::string_view subject) = 0;

  virtual Result<std::vector<OutboxRow>> read_outbox(std::size_t limit) const = 0;    // oldest first
  virtual Result<void> remove_outbox(EventNumber number, std::uint32_t ordinal) = 0;  // nothing when it is not there

  // Checkpoints when due; the writer calls it between batches, never inside one.
  virtual Result<void> maintain() = 0;
};

}  // namespace chancery::ports
