// PowerCutVfs: a SQLite VFS whose files stand in memory and lose what was not synced when the power is cut (power_cut_files.h).
// cut_at makes the cut happen inside a later writing operation, so that it may fall into the middle of a commit, a checkpoint or
// a migration. fail_at makes an operation fail with a code instead. Connections of one process only; any thread.
//
//   PowerCutVfs disk;
//   options.vfs = disk.name();
//   disk.cut_at(disk.operations() + 17, seed);
//   … work until a call fails; close everything; disk.power_up(); open again …
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "tests/support/faulty_event_store.h"
#include "tests/support/power_cut_files.h"

struct sqlite3_vfs;

namespace chancery::test_support {

class PowerCutVfs {
 public:
  PowerCutVfs();
  ~PowerCutVfs();  // every connection must be closed
  PowerCutVfs(const PowerCutVfs&) = delete;
  PowerCutVfs& operator=(const PowerCutVfs&) = delete;

  const std::string& name() const { return name_; }

  // Writes, truncations, syncs and deletions so far.
  std::uint64_t operations() const { return operations_; }
  // Cuts the power inside that operation (by its number).
  void cut_at(std::uint64_t operation, std::uint64_t seed);
  void cut_now(std::uint64_t seed);
  bool is_cut() const { return is_cut_; }
  void power_up();  // what was opened before stays dead

  // That operation, or every one from it on, fails with a SQLite code (SQLITE_FULL, SQLITE_IOERR_FSYNC …) and does nothing.
  void fail_at(std::uint64_t operation, int code, Persistence persistence);
  void fail_no_more() { fail_at_ = 0; }
  bool has_failed() const { return has_failed_; }

  PowerCutFiles& files() { return files_; }
  std::mutex& lock() { return lock_; }
  // Counts an operation that is about to happen; SQLITE_OK, or the code with which it must fail. Called by the VFS under lock.
  int begin_operation();
  // The cut, when it is due: SQLITE_OK or SQLITE_IOERR.
  int end_operation();

 private:
  std::string name_;
  std::unique_ptr<sqlite3_vfs> vfs_;
  std::mutex lock_;
  PowerCutFiles files_;
  std::uint64_t operations_ = 0;
  std::uint64_t cut_at_ = 0;
  std::uint64_t cut_seed_ = 0;
  std::uint64_t fail_at_ = 0;
  int fail_code_ = 0;
  Persistence fail_persistence_ = Persistence::kTransient;
  bool is_cut_ = false;
  bool has_failed_ = false;
};

}  // namespace chancery::test_support
