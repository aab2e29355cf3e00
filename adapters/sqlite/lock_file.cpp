#include "adapters/sqlite/lock_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace chancery::sqlite {

namespace {

// The holder's process id, for the message only.
std::string read_pid(int descriptor) {
  char text[24];
  const ssize_t size = ::pread(descriptor, text, sizeof text, 0);
  std::string pid;
  for (ssize_t i = 0; i < size && text[i] >= '0' && text[i] <= '9'; ++i) pid += text[i];
  return pid.empty() ? "?" : pid;
}

}  // namespace

Result<LockFile> LockFile::take(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0640);
  if (descriptor < 0) {
    const bool forbidden = errno == EACCES || errno == EROFS || errno == EPERM;
    return unavailable(forbidden ? "store.read-only" : "store.cannot-open", {{"file", file}});
  }
  LockFile lock(descriptor);
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno == EINTR) continue;
    return unavailable("store.locked", {{"file", file}, {"pid", read_pid(descriptor)}});
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  // A full disk may leave the number out; the lock itself holds all the same.
  if (::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, pid.data(), pid.size(), 0) < 0) errno = 0;
  return lock;
}

LockFile::LockFile(LockFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

LockFile& LockFile::operator=(LockFile&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

LockFile::~LockFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace chancery::sqlite
