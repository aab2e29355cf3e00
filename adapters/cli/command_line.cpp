#include "adapters/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "adapters/cli/help.h"
#include "adapters/cli/verbs.h"

namespace chancery::cli {

namespace {

// Where the program was built, as long as it is there; an installed one is run from its folder.
std::string default_source() {
  std::error_code failed;
  return std::filesystem::is_directory(CHANCERY_SOURCE_DIR "/config/locale", failed) ? CHANCERY_SOURCE_DIR : ".";
}

// Chinese unless the reader's environment asks for English.
std::string default_language() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0')
      return std::string_view(value).substr(0, 2) == "en" ? "en" : "zh";
  return "zh";
}

class CommandLine {
 public:
  CommandLine() : app_("", "chancery") {
    app_.formatter(std::make_shared<ExamplesFirst>());
    app_.footer(kProgramExamples);
    app_.require_subcommand(1);
    app_.add_option("--source", common_.source, kHelp.source);
    app_.add_option("--language", language_, kHelp.language)->check(CLI::IsMember({"zh", "en"}));
    app_.fallthrough();
    describe_serve();
    describe_deploy();
    describe_user();
    describe_unit();
    describe_rest();
  }

  int run(std::vector<std::string> arguments, std::ostream& out, std::ostream& err) {
    std::reverse(arguments.begin(), arguments.end());
    try {
      app_.parse(std::move(arguments));
    } catch (const CLI::ParseError& problem) {
      return app_.exit(problem, out, err) == 0 ? 0 : static_cast<int>(ExitCode::kUsage);
    }
    Terminal terminal(out, err, language_ == "en" ? web_server::Language::kEnglish : web_server::Language::kChinese);
    auto catalogue = web_server::Catalogue::load(std::filesystem::path(common_.source) / "config/locale");
    if (!catalogue) return static_cast<int>(terminal.fail(catalogue.error()));
    terminal.use(std::move(*catalogue));
    return static_cast<int>(chosen_(terminal));
  }

 private:
  using Verb = std::function<ExitCode(Terminal&)>;

  CLI::App* verb(CLI::App& above, const VerbHelp& help, const Verb& action) {
    CLI::App* sub = above.add_subcommand(help.name, help.summary);
    sub->footer(help.examples);
    sub->fallthrough();
    if (action) sub->final_callback([this, action] { chosen_ = action; });
    return sub;
  }
  void data(CLI::App* sub) { sub->add_option("--data", common_.data, kHelp.data)->required(); }
  void signature(CLI::App* sub, const char* who, const char* file, Signature& signature) {
    sub->add_option(who, signature.account, kHelp.administrator)->required();
    sub->add_option(file, signature.password_file, kHelp.password_file);
  }

  void describe_serve() {
    auto* sub = verb(app_, kServeHelp, [this](Terminal& t) { return serve(common_, serve_, t); });
    data(sub);
    sub->add_option("--web", serve_.web, kHelp.web);
    sub->add_option("--address", serve_.address, kHelp.address);
    sub->add_option("--port", serve_.port, kHelp.port);
    sub->add_flag("--behind-proxy", serve_.behind_proxy, kHelp.behind_proxy);
    sub->add_flag("--public-metrics", serve_.public_metrics, kHelp.public_metrics);
  }
  void describe_deploy() {
    auto* sub = verb(app_, kDeployHelp, [this](Terminal& t) { return deploy(common_, deploy_, t); });
    data(sub);
    signature(sub, "--as", "--password-file", deploy_.administrator);
    signature(sub, "--approved-by", "--approver-password-file", deploy_.approver);
  }
  void describe_user() {
    auto* user = verb(app_, kUserHelp, {});
    user->require_subcommand(1);
    auto* add = user_verb(*user, kUserAddHelp, user_add);
    add->add_option("--password-file", user_.password_file, kHelp.password_file);
    add->add_option("--name", user_.name, kHelp.person_name)->required();
    add->add_option("--unit", user_.unit, kHelp.unit)->required();
    signature(add, "--as", "--as-password-file", user_.administrator);
    user_verb(*user, kUserPasswordHelp, user_password)
        ->add_option("--password-file", user_.password_file, kHelp.password_file);
    user_verb(*user, kUserLockHelp, user_lock);
    user_verb(*user, kUserUnlockHelp, user_unlock);
  }
  CLI::App* user_verb(CLI::App& user, const VerbHelp& help,
                      ExitCode (*action)(const CommonOptions&, const UserOptions&, Terminal&)) {
    auto* sub = verb(user, help, [this, action](Terminal& t) { return action(common_, user_, t); });
    data(sub);
    sub->add_option("account", user_.account, kHelp.account)->required();
    return sub;
  }
  void unit_names(CLI::App* sub, UnitOptions& unit) {
    data(sub);
    sub->add_option("key", unit.key, kHelp.unit_key)->required();
    sub->add_option("--name", unit.name_zh, kHelp.unit_name)->required();
    sub->add_option("--name-en", unit.name_en, kHelp.unit_name_en);
  }
  void describe_unit() {
    auto* unit = verb(app_, kUnitHelp, {});
    unit->require_subcommand(1);
    auto* found = verb(*unit, kUnitFoundHelp, [this](Terminal& t) { return unit_found(common_, found_, t); });
    unit_names(found, found_.unit);
    found->add_option("--first", found_.first_account, kHelp.administrator)->required();
    found->add_option("--first-name", found_.first_name, kHelp.person_name)->required();
    found->add_option("--first-password-file", found_.first_password_file, kHelp.password_file);
    found->add_option("--second", found_.second_account, kHelp.administrator)->required();
    found->add_option("--second-name", found_.second_name, kHelp.person_name)->required();
    found->add_option("--second-password-file", found_.second_password_file, kHelp.password_file);
    auto* add = verb(*unit, kUnitAddHelp, [this](Terminal& t) { return unit_add(common_, unit_, t); });
    unit_names(add, unit_);
    add->add_option("--kind", unit_.kind, kHelp.kind)->required();
    add->add_option("--law", unit_.law, kHelp.law);
    add->add_option("--parent", unit_.parent, kHelp.parent)->required();
    signature(add, "--as", "--password-file", unit_.administrator);
  }
  void describe_rest() {
    data(verb(app_, kDemoHelp, [this](Terminal& t) { return demo(common_, t); }));
    data(verb(app_, kDoctorHelp, [this](Terminal& t) { return doctor(common_, t); }));
    auto* check =
        verb(app_, kVerifyHelp, [this](Terminal& t) { return verify(folder_.empty() ? common_.source : folder_, t); });
    check->add_option("folder", folder_, kHelp.folder);
    auto* deciding = verb(app_, kDecideHelp, [this](Terminal& t) { return decide(decide_, t); });
    deciding->add_option("file", decide_.file, kHelp.dmn_file)->required();
    deciding->add_option("--decision", decide_.decision, kHelp.decision);
    deciding->add_option("--input", decide_.input, kHelp.input);
    auto* feel = verb(app_, kFeelHelp, [this](Terminal& t) { return evaluate_feel(feel_, t); });
    feel->add_option("expression", feel_.expression, kHelp.expression)->required();
    feel->add_option("--input", feel_.input, kHelp.input);
    describe_run();
    verb(app_, kVersionHelp, [](Terminal& t) { return version(t); });
  }

  void describe_run() {
    auto* run = verb(app_, kRunHelp, [this](Terminal& t) { return try_out(run_, t); });
    run->add_option("file", run_.files, kHelp.run_files)->required();
    run->add_option("--process", run_.process, kHelp.process);
    run->add_option("--input", run_.input, kHelp.run_input);
    run->add_option("--at", run_.at, kHelp.at);
    run->add_option("--script", run_.script, kHelp.script);
    run->add_option("--unit", run_.unit, kHelp.run_unit);
    run->add_option("--as", run_.account, kHelp.run_account);
  }

  CLI::App app_;
  CommonOptions common_{"", default_source()};
  std::string language_ = default_language();
  std::string folder_;
  ServeOptions serve_;
  DeployOptions deploy_;
  UserOptions user_;
  UnitOptions unit_;
  FoundOptions found_;
  DecideOptions decide_;
  FeelOptions feel_;
  RunOptions run_;
  Verb chosen_;
};

}  // namespace

int run(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& err) {
  return CommandLine().run(arguments, out, err);
}

}  // namespace chancery::cli
