// Recovery: the state from the snapshot and the records after it; and how a snapshot is written.
#include <algorithm>

#include "engine/directory/snapshot.h"
#include "engine/duty/acts.h"
#include "engine/journal/fields.h"
#include "engine/journal/layer_codec.h"
#include "engine/service/impl.h"
#include "engine/service/projection.h"
#include "engine/service/writer.h"

namespace chancery::service {

namespace {

constexpr std::uint32_t kStateFormat = 3;

struct CaseSnapshot {
  runtime::CaseState state;
  duty::ActList acts;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.state);
    v(2, s.acts);
  }
  bool operator==(const CaseSnapshot&) const = default;
};

Bytes case_bytes(const runtime::State& state, CaseId id) {
  CaseSnapshot snapshot;
  snapshot.state = *state.cases.find(id);
  if (const duty::ActList* acts = state.acts.cases.find(id)) snapshot.acts = *acts;
  ByteWriter out;
  journal::write_value(out, snapshot);
  return out.take();
}

// A case read back, with the tables that are made from it.
Result<void> restore_case(runtime::State& state, CaseId id, BytesView bytes) {
  ByteReader in(bytes);
  CaseSnapshot snapshot;
  TRY_VOID(journal::read_value(in, snapshot));
  for (const runtime::Instance& i : snapshot.state.instances)
    if (i.task) state.tasks.set(i.task->id, {id, i.id});
  for (const runtime::Subscription& s : snapshot.state.subscriptions)
    if (!s.condition)
      state.receivers.edit(runtime::receiver_key(s.signal, s.name, s.key))
          .receivers.push_back({id, s.instance, s.ordinal});
  if (!snapshot.acts.acts.empty()) state.acts.cases.edit(id) = std::move(snapshot.acts);
  state.cases.edit(id) = std::move(snapshot.state);
  return {};
}

// Package files back from the blob store, compiled again.
Result<std::shared_ptr<const runtime::Program>> load_program(const ports::BlobStore& blobs, PackageId id,
                                                             const std::vector<journal::PackageDeployed::File>& files) {
  std::vector<package::File> named;
  for (const auto& f : files) {
    Sha256 hash{};
    if (f.sha256.size() != hash.size()) return corrupt("service.bad-package", {{"package", std::to_string(id.value)}});
    std::copy(f.sha256.begin(), f.sha256.end(), hash.begin());
    const ports::Blob blob = TRY(blobs.get(hash));
    named.push_back({f.path, std::string(blob.bytes.begin(), blob.bytes.end())});
  }
  package::CheckOptions options;
  options.stands = true;
  package::Checked checked = package::check(named, id, options);
  if (checked.program == nullptr)
    return corrupt("service.bad-package",
                   {{"package", std::to_string(id.value)}, {"code", checked.diagnostics.front().code}});
  return checked.program;
}

}  // namespace

// Changes with the layout of the state and with the numbering of names, which a snapshot relies on.
std::uint32_t Engine::Impl::state_format() const {
  std::uint32_t hash = 2166136261u ^ kStateFormat;
  for (const auto& [id, program] : programs.all())
    for (feel::Symbol s = 0; s < program->symbols.size(); ++s)
      for (const char c : program->symbols.name(s)) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

Result<void> Engine::Impl::write_snapshot() {
  if (last == EventNumber{}) return {};
  ports::SnapshotDelta delta;
  delta.mark = last;
  delta.state_format = state_format();
  for (const auto& [id, ended] : dirty_cases_) {
    if (ended || committed.cases.find(id) == nullptr)
      delta.ended.push_back(id);
    else
      delta.changed.emplace_back(id, case_bytes(committed, id));
  }
  const auto slice = [&delta](const char* name, auto&& write) {
    ByteWriter out;
    write(out);
    delta.slices.emplace_back(name, out.take());
  };
  slice("directory", [&](ByteWriter& out) { directory::write_snapshot(out, committed.directory); });
  slice("registers", [&](ByteWriter& out) { registers::write_snapshot(out, committed.registers); });
  slice("acts-of-objects", [&](ByteWriter& out) { journal::write_layer(out, committed.acts.objects); });
  slice("buffered", [&](ByteWriter& out) { journal::write_layer(out, committed.buffered); });
  slice("start-timers", [&](ByteWriter& out) { journal::write_layer(out, committed.start_timers); });
  slice("packages", [&](ByteWriter& out) { journal::write_layer(out, committed.packages); });
  slice_keys(delta);
  TRY_VOID(ports.events->save_snapshot(delta));
  dirty_cases_.clear();
  since_snapshot_ = 0;
  keys_saved_ = keys.end();
  return {};
}

// Keys are many and never change: only the chunks that have new ones are written, each over the one that is a ring older.
void Engine::Impl::slice_keys(ports::SnapshotDelta& delta) const {
  for (std::uint64_t at = std::max(keys_saved_ / kKeysPerChunk * kKeysPerChunk, keys.first()); at < keys.end();) {
    const std::uint64_t chunk = at / kKeysPerChunk;
    KeyChunk out;
    out.start = at;
    for (; at < keys.end() && at / kKeysPerChunk == chunk; ++at) {
      const RememberedKey& k = keys.at(at);
      out.keys.push_back({k.at, std::string(k.key()), k.number, k.case_id, std::string(k.mark())});
    }
    ByteWriter bytes;
    journal::write_value(bytes, out);
    delta.slices.emplace_back(std::string(kKeySlice) + std::to_string(chunk % kKeyChunks), bytes.take());
  }
}

void Engine::Impl::restore_keys(std::vector<KeyChunk> chunks) {
  std::sort(chunks.begin(), chunks.end(), [](const KeyChunk& a, const KeyChunk& b) { return a.start < b.start; });
  for (const KeyChunk& chunk : chunks) {
    // What lies between was forgotten when this chunk was written, and so was everything before it.
    if (chunk.start != keys.end()) keys.restart(chunk.start);
    for (const KeyRemembered& k : chunk.keys) {
      Outcome first;
      first.number = k.number;
      first.case_id = k.case_id;
      keys.add({k.at, k.key, k.mark, first});
    }
  }
  keys_saved_ = keys.end();
}

namespace {

Result<void> read_slice(runtime::State& state, std::string_view name, BytesView bytes) {
  ByteReader in(bytes);
  if (name == "directory") return directory::read_snapshot(in, state.directory);
  if (name == "registers") return registers::read_snapshot(in, state.registers);
  if (name == "acts-of-objects") return journal::read_layer(in, state.acts.objects);
  if (name == "buffered") return journal::read_layer(in, state.buffered);
  if (name == "start-timers") return journal::read_layer(in, state.start_timers);
  if (name == "packages") return journal::read_layer(in, state.packages);
  return corrupt("service.unknown-slice", {{"slice", std::string(name)}});
}

}  // namespace

Result<void> Engine::Impl::recover() {
  const EventNumber durable = TRY(ports.events->last_number());
  const ports::SnapshotMark mark = TRY(ports.events->snapshot_mark());
  EventNumber from;
  if (mark.mark.value != 0 && mark.mark <= durable) {
    // Slices first: the packages must be compiled before the format of the cases can be judged.
    std::vector<KeyChunk> chunks;
    const Result<void> slices =
        ports.events->load_snapshot({}, [&](std::string_view name, BytesView bytes) -> Result<void> {
          if (!name.starts_with(kKeySlice)) return read_slice(committed, name, bytes);
          ByteReader in(bytes);
          return journal::read_value(in, chunks.emplace_back());
        });
    Result<void> loaded = slices;
    if (loaded) restore_keys(std::move(chunks));
    if (loaded)
      committed.packages.for_each([&](PackageId id, const runtime::PackageRecord& record) {
        auto program = load_program(*ports.blobs, id, record.files);
        if (!program) {
          loaded = std::move(program).error();
          return false;
        }
        programs.add(id, std::move(program).value());
        return true;
      });
    if (loaded && mark.state_format == state_format())
      loaded = ports.events->load_snapshot(
          [&](CaseId id, BytesView bytes) { return restore_case(committed, id, bytes); }, {});
    else if (loaded)
      loaded = corrupt("service.old-snapshot");
    if (loaded) {
      from = mark.mark;
    } else {
      // Another layout, or a damaged snapshot: the journal is the truth, everything is rebuilt from it.
      if (ports.log != nullptr)
        ports.log->write(ports::LogLevel::kWarning, "snapshot-dropped", {{"code", loaded.error().code}});
      committed.clear();
      programs = {};
      keys.clear();
      keys_saved_ = 0;
      last_at = Instant{};
      TRY_VOID(ports.events->drop_snapshot());
    }
  }
  const EventNumber shown = TRY(ports.history->mark());
  // History behind the snapshot cannot be made from the tail alone.
  const bool rebuild_history = shown < from;
  Result<void> replayed;
  TRY_VOID(ports.events->read_after(rebuild_history ? EventNumber{} : from, [&](EventNumber number, BytesView bytes) {
    auto record = journal::decode_record(bytes);
    if (!record || record->number != number) {
      replayed = corrupt("service.cannot-replay", {{"number", std::to_string(number.value)},
                                                   {"code", record ? std::string("number") : record.error().code}});
      return false;
    }
    const bool apply_it = number > from;
    for (const journal::Event& event : record->events)
      if (const auto* deployed = std::get_if<journal::PackageDeployed>(&event); deployed != nullptr && apply_it) {
        auto program = load_program(*ports.blobs, deployed->package, deployed->files);
        if (!program) {
          replayed = std::move(program).error();
          return false;
        }
        programs.add(deployed->package, std::move(program).value());
      }
    const auto before = record->case_id ? committed.cases.share(record->case_id) : nullptr;
    if (apply_it) {
      runtime::apply(committed, programs, *record);
      if (record->case_id) dirty_cases_[record->case_id] = committed.cases.find(record->case_id) == nullptr;
      if (record->at > last_at.load()) last_at = record->at;
      ++since_snapshot_;
    }
    if (!record->key.empty() && apply_it) {
      Outcome first;
      first.number = number;
      first.case_id = record->case_id;
      keys.add({record->at, remembered_key(record->actor, record->key), mark_of(record->key), first});
    }
    if (number > shown) {
      const runtime::CaseState* after = record->case_id ? committed.cases.find(record->case_id) : nullptr;
      project_record(history, after != nullptr ? after : before.get(), programs, *record);
      history.delta.mark = number;
      if (history.size() >= kHistoryRowsMax) {
        const auto written = ports.history->append(history.delta);
        if (!written) {
          replayed = written;
          return false;
        }
        history = {};
      }
    }
    return true;
  }));
  if (!replayed) return replayed;
  last = durable;
  if (durable.value != 0) {
    const Bytes bytes = TRY(ports.events->read_one(durable));
    last_at = TRY(journal::decode_record(bytes)).at;  // time goes on from the last stamp, whatever the clock says
  }
  for (const auto& [id, c] : committed.cases.own()) hot.update(id, nullptr, c.get());
  for (const auto& [number, timer] : committed.start_timers.own()) hot.update(number, nullptr, timer.get());
  return {};
}

}  // namespace chancery::service
