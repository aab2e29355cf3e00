// Terminal: where a verb speaks to a person: results on one stream, faults on the other, all texts from the catalogue in one language.
#pragma once

#include <ostream>
#include <string>

#include "adapters/cli/exit_code.h"
#include "engine/base/diagnostic.h"
#include "engine/service/engine.h"
#include "web-console/server/catalogue.h"

namespace chancery::cli {

class Terminal {
 public:
  Terminal(std::ostream& out, std::ostream& err, web_server::Language language)
      : out_(out), err_(err), language_(language) {}
  // Without one, codes stand for texts.
  void use(web_server::Catalogue catalogue) { catalogue_ = std::move(catalogue); }

  // A text of the catalogue as one line of the result.
  void say(std::string code, std::vector<MessageParameter> parameters = {});
  void line(const std::string& text) { out_ << text << '\n' << std::flush; }
  // What stands before a line that a person types.
  void begin_line(const std::string& text) { out_ << text << std::flush; }
  std::string text(std::string code, std::vector<MessageParameter> parameters = {}) const;

  // Text and remedy to the other stream; the exit code that belongs to it.
  ExitCode fail(const Error& error);
  // Every fault of a form under its place.
  ExitCode fail(const service::Rejection& rejection);
  // "file:line:column: severity: text", then the remedy.
  void show(const Diagnostic& diagnostic);
  void prompt(const std::string& code, const std::string& account);

  const web_server::Catalogue& catalogue() const { return catalogue_; }

 private:
  void explain(const Error& error, const std::string& prefix);

  std::ostream& out_;
  std::ostream& err_;
  web_server::Language language_;
  web_server::Catalogue catalogue_;
};

}  // namespace chancery::cli
