// PowerCutFiles: files in memory behind a volatile cache. A write stands in the cache until the file is synced; a power cut
// decides, at random by its seed, for every write, truncation, creation and deletion not yet synced, whether it reached the disk:
// none, all, the first few, or any of them, each whole or torn into 512-byte sectors, in any order among files.
//
// It is the disk below power_cut_vfs.h. After a cut every handle of before is dead: all its operations fail.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "engine/base/bytes.h"

namespace chancery::test_support {

// One write (bytes) or, with no bytes, a truncation to `offset`.
struct UnsyncedChange {
  bool is_truncation = false;
  std::size_t offset = 0;
  Bytes bytes;
};

struct PowerCutFile {
  Bytes cached;                         // what a reader sees
  Bytes durable;                        // what is surely on the disk
  std::vector<UnsyncedChange> changes;  // between the two, in order
  bool linked = false;                  // its name is on the disk: it was synced once
  // What connections of one process share about a file beside its bytes.
  std::vector<std::unique_ptr<std::array<std::uint8_t, 32'768>>> shared_memory;
  std::map<const void*, std::array<int, 8>> shared_memory_locks;  // holder → per slot 0 none, 1 shared, 2 exclusive
  std::map<const void*, int> locks;                               // holder → SQLite lock level
};

struct PowerCutCounts {
  std::uint64_t cuts = 0;
  std::uint64_t kept = 0;
  std::uint64_t dropped = 0;
  std::uint64_t torn = 0;
};

class PowerCutFiles {
 public:
  using Handle = std::shared_ptr<PowerCutFile>;

  Handle open(const std::string& name, bool create);  // null when it is not there and may not be made
  bool exists(const std::string& name) const { return files_.contains(name); }
  void remove(const std::string& name, bool sync_folder);
  bool is_alive(const Handle& file) const;

  void write(PowerCutFile& file, std::size_t offset, BytesView bytes);
  void truncate(PowerCutFile& file, std::size_t size);
  void sync(PowerCutFile& file);

  void cut(std::uint64_t seed);
  const PowerCutCounts& counts() const { return counts_; }
  std::size_t unsynced() const;
  // Every byte of every file as the disk holds it, for tests that look for something that must be gone.
  Bytes everything() const;

 private:
  enum class Fate : unsigned char { kNone, kAll, kFirstFew, kAny };
  Handle survive(const PowerCutFile& file, Fate fate, std::mt19937_64& random);

  std::map<std::string, Handle> files_;
  std::map<std::string, Handle> removed_;  // whose deletion is not on the disk yet
  PowerCutCounts counts_;
};

}  // namespace chancery::test_support
