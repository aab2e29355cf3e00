// Instance: everything that stands on one data directory, built in the order in which it needs each other and taken down in reverse.
//
// A data directory holds journal.sqlite, blobs.sqlite, identity.sqlite and identity.key; no path is stored in it, so it may be moved
// while nothing runs on it. Every verb that works on data opens one; a second one on the same directory is refused (store.locked).
#pragma once

#include <memory>
#include <string>

#include "adapters/identity/accounts.h"
#include "adapters/sqlite/blob_store.h"
#include "adapters/sqlite/event_store.h"
#include "adapters/sqlite/history_store.h"
#include "adapters/sqlite/identity_store.h"
#include "adapters/system/clock.h"
#include "adapters/system/entropy.h"
#include "adapters/system/log.h"
#include "adapters/system/zones.h"
#include "engine/service/engine.h"

namespace chancery::cli {

struct InstanceOptions {
  std::string directory;
  bool create = false;      // when there is no database yet; the directory itself too
  bool with_engine = true;  // false: accounts only
  bool timers = true;
  const ports::Clock* clock = nullptr;  // of the engine; null: the machine's
  identity::PasswordCost cost;
  system::LogOptions log;
};

struct Instance {
  explicit Instance(const identity::PasswordCost& cost) : passwords(entropy, cost) {}

  system::SystemClock clock;
  system::SystemEntropy entropy;
  std::unique_ptr<system::SystemLog> log;
  system::LoadedZones zones;

  std::unique_ptr<sqlite::SqliteIdentityStore> identities;
  identity::Passwords passwords;
  std::unique_ptr<identity::Sessions> sessions;
  std::unique_ptr<identity::SignInThrottle> throttle;
  std::unique_ptr<identity::Accounts> accounts;

  std::unique_ptr<sqlite::SqliteDatabase> journal;
  std::unique_ptr<sqlite::SqliteEventStore> events;
  std::unique_ptr<sqlite::SqliteHistoryStore> history;
  std::unique_ptr<sqlite::SqliteBlobStore> blobs;
  std::unique_ptr<service::Engine> engine;
};

// Errors: not_found cli.no-database {folder}; those of the stores, zones, log and engine; unavailable cli.cannot-write {file};
// corrupt cli.bad-identity-key {file}.
Result<std::unique_ptr<Instance>> open_instance(const InstanceOptions& options);

// Whether a database stands in the directory.
bool has_database(const std::string& directory);

// The actor behind an account whose password was given. Errors: those of Accounts::sign_in; not_found cli.account-of-nobody {account}.
Result<journal::Actor> authenticate(Instance& instance, const std::string& account, const std::string& password);

}  // namespace chancery::cli
