#include "tests/support/power_cut_files.h"

#include <algorithm>

namespace chancery::test_support {

namespace {

constexpr std::size_t kSectorBytes = 512;

void put(Bytes& to, std::size_t offset, BytesView bytes) {
  if (to.size() < offset + bytes.size()) to.resize(offset + bytes.size());
  std::copy(bytes.begin(), bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(offset));
}

void apply(Bytes& to, const UnsyncedChange& change) {
  if (!change.is_truncation)
    put(to, change.offset, change.bytes);
  else if (change.offset < to.size())
    to.resize(change.offset);
}

// Some sectors of a write arrive, others do not; the file may have grown all the same.
void apply_torn(Bytes& to, const UnsyncedChange& change, std::mt19937_64& random) {
  std::size_t at = 0;
  while (at < change.bytes.size()) {
    const std::size_t to_border = kSectorBytes - (change.offset + at) % kSectorBytes;
    const std::size_t size = std::min(to_border, change.bytes.size() - at);
    if (random() % 2 == 0) put(to, change.offset + at, BytesView(change.bytes).subspan(at, size));
    at += size;
  }
}

}  // namespace

PowerCutFiles::Handle PowerCutFiles::open(const std::string& name, bool create) {
  const auto it = files_.find(name);
  if (it != files_.end()) return it->second;
  if (!create) return nullptr;
  removed_.erase(name);  // the new name takes the place of the deleted one
  return files_.emplace(name, std::make_shared<PowerCutFile>()).first->second;
}

void PowerCutFiles::remove(const std::string& name, bool sync_folder) {
  const auto it = files_.find(name);
  if (it == files_.end()) return;
  if (it->second->linked && !sync_folder) removed_[name] = it->second;
  if (sync_folder) removed_.clear();
  files_.erase(it);
}

bool PowerCutFiles::is_alive(const Handle& file) const {
  return std::any_of(files_.begin(), files_.end(), [&](const auto& entry) { return entry.second == file; });
}

void PowerCutFiles::write(PowerCutFile& file, std::size_t offset, BytesView bytes) {
  put(file.cached, offset, bytes);
  file.changes.push_back({false, offset, Bytes(bytes.begin(), bytes.end())});
}

void PowerCutFiles::truncate(PowerCutFile& file, std::size_t size) {
  file.changes.push_back({true, size, {}});
  if (size < file.cached.size()) file.cached.resize(size);
}

void PowerCutFiles::sync(PowerCutFile& file) {
  for (const auto& change : file.changes) apply(file.durable, change);
  file.changes.clear();
  file.linked = true;
}

PowerCutFiles::Handle PowerCutFiles::survive(const PowerCutFile& file, Fate fate, std::mt19937_64& random) {
  auto after = std::make_shared<PowerCutFile>();
  after->linked = true;
  after->durable = file.durable;
  const std::size_t first_few = file.changes.empty() ? 0 : random() % (file.changes.size() + 1);
  for (std::size_t i = 0; i < file.changes.size(); ++i) {
    const std::uint64_t dice = random() % 3;
    const bool keep =
        fate == Fate::kAll || (fate == Fate::kFirstFew && i < first_few) || (fate == Fate::kAny && dice == 0);
    // The write that was under way when the power went is the likeliest to be torn.
    const bool tear = !keep && !file.changes[i].is_truncation &&
                      ((fate == Fate::kAny && dice == 1) || (fate == Fate::kFirstFew && i == first_few));
    if (keep) apply(after->durable, file.changes[i]);
    if (tear) apply_torn(after->durable, file.changes[i], random);
    ++(keep ? counts_.kept : tear ? counts_.torn : counts_.dropped);
  }
  after->cached = after->durable;
  return after;
}

void PowerCutFiles::cut(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  ++counts_.cuts;
  std::map<std::string, Handle> after;
  for (const auto& [name, file] : removed_)
    if (random() % 2 == 0) after[name] = survive(*file, Fate::kAll, random);
  for (const auto& [name, file] : files_) {
    const Fate fate = static_cast<Fate>(random() % 4);  // each file has its own luck
    if (!file->linked && random() % 2 == 0) continue;   // created, and the name never reached the disk
    after[name] = survive(*file, fate, random);
  }
  files_ = std::move(after);
  removed_.clear();
}

std::size_t PowerCutFiles::unsynced() const {
  std::size_t count = 0;
  for (const auto& [name, file] : files_) count += file->changes.size();
  return count;
}

Bytes PowerCutFiles::everything() const {
  Bytes all;
  for (const auto& [name, file] : files_) all.insert(all.end(), file->cached.begin(), file->cached.end());
  return all;
}

}  // namespace chancery::test_support
