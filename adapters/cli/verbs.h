// The verbs of chancery: each takes its options and a terminal, and answers with an exit code. One file for each verb.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "adapters/cli/terminal.h"

namespace chancery::cli {

// Common to all; `source` holds config/ and workflows/.
struct CommonOptions {
  std::string data = "data";
  std::string source;
};

struct ServeOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  std::string web = "build/web";
  bool behind_proxy = false;  // on this machine; it ends TLS
  bool public_metrics = false;
};

struct Signature {
  std::string account;
  std::string password_file;  // "" = asked on the terminal
};

struct DeployOptions {
  Signature administrator;
  Signature approver;
};

struct UserOptions {
  std::string account;
  std::string password_file;  // of the user
  std::string name;           // of a new person
  std::string unit;
  Signature administrator;
};

struct UnitOptions {
  std::string key;
  std::string kind;
  std::string law;
  std::string parent;
  std::string name_zh;
  std::string name_en;
  Signature administrator;
};

// The first unit and its two administrators.
struct FoundOptions {
  UnitOptions unit;
  std::string first_account, first_name, first_password_file;
  std::string second_account, second_name, second_password_file;
};

struct DecideOptions {
  std::string file;
  std::string decision;  // id or name; "" = the one that no other requires
  std::string input;     // JSON or @file
};

struct FeelOptions {
  std::string expression;
  std::string input;  // JSON or @file
};

// What `chancery run` tries out, and how it begins.
struct RunOptions {
  std::vector<std::string> files;  // models, or one folder of a package
  std::string process;             // "" = the only one
  std::string input;               // JSON or @file
  std::string at;                  // start of the clock; "" = now
  std::string script;              // file of commands; "" = standard input
  std::string unit;                // of a package
  std::string account;             // who acts; "" = whoever may
};

ExitCode serve(const CommonOptions& common, const ServeOptions& options, Terminal& terminal);
ExitCode deploy(const CommonOptions& common, const DeployOptions& options, Terminal& terminal);
ExitCode verify(const std::string& folder, Terminal& terminal);
ExitCode user_add(const CommonOptions& common, const UserOptions& options, Terminal& terminal);
ExitCode user_password(const CommonOptions& common, const UserOptions& options, Terminal& terminal);
ExitCode user_lock(const CommonOptions& common, const UserOptions& options, Terminal& terminal);
ExitCode user_unlock(const CommonOptions& common, const UserOptions& options, Terminal& terminal);
ExitCode unit_found(const CommonOptions& common, const FoundOptions& options, Terminal& terminal);
ExitCode unit_add(const CommonOptions& common, const UnitOptions& options, Terminal& terminal);
ExitCode demo(const CommonOptions& common, Terminal& terminal);
ExitCode doctor(const CommonOptions& common, Terminal& terminal);
ExitCode decide(const DecideOptions& options, Terminal& terminal);
ExitCode evaluate_feel(const FeelOptions& options, Terminal& terminal);
ExitCode try_out(const RunOptions& options, Terminal& terminal);
ExitCode version(Terminal& terminal);

}  // namespace chancery::cli
