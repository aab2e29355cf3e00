#include "tests/support/power_cut_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <atomic>
#include <cstring>

namespace chancery::test_support {

namespace {

struct OpenFile {
  sqlite3_file base;  // must be first: SQLite sees only this
  PowerCutVfs* disk;
  PowerCutFiles::Handle* file;
  bool is_temporary;
};

OpenFile& open_file(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

PowerCutVfs& disk_of(sqlite3_vfs* vfs) { return *static_cast<PowerCutVfs*>(vfs->pAppData); }

// A handle of before the cut: nothing reaches the disk through it any more.
bool is_dead(const OpenFile& open) { return !open.is_temporary && !open.disk->files().is_alive(*open.file); }

int close_file(sqlite3_file* file) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  (*open.file)->locks.erase(file);
  (*open.file)->shared_memory_locks.erase(file);
  delete open.file;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  if (is_dead(open)) return SQLITE_IOERR_READ;
  const Bytes& bytes = (*open.file)->cached;
  const auto wanted = static_cast<std::size_t>(amount);
  const auto begin = std::min(static_cast<std::size_t>(offset), bytes.size());
  const std::size_t size = std::min(wanted, bytes.size() - begin);
  if (size != 0) std::memcpy(to, bytes.data() + begin, size);
  if (size == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + size, 0, wanted - size);
  return SQLITE_IOERR_SHORT_READ;
}

// Runs a change of a file as one counted operation.
template <class Change>
int change_file(sqlite3_file* file, Change&& change) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  if (open.is_temporary) {
    change(open);
    return SQLITE_OK;
  }
  if (is_dead(open)) return SQLITE_IOERR;
  if (const int code = open.disk->begin_operation(); code != SQLITE_OK) return code;
  change(open);
  return open.disk->end_operation();
}

int write_file(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  const BytesView bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(amount));
  return change_file(
      file, [&](OpenFile& open) { open.disk->files().write(**open.file, static_cast<std::size_t>(offset), bytes); });
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return change_file(file,
                     [&](OpenFile& open) { open.disk->files().truncate(**open.file, static_cast<std::size_t>(size)); });
}

int sync_file(sqlite3_file* file, int) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  if (open.is_temporary) return SQLITE_OK;
  if (is_dead(open)) return SQLITE_IOERR_FSYNC;
  if (const int code = open.disk->begin_operation(); code != SQLITE_OK) return code;
  // A cut falls before the sync is through, else it would have been no cut.
  if (const int code = open.disk->end_operation(); code != SQLITE_OK) return code;
  open.disk->files().sync(**open.file);
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  if (is_dead(open)) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>((*open.file)->cached.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file* file, int level) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  for (const auto& [holder, held] : (*open.file)->locks) {
    if (holder == file || held == SQLITE_LOCK_NONE) continue;
    if (held >= SQLITE_LOCK_PENDING || level == SQLITE_LOCK_EXCLUSIVE) return SQLITE_BUSY;
    if (level >= SQLITE_LOCK_RESERVED && held >= SQLITE_LOCK_RESERVED) return SQLITE_BUSY;
  }
  int& own = (*open.file)->locks[file];
  own = std::max(own, level);
  return SQLITE_OK;
}

int unlock_file(sqlite3_file* file, int level) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  int& own = (*open.file)->locks[file];
  own = std::min(own, level);
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* is_reserved) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  const auto& locks = (*open.file)->locks;
  *is_reserved =
      std::any_of(locks.begin(), locks.end(), [](const auto& l) { return l.second >= SQLITE_LOCK_RESERVED; });
  return SQLITE_OK;
}

int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4'096; }
// As the platform's VFS says of every disk: a torn write leaves the bytes beside it alone.
int device_characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int map_shared_memory(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  auto& regions = (*open.file)->shared_memory;
  using Region = std::array<std::uint8_t, 32'768>;
  if (size != static_cast<int>(Region().size())) return SQLITE_IOERR_SHMMAP;
  const auto index = static_cast<std::size_t>(region);
  while (extend != 0 && regions.size() <= index) regions.push_back(std::make_unique<Region>());
  *out = index < regions.size() ? regions[index]->data() : nullptr;
  return SQLITE_OK;
}

int lock_shared_memory(sqlite3_file* file, int offset, int count, int flags) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  auto& holders = (*open.file)->shared_memory_locks;
  const int wanted = (flags & SQLITE_SHM_UNLOCK) != 0 ? 0 : (flags & SQLITE_SHM_SHARED) != 0 ? 1 : 2;
  const auto begin = static_cast<std::size_t>(offset);
  const auto end = begin + static_cast<std::size_t>(count);
  for (const auto& [holder, slots] : holders)
    for (std::size_t slot = begin; slot < end; ++slot)
      if (holder != file && wanted != 0 && slots[slot] + wanted > 2) return SQLITE_BUSY;
  auto& own = holders[file];
  for (std::size_t slot = begin; slot < end; ++slot) own[slot] = wanted;
  return SQLITE_OK;
}

// Taking the lock orders memory as a fence would, and the thread sanitizer understands it.
void shared_memory_barrier(sqlite3_file* file) { const std::lock_guard guard(open_file(file).disk->lock()); }

int unmap_shared_memory(sqlite3_file* file, int erase) {
  OpenFile& open = open_file(file);
  const std::lock_guard guard(open.disk->lock());
  (*open.file)->shared_memory_locks.erase(file);
  if (erase != 0 && (*open.file)->shared_memory_locks.empty()) (*open.file)->shared_memory.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods = {2,
                                         close_file,
                                         read_file,
                                         write_file,
                                         truncate_file,
                                         sync_file,
                                         file_size,
                                         lock_file,
                                         unlock_file,
                                         check_reserved,
                                         control_file,
                                         sector_size,
                                         device_characteristics,
                                         map_shared_memory,
                                         lock_shared_memory,
                                         shared_memory_barrier,
                                         unmap_shared_memory,
                                         nullptr,
                                         nullptr};

int open_in_memory(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  PowerCutVfs& disk = disk_of(vfs);
  const std::lock_guard guard(disk.lock());
  OpenFile& open = open_file(file);
  open.base.pMethods = nullptr;
  if (disk.is_cut()) return SQLITE_CANTOPEN;
  const bool is_temporary = name == nullptr || (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  PowerCutFiles::Handle handle =
      is_temporary ? std::make_shared<PowerCutFile>() : disk.files().open(name, (flags & SQLITE_OPEN_CREATE) != 0);
  if (handle == nullptr) return SQLITE_CANTOPEN;
  open.disk = &disk;
  open.file = new PowerCutFiles::Handle(std::move(handle));
  open.is_temporary = is_temporary;
  open.base.pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_in_memory(sqlite3_vfs* vfs, const char* name, int sync_folder) {
  PowerCutVfs& disk = disk_of(vfs);
  const std::lock_guard guard(disk.lock());
  if (disk.is_cut()) return SQLITE_IOERR_DELETE;
  if (!disk.files().exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  if (const int code = disk.begin_operation(); code != SQLITE_OK) return code;
  disk.files().remove(name, sync_folder != 0);
  return disk.end_operation();
}

int access_in_memory(sqlite3_vfs* vfs, const char* name, int, int* result) {
  PowerCutVfs& disk = disk_of(vfs);
  const std::lock_guard guard(disk.lock());
  *result = disk.files().exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

}  // namespace

PowerCutVfs::PowerCutVfs() {
  static std::atomic<int> next = 0;
  name_ = "power-cut-" + std::to_string(++next);
  vfs_ =
      std::make_unique<sqlite3_vfs>(*sqlite3_vfs_find(nullptr));  // sleep, randomness and the clock stay the platform's
  vfs_->zName = name_.c_str();
  vfs_->szOsFile = sizeof(OpenFile);
  vfs_->pAppData = this;
  vfs_->pNext = nullptr;
  vfs_->xOpen = open_in_memory;
  vfs_->xDelete = delete_in_memory;
  vfs_->xAccess = access_in_memory;
  vfs_->xFullPathname = full_name;
  sqlite3_vfs_register(vfs_.get(), 0);
}

PowerCutVfs::~PowerCutVfs() { sqlite3_vfs_unregister(vfs_.get()); }

void PowerCutVfs::cut_at(std::uint64_t operation, std::uint64_t seed) {
  const std::lock_guard guard(lock_);
  cut_at_ = operation;
  cut_seed_ = seed;
}

void PowerCutVfs::cut_now(std::uint64_t seed) {
  const std::lock_guard guard(lock_);
  is_cut_ = true;
  cut_at_ = 0;
  files_.cut(seed);
}

void PowerCutVfs::power_up() {
  const std::lock_guard guard(lock_);
  is_cut_ = false;
  cut_at_ = 0;
}

void PowerCutVfs::fail_at(std::uint64_t operation, int code, Persistence persistence) {
  const std::lock_guard guard(lock_);
  fail_at_ = operation;
  fail_code_ = code;
  fail_persistence_ = persistence;
  has_failed_ = false;
}

int PowerCutVfs::begin_operation() {
  ++operations_;
  if (fail_at_ == 0 || operations_ < fail_at_) return SQLITE_OK;
  if (fail_persistence_ == Persistence::kTransient && operations_ != fail_at_) return SQLITE_OK;
  has_failed_ = true;
  return fail_code_;
}

int PowerCutVfs::end_operation() {
  if (cut_at_ == 0 || operations_ < cut_at_) return SQLITE_OK;
  is_cut_ = true;
  cut_at_ = 0;
  files_.cut(cut_seed_);
  return SQLITE_IOERR;
}

}  // namespace chancery::test_support
