#include "adapters/cli/instance.h"

#include <filesystem>

#include "adapters/cli/identity_key.h"

namespace chancery::cli {

namespace {

namespace fs = std::filesystem;

std::string file_in(const InstanceOptions& options, const char* name) {
  return (fs::path(options.directory) / name).string();
}

Result<void> check_directory(const InstanceOptions& options) {
  if (has_database(options.directory)) return {};
  if (!options.create) return not_found("cli.no-database", {{"folder", options.directory}});
  std::error_code failed;
  fs::create_directories(options.directory, failed);
  if (failed) return unavailable("cli.cannot-write", {{"file", options.directory}});
  return {};
}

Result<void> open_accounts(Instance& instance, const InstanceOptions& options) {
  instance.identities = TRY(sqlite::SqliteIdentityStore::open(file_in(options, "identity.sqlite")));
  instance.sessions = std::make_unique<identity::Sessions>(*instance.identities, instance.clock, instance.entropy);
  instance.throttle = std::make_unique<identity::SignInThrottle>(instance.clock);
  instance.accounts = std::make_unique<identity::Accounts>(*instance.identities, instance.passwords, *instance.sessions,
                                                           *instance.throttle);
  return {};
}

Result<void> open_engine(Instance& instance, const InstanceOptions& options) {
  instance.zones = TRY(system::load_zones());
  instance.journal = TRY(sqlite::SqliteDatabase::open(file_in(options, "journal.sqlite"), sqlite::journal_schema()));
  instance.events = TRY(sqlite::SqliteEventStore::open(*instance.journal));
  instance.history = std::make_unique<sqlite::SqliteHistoryStore>(*instance.journal);
  instance.blobs = TRY(sqlite::SqliteBlobStore::open(file_in(options, "blobs.sqlite")));

  service::EnginePorts ports;
  ports.events = instance.events.get();
  ports.history = instance.history.get();
  ports.blobs = instance.blobs.get();
  ports.clock = options.clock != nullptr ? options.clock : &instance.clock;
  ports.entropy = &instance.entropy;
  ports.log = instance.log.get();
  ports.zones = &instance.zones.table;
  service::EngineOptions wanted;
  wanted.timers = options.timers;
  // A key made anew beside an old journal would make every known person a stranger.
  const bool may_make = TRY(instance.events->last_number()).value == 0;
  wanted.identity_key = TRY(load_identity_key(file_in(options, "identity.key"), instance.entropy, may_make));
  instance.engine = TRY(service::Engine::open(ports, std::move(wanted)));
  return {};
}

}  // namespace

bool has_database(const std::string& directory) {
  std::error_code failed;
  return fs::is_regular_file(fs::path(directory) / "journal.sqlite", failed);
}

Result<std::unique_ptr<Instance>> open_instance(const InstanceOptions& options) {
  TRY_VOID(check_directory(options));
  auto instance = std::make_unique<Instance>(options.cost);
  instance->log = TRY(system::SystemLog::open(instance->clock, options.log));
  TRY_VOID(open_accounts(*instance, options));
  if (options.with_engine) TRY_VOID(open_engine(*instance, options));
  return instance;
}

Result<journal::Actor> authenticate(Instance& instance, const std::string& account, const std::string& password) {
  const auto signed_in = TRY(instance.accounts->sign_in(account, password, "local"));
  TRY_VOID(instance.sessions->end(signed_in.opened.token));
  const auto person = instance.engine->person_of_account(account);
  if (!person) return not_found("cli.account-of-nobody", {{"account", account}});
  return journal::Actor{*person, account, ""};
}

}  // namespace chancery::cli
