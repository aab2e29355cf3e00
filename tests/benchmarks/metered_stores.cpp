#include "tests/benchmarks/metered_stores.h"

namespace chancery::benchmarks {

void StoreMeter::note_batch(std::size_t records) {
  const std::lock_guard guard(lock_);
  if (!times_.committer) times_.committer.emplace();
  if (records > 0) times_.batches.push_back(static_cast<std::uint32_t>(records));
}

void StoreMeter::note_publication() {
  const std::lock_guard guard(lock_);
  if (!times_.writer) times_.writer.emplace();
}

StoreTimes StoreMeter::read() const {
  const std::lock_guard guard(lock_);
  return times_;
}

void StoreMeter::reset() {
  const std::lock_guard guard(lock_);
  const auto committer = times_.committer;
  const auto writer = times_.writer;
  times_ = {};
  times_.committer = committer;
  times_.writer = writer;
}

Result<void> MeteredEventStore::append(const ports::AppendBatch& batch) {
  auto written = meter_.timed(&StoreTimes::append, [&] { return inner_.append(batch); });
  if (written) meter_.note_batch(batch.records.size());
  return written;
}

Result<void> MeteredEventStore::save_snapshot(const ports::SnapshotDelta& delta) {
  return meter_.timed(&StoreTimes::snapshot, [&] { return inner_.save_snapshot(delta); });
}

Result<void> MeteredEventStore::maintain() {
  return meter_.timed(&StoreTimes::checkpoint, [&] { return inner_.maintain(); });
}

Result<void> MeteredHistoryStore::append(const ports::HistoryDelta& delta) {
  return meter_.timed(&StoreTimes::history, [&] { return inner_.append(delta); });
}

}  // namespace chancery::benchmarks
