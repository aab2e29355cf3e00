#include "adapters/memory/blob_store.h"

namespace chancery::memory {

using namespace ports;

Result<Sha256> MemoryBlobStore::put(BytesView bytes, std::string_view media_type) {
  if (bytes.size() > kBlobBytesMax)
    return too_large("store.blob-too-large", {{"limit", std::to_string(kBlobBytesMax)}});
  const Sha256 hash = sha256(bytes);
  const std::lock_guard guard(lock_);
  blobs_.try_emplace(hash, Blob{Bytes(bytes.begin(), bytes.end()), std::string(media_type)});
  return hash;
}

Result<Blob> MemoryBlobStore::get(const Sha256& hash) const {
  const std::lock_guard guard(lock_);
  const auto it = blobs_.find(hash);
  if (it == blobs_.end()) return not_found("store.no-blob", {{"hash", to_hex(hash)}});
  return it->second;
}

Result<void> MemoryBlobStore::erase(const Sha256& hash) {
  const std::lock_guard guard(lock_);
  blobs_.erase(hash);
  return {};
}

}  // namespace chancery::memory
