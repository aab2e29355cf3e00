#include "adapters/cli/terminal.h"

namespace chancery::cli {

std::string Terminal::text(std::string code, std::vector<MessageParameter> parameters) const {
  return catalogue_.text(language_, Error{ErrorKind::kInvalid, std::move(code), std::move(parameters)});
}

void Terminal::say(std::string code, std::vector<MessageParameter> parameters) {
  line(text(std::move(code), std::move(parameters)));
}

void Terminal::explain(const Error& error, const std::string& prefix) {
  err_ << prefix << catalogue_.text(language_, error);
  // What has no text is told with all that is known of it.
  if (!catalogue_.contains(error.code))
    for (const MessageParameter& p : error.parameters) err_ << ' ' << p.name << '=' << p.value;
  err_ << '\n';
  if (const std::string remedy = catalogue_.remedy(language_, error); !remedy.empty()) err_ << "  " << remedy << '\n';
}

ExitCode Terminal::fail(const Error& error) {
  explain(error, "chancery: ");
  return exit_code_of(error);
}

ExitCode Terminal::fail(const service::Rejection& rejection) {
  for (const Diagnostic& diagnostic : rejection.diagnostics) show(diagnostic);
  const ExitCode code = fail(rejection.error);
  for (const service::FieldFault& fault : rejection.faults) explain(fault.error, "  " + fault.pointer + ": ");
  if (!rejection.refusal) return code;
  for (const Value& words : {rejection.refusal->message, rejection.refusal->remedy}) {
    const Value text = web_server::localized(catalogue_, words, language_);
    if (text.is_text()) err_ << "  " << text.as_text() << '\n';
  }
  for (const auto& basis : rejection.refusal->basis) err_ << "  " << basis.source << ' ' << basis.article << '\n';
  return code;
}

void Terminal::show(const Diagnostic& diagnostic) {
  std::string place = diagnostic.file;
  if (diagnostic.line > 0) place += ":" + std::to_string(diagnostic.line);
  if (diagnostic.line > 0 && diagnostic.column > 0) place += ":" + std::to_string(diagnostic.column);
  if (!place.empty()) place += ": ";
  place += text(diagnostic.severity == Severity::kError ? "cli.severity-error" : "cli.severity-warning") + ": ";
  explain(Error{ErrorKind::kInvalid, diagnostic.code, diagnostic.parameters}, place);
}

void Terminal::prompt(const std::string& code, const std::string& account) {
  err_ << text(code, {{"account", account}}) << ' ' << std::flush;
}

}  // namespace chancery::cli
