#include "adapters/cli/password_input.h"

#include <termios.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

namespace chancery::cli {

namespace {

// Echo comes back however the question ends.
class Silence {
 public:
  Silence() {
    tcgetattr(STDIN_FILENO, &before_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  Silence(const Silence&) = delete;
  Silence& operator=(const Silence&) = delete;
  ~Silence() { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_); }

 private:
  termios before_{};
};

Result<std::string> type(Terminal& terminal, const std::string& code, const std::string& account) {
  terminal.prompt(code, account);
  std::string line;
  {
    const Silence silence;
    std::getline(std::cin, line);
  }
  std::cerr << '\n';
  if (!std::cin) return invalid("cli.no-terminal", {{"account", account}});
  return line;
}

Result<std::string> first_line(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string line;
  if (!in || !std::getline(in, line)) return not_found("cli.no-file", {{"file", file}});
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

}  // namespace

Result<std::string> read_password(Terminal& terminal, const std::string& file, const std::string& account, Ask ask) {
  if (!file.empty()) return first_line(file);
  if (isatty(STDIN_FILENO) == 0) return invalid("cli.no-terminal", {{"account", account}});
  std::string password = TRY(type(terminal, "cli.ask-password", account));
  if (ask == Ask::kTwice && password != TRY(type(terminal, "cli.ask-password-again", account)))
    return invalid("cli.passwords-differ");
  return password;
}

}  // namespace chancery::cli
