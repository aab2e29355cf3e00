#include "adapters/cli/password_input.h"
#include "adapters/cli/signature.h"

namespace chancery::cli {

namespace {

using identity::FirstUse;

// Runs a change of credentials; the engine is not needed.
template <class Change>
ExitCode change_account(const CommonOptions& common, Terminal& terminal, const Change& change) {
  InstanceOptions wanted;
  wanted.directory = common.data;
  wanted.with_engine = false;
  auto instance = open_instance(wanted);
  if (!instance) return terminal.fail(instance.error());
  const Result<void> done = change(*(*instance)->accounts);
  if (!done) return terminal.fail(done.error());
  return ExitCode::kOk;
}

// The person with the account into the journal, then the password, which the person must change at the first sign-in.
Result<ExitCode> add(Instance& instance, const UserOptions& options, Terminal& terminal) {
  const journal::Actor actor = TRY(sign(instance, options.administrator, terminal));
  if (instance.engine->person_of_account(options.account))
    return conflict("cli.account-taken", {{"account", options.account}});
  const auto unit = instance.engine->unit_by_key(options.unit);
  if (!unit) return not_found("cli.no-unit", {{"unit", options.unit}});
  const std::string password = TRY(read_password(terminal, options.password_file, options.account, Ask::kTwice));
  TRY_VOID(identity::Passwords::check_new(password, options.account));
  const auto answer = instance.engine->record_person(actor, "", options.name, "", options.account, *unit, Value());
  if (const ExitCode code = finish(answer, terminal); code != ExitCode::kOk) return code;
  TRY_VOID(instance.accounts->set_password(options.account, password, FirstUse::kMustChange));
  terminal.say("cli.user-added", {{"account", options.account}});
  return ExitCode::kOk;
}

}  // namespace

ExitCode user_add(const CommonOptions& common, const UserOptions& options, Terminal& terminal) {
  InstanceOptions wanted;
  wanted.directory = common.data;
  auto instance = open_instance(wanted);
  if (!instance) return terminal.fail(instance.error());
  const auto code = add(**instance, options, terminal);
  return code ? *code : terminal.fail(code.error());
}

ExitCode user_password(const CommonOptions& common, const UserOptions& options, Terminal& terminal) {
  return change_account(common, terminal, [&](identity::Accounts& accounts) -> Result<void> {
    const std::string password = TRY(read_password(terminal, options.password_file, options.account, Ask::kTwice));
    TRY_VOID(accounts.set_password(options.account, password, FirstUse::kMustChange));
    terminal.say("cli.password-set", {{"account", options.account}});
    return {};
  });
}

ExitCode user_lock(const CommonOptions& common, const UserOptions& options, Terminal& terminal) {
  return change_account(common, terminal, [&](identity::Accounts& accounts) -> Result<void> {
    TRY_VOID(accounts.lock(options.account));
    terminal.say("cli.user-locked", {{"account", options.account}});
    return {};
  });
}

ExitCode user_unlock(const CommonOptions& common, const UserOptions& options, Terminal& terminal) {
  return change_account(common, terminal, [&](identity::Accounts& accounts) -> Result<void> {
    TRY_VOID(accounts.unlock(options.account));
    terminal.say("cli.user-unlocked", {{"account", options.account}});
    return {};
  });
}

}  // namespace chancery::cli
