// LockFile: `<database>.lock`, held by an exclusive flock as long as the object lives. It keeps a second server off the same
// database. The file stays behind when released (removing it would race with the next holder); the kernel drops the lock
// when its holder dies, however it dies.
#pragma once

#include <string>

#include "engine/base/result.h"

namespace chancery::sqlite {

class LockFile {
 public:
  // Errors (unavailable): store.locked {file, pid} when another holds it; store.read-only or store.cannot-open {file}.
  static Result<LockFile> take(const std::string& file);
  LockFile() = default;  // holds nothing
  LockFile(LockFile&& other) noexcept;
  LockFile& operator=(LockFile&& other) noexcept;
  ~LockFile();

 private:
  explicit LockFile(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

}  // namespace chancery::sqlite
