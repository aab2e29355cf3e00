#include "adapters/memory/stores.h"

namespace chancery::memory {

service::EnginePorts Stores::ports() {
  service::EnginePorts out;
  out.events = &events;
  out.history = &history;
  out.blobs = &blobs;
  out.clock = &clock;
  out.entropy = &entropy;
  out.zones = &zones;
  return out;
}

service::EngineOptions Stores::options() {
  service::EngineOptions out;
  out.identity_key = Bytes(32, 7);
  return out;
}

}  // namespace chancery::memory
