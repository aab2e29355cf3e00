// Stores: all that an engine needs of the world, in memory, with a clock that is moved by hand. They stay when the engine is stopped and
// opened again.
#pragma once

#include <utility>

#include "adapters/memory/blob_store.h"
#include "adapters/memory/clock.h"
#include "adapters/memory/entropy.h"
#include "adapters/memory/event_store.h"
#include "adapters/memory/history_store.h"
#include "engine/service/engine.h"

namespace chancery::memory {

struct Stores {
  explicit Stores(Instant start = {}, ZoneTable zone_table = {}) : clock(start), zones(std::move(zone_table)) {}

  service::EnginePorts ports();
  // Those of an engine that is the same at every start: with a fixed key.
  static service::EngineOptions options();

  MemoryEventStore events;
  MemoryHistoryStore history;
  MemoryBlobStore blobs;
  ManualClock clock;
  FixedEntropy entropy;
  ZoneTable zones;
};

}  // namespace chancery::memory
