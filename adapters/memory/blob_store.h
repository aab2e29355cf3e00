// MemoryBlobStore: files by their SHA-256, in memory.
#pragma once

#include <map>
#include <mutex>

#include "engine/ports/blob_store.h"

namespace chancery::memory {

class MemoryBlobStore final : public ports::BlobStore {
 public:
  Result<Sha256> put(BytesView bytes, std::string_view media_type) override;
  Result<ports::Blob> get(const Sha256& hash) const override;
  Result<void> erase(const Sha256& hash) override;

 private:
  mutable std::mutex lock_;
  std::map<Sha256, ports::Blob> blobs_;
};

}  // namespace chancery::memory
