#include "tests/crash/campaign.h"

#include <filesystem>

#include "tests/crash/in_process.h"
#include "tests/crash/inspection.h"

namespace chancery::crash {

namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLoadMax{800};
constexpr milliseconds kAfterServingMax{60};
constexpr milliseconds kLookAgain{1};

std::string program() { return test_support::program_path(CHANCERY_PROGRAM); }

std::vector<std::string> in_english(std::vector<std::string> verb) {
  std::vector<std::string> out = {"--language", "en", "--source", CHANCERY_SOURCE_DIR};
  out.insert(out.end(), std::make_move_iterator(verb.begin()), std::make_move_iterator(verb.end()));
  return out;
}

std::string password_in(const std::string& said) {
  constexpr std::string_view kPassword = "Password: ";
  const std::size_t at = said.find(kPassword);
  if (at == said.npos) return "";
  return said.substr(at + kPassword.size(), said.find('\n', at) - at - kPassword.size());
}

}  // namespace

Campaign::Campaign(std::string folder, std::uint64_t seed)
    : folder_(std::move(folder)), random_(seed), ledger_(seed), load_(sessions_, ledger_, random_()) {
  std::filesystem::create_directory(folder_ + "/web");  // the console is not asked for
}

Result<void> Campaign::found() {
  const std::string password = password_in(
      TRY(test_support::run_program(program(), in_english({"demo", "--data", data()}), folder_ + "/demo.txt")));
  ledger_.begin_after(TRY(read_journal(data() + "/journal.sqlite")).last);
  const auto server = start_server();
  HttpClient client(TRY(server->wait_until_serving()));
  note_restart(*server);
  for (const Office& office : kOffices)
    for (const std::string_view account : office.accounts)
      if (!sessions_.contains(account))
        sessions_.emplace(std::string(account), TRY(sign_in(client, account, password)));
  return {};
}

std::unique_ptr<test_support::ServerProcess> Campaign::start_server() const {
  return std::make_unique<test_support::ServerProcess>(
      program(), in_english({"serve", "--data", data(), "--web", folder_ + "/web", "--port", "0"}),
      folder_ + "/server.txt");
}

microseconds Campaign::random_time(microseconds most) {
  return microseconds(random_() % static_cast<std::uint64_t>(most.count()));
}

void Campaign::kill(test_support::ServerProcess& server) {
  if (!server.kill()) ledger_.report("the server had ended by itself: " + server.said());
  load_.join();
}

void Campaign::note_restart(const test_support::ServerProcess& server) {
  last_restart_ = std::chrono::duration_cast<milliseconds>(steady_clock::now() - server.started_at());
  tally_.restart_max = std::max(tally_.restart_max, last_restart_);
}

Result<std::uint16_t> Campaign::serve_and_inspect(test_support::ServerProcess& server) {
  const std::uint16_t port = TRY(server.wait_until_serving());
  note_restart(server);
  const InFlightCounts counts = Inspection(data(), port, sessions_, ledger_).run();
  tally_.whole += counts.whole;
  tally_.absent += counts.absent;
  return port;
}

Result<void> Campaign::kill_under_load() {
  const auto server = start_server();
  load_.start(TRY(serve_and_inspect(*server)));
  std::this_thread::sleep_for(random_time(kLoadMax));
  kill(*server);
  ++tally_.kills_under_load;
  return {};
}

void Campaign::kill_at_start() {
  const auto server = start_server();
  const auto until = server->started_at() + random_time(last_restart_ + kAfterServingMax);
  for (bool is_working = false; steady_clock::now() < until;) {
    if (const auto port = is_working ? std::nullopt : server->port()) {
      load_.start(*port);
      is_working = true;
    }
    std::this_thread::sleep_for(
        std::min<microseconds>(kLookAgain, std::chrono::duration_cast<microseconds>(until - steady_clock::now())));
  }
  kill(*server);
  ++tally_.kills_at_start;
}

void Campaign::open_in_process() { ledger_.report(check_in_process(data(), ledger_.matters())); }

Result<void> Campaign::finish() {
  {
    const auto server = start_server();
    TRY(serve_and_inspect(*server));
    kill(*server);
  }
  const auto journal = read_journal(data() + "/journal.sqlite");
  if (!journal) return journal.error();
  ledger_.report(check_journal(ledger_.matters(), *journal, ledger_.begun_after()));
  open_in_process();
  return {};
}

}  // namespace chancery::crash
