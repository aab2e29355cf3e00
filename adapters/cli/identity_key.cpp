#include "adapters/cli/identity_key.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace chancery::cli {

namespace {

Result<Bytes> make_key(const std::string& file, ports::Entropy& entropy) {
  Bytes key(kIdentityKeyBytes);
  entropy.fill(key);
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return unavailable("cli.cannot-write", {{"file", file}});
  const bool written =
      ::write(descriptor, key.data(), key.size()) == static_cast<ssize_t>(key.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  if (!written) {
    ::unlink(file.c_str());
    return unavailable("cli.cannot-write", {{"file", file}});
  }
  return key;
}

}  // namespace

Result<Bytes> load_identity_key(const std::string& file, ports::Entropy& entropy, bool may_make) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    if (!may_make) return not_found("cli.no-identity-key", {{"file", file}});
    return make_key(file, entropy);
  }
  std::ifstream in(file, std::ios::binary);
  Bytes key((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (key.size() != kIdentityKeyBytes) return corrupt("cli.bad-identity-key", {{"file", file}});
  return key;
}

}  // namespace chancery::cli
