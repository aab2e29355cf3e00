#include "adapters/cli/password_input.h"
#include "adapters/cli/signature.h"

namespace chancery::cli {

namespace {

Result<ExitCode> found(Instance& instance, const FoundOptions& options, Terminal& terminal) {
  if (!instance.engine->empty()) return conflict("cli.founded-already");
  const auto first = TRY(read_password(terminal, options.first_password_file, options.first_account, Ask::kTwice));
  TRY_VOID(identity::Passwords::check_new(first, options.first_account));
  const auto second = TRY(read_password(terminal, options.second_password_file, options.second_account, Ask::kTwice));
  TRY_VOID(identity::Passwords::check_new(second, options.second_account));
  const auto answer = instance.engine->found(options.unit.key, name_pair(options.unit.name_zh, options.unit.name_en),
                                             {options.first_account, options.first_name},
                                             {options.second_account, options.second_name});
  if (const ExitCode code = finish(answer, terminal); code != ExitCode::kOk) return code;
  TRY_VOID(instance.accounts->set_password(options.first_account, first, identity::FirstUse::kMayKeep));
  TRY_VOID(instance.accounts->set_password(options.second_account, second, identity::FirstUse::kMayKeep));
  terminal.say("cli.unit-added", {{"unit", options.unit.key}});
  return ExitCode::kOk;
}

Result<ExitCode> add(Instance& instance, const UnitOptions& options, Terminal& terminal) {
  journal::Command command;
  command.actor = TRY(sign(instance, options.administrator, terminal));
  const auto parent = instance.engine->unit_by_key(options.parent);
  if (!parent) return not_found("cli.no-unit", {{"unit", options.parent}});
  journal::RecordUnit body;
  body.key = options.key;
  body.kind = options.kind;
  body.law = options.law;
  body.parent = *parent;
  body.name = name_pair(options.name_zh, options.name_en);
  body.fields = Value::context({});
  command.body = std::move(body);
  const ExitCode code = finish(instance.engine->execute(std::move(command)), terminal);
  if (code == ExitCode::kOk) terminal.say("cli.unit-added", {{"unit", options.key}});
  return code;
}

}  // namespace

ExitCode unit_found(const CommonOptions& common, const FoundOptions& options, Terminal& terminal) {
  InstanceOptions wanted;
  wanted.directory = common.data;
  wanted.create = true;
  auto instance = open_instance(wanted);
  if (!instance) return terminal.fail(instance.error());
  const auto code = found(**instance, options, terminal);
  return code ? *code : terminal.fail(code.error());
}

ExitCode unit_add(const CommonOptions& common, const UnitOptions& options, Terminal& terminal) {
  InstanceOptions wanted;
  wanted.directory = common.data;
  auto instance = open_instance(wanted);
  if (!instance) return terminal.fail(instance.error());
  const auto code = add(**instance, options, terminal);
  return code ? *code : terminal.fail(code.error());
}

}  // namespace chancery::cli
