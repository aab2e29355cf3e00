#include "adapters/cli/signature.h"

#include "adapters/cli/password_input.h"

namespace chancery::cli {

Result<journal::Actor> sign(Instance& instance, const Signature& signature, Terminal& terminal) {
  const std::string password = TRY(read_password(terminal, signature.password_file, signature.account, Ask::kOnce));
  return authenticate(instance, signature.account, password);
}

Value name_pair(const std::string& zh, const std::string& en) {
  Context name;
  name.set("zh", Value::text(zh));
  name.set("en", Value::text(en.empty() ? zh : en));
  return Value::context(std::move(name));
}

ExitCode finish(const service::Answer& answer, Terminal& terminal) {
  if (const auto* rejection = std::get_if<service::Rejection>(&answer)) return terminal.fail(*rejection);
  return ExitCode::kOk;
}

}  // namespace chancery::cli
