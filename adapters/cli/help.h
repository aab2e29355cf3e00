// The help texts, in English as the options are, and the order in which help shows them: examples first.
#pragma once

#include <CLI/CLI.hpp>

namespace chancery::cli {

// The footer of a command holds its examples.
class ExamplesFirst final : public CLI::Formatter {
 public:
  std::string make_usage(const CLI::App* app, std::string name) const override {
    const std::string examples = app->get_footer();
    return (examples.empty() ? "" : "\nExamples:\n" + examples + "\n") +
           CLI::Formatter::make_usage(app, std::move(name));
  }
  std::string make_footer(const CLI::App*) const override { return ""; }
};

struct VerbHelp {
  const char* name;
  const char* summary;
  const char* examples;
};

inline constexpr const char* kProgramExamples =
    "  chancery demo --data data/demo\n"
    "  chancery serve --data data/demo --port 8080\n"
    "  chancery verify\n"
    "  chancery decide route.dmn --input @case.json\n"
    "  chancery run order.bpmn\n"
    "  chancery doctor --data data/demo";
inline constexpr VerbHelp kServeHelp{
    "serve", "Serve the console and the API from a data directory",
    "  chancery serve --data data/demo\n"
    "  chancery serve --data /var/lib/chancery --web /usr/share/chancery/web --port 8443 --behind-proxy"};
inline constexpr VerbHelp kDeployHelp{
    "deploy", "Put the workflows and rules of --source into force; two administrators stand for it",
    "  chancery deploy --data data --as admin1 --approved-by admin2"};
inline constexpr VerbHelp kVerifyHelp{"verify",
                                      "Check workflows and rules without putting them into force; every fault at once",
                                      "  chancery verify\n  chancery verify my-package"};
inline constexpr VerbHelp kUserHelp{"user", "Add accounts, set passwords, lock and unlock; the server must be stopped",
                                    "  chancery user password wang --data data"};
inline constexpr VerbHelp kUserAddHelp{
    "add", "Record a person and give an account",
    "  chancery user add wang --name 王某 --unit demo-gacha --data data --as admin1"};
inline constexpr VerbHelp kUserPasswordHelp{
    "password", "Set a password, which must be changed at the next sign-in; unlocks the account",
    "  chancery user password wang --data data"};
inline constexpr VerbHelp kUserLockHelp{"lock", "Lock an account and end its sessions",
                                        "  chancery user lock wang --data data"};
inline constexpr VerbHelp kUserUnlockHelp{"unlock", "Unlock an account", "  chancery user unlock wang --data data"};
inline constexpr VerbHelp kUnitHelp{
    "unit", "Found a database with its first unit; add units",
    "  chancery unit add gacha-1 --name 某嘎查 --kind gacha --law villages --parent city --data data --as admin1"};
inline constexpr VerbHelp kUnitFoundHelp{
    "found", "Found a new database: the topmost unit and two administrators",
    "  chancery unit found city --name 某市 --first admin1 --first-name 张某 --second admin2 "
    "--second-name 李某 --data data"};
inline constexpr VerbHelp kUnitAddHelp{
    "add", "Add a unit below another",
    "  chancery unit add gacha-1 --name 某嘎查 --kind gacha --law villages --parent city --data data --as admin1"};
inline constexpr VerbHelp kDemoHelp{"demo", "Make a demonstration database; prints sign-in names and their password",
                                    "  chancery demo --data data/demo"};
inline constexpr VerbHelp kDoctorHelp{"doctor",
                                      "Look whether a data directory and this machine are sound; changes nothing",
                                      "  chancery doctor --data data/demo"};
inline constexpr VerbHelp kDecideHelp{
    "decide", "Take a decision of a DMN file and say why; without input, look for gaps and overlaps of its tables",
    "  chancery decide route.dmn --input '{\"item\": {\"body\": null}, \"accept\": {\"facts_on_hand\": true}}'\n"
    "  chancery decide loan.dmn --decision Eligibility --input @applicant.json\n"
    "  chancery decide route.dmn"};
inline constexpr VerbHelp kFeelHelp{
    "feel", "Evaluate a FEEL expression; the result is JSON",
    "  chancery feel '1 + 2 * 3'\n"
    "  chancery feel 'sum(amounts) > limit' --input '{\"amounts\": [1, 2], \"limit\": 2}'"};
inline constexpr VerbHelp kRunHelp{
    "run",
    "Try out a process step by step, without a database; timers fire as the clock is moved (exit code 6: it still "
    "waits)",
    "  chancery run order.bpmn\n"
    "  chancery run order.bpmn credit.dmn --input '{\"amount\": 12}' --at 2026-03-02T09:00\n"
    "  printf 'complete approve {\"approved\": true}\\ntime +2h\\n' | chancery run order.bpmn --process order\n"
    "  chancery run workflows/seal-use --unit demo-gacha --input @apply.json --script use.txt"};
inline constexpr VerbHelp kVersionHelp{"version", "Print the version", "  chancery version"};

struct OptionHelp {
  const char* source = "directory that holds config/ and workflows/";
  const char* language = "language of what is printed: zh or en";
  const char* data = "data directory";
  const char* web = "the built console; empty: the API alone";
  const char* address = "address to listen on";
  const char* port = "port to listen on; 0: any free one";
  const char* behind_proxy = "a proxy on this machine ends TLS and names the clients";
  const char* public_metrics = "answer /metrics to others than this machine";
  const char* administrator = "account of an administrator";
  const char* password_file = "file whose first line is the password; asked for when absent";
  const char* person_name = "name of the person";
  const char* unit = "key of the unit where the person lives or works";
  const char* account = "sign-in name";
  const char* unit_key = "key of the unit";
  const char* unit_name = "name of the unit";
  const char* unit_name_en = "its name in English";
  const char* kind = "gacha, village, community, township, banner, city";
  const char* law = "villages or residents; none for what is no committee";
  const char* parent = "key of the unit above";
  const char* dmn_file = "DMN file; those beside it are read where it imports them";
  const char* decision = "id or name of a decision or decision service; that which no other requires when absent";
  const char* input = "JSON object, or @FILE that holds one: the variables by name";
  const char* expression = "FEEL expression";
  const char* run_files =
      "BPMN file of the process, then those of called processes and decisions; or the folder of a workflow or a "
      "package";
  const char* process = "id of the process or workflow; the only one of the first file when absent";
  const char* run_input = "JSON object, or @FILE that holds one: the variables, or the start form of a workflow";
  const char* at = "where the clock starts: 2026-03-02 or 2026-03-02T09:00; now when absent";
  const char* script = "file of commands, one a line; standard input when absent";
  const char* run_unit = "key of the unit, in a package; its first committee when absent";
  const char* run_account = "account of the person who acts; whoever may when absent";
  const char* folder = "directory that holds config/ and workflows/; --source when absent";
};
inline constexpr OptionHelp kHelp;

}  // namespace chancery::cli
