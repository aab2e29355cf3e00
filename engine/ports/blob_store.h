// BlobStore: files by their SHA-256 (package files, scans, photos). put is durable on return; the same bytes are kept once.
#pragma once

#include <string>

#include "engine/base/hash.h"
#include "engine/base/result.h"

namespace chancery::ports {

inline constexpr std::size_t kBlobBytesMax = 64 << 20;

struct Blob {
  Bytes bytes;
  std::string media_type;
};

class BlobStore {
 public:
  virtual ~BlobStore() = default;
  // The first media type stays when the same bytes come again. Errors: too_large store.blob-too-large {limit}, those of a store.
  virtual Result<Sha256> put(BytesView bytes, std::string_view media_type) = 0;
  virtual Result<Blob> get(const Sha256& hash) const = 0;  // not_found store.no-blob
  virtual Result<void> erase(const Sha256& hash) = 0;      // overwrites the bytes; nothing when it is not there
};

}  // namespace chancery::ports
