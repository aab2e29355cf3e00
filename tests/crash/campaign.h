// Campaign: one demonstration database, a server on it that is killed again and again under load, and after each
// restart an inspection. Moments are random from one seed; the interleaving of the clients is the machine's.
#pragma once

#include <memory>

#include "tests/crash/load.h"
#include "tests/support/server_process.h"

namespace chancery::crash {

struct Tally {
  int kills_under_load = 0;
  int kills_at_start = 0;  // of them some before the server served at all
  std::size_t whole = 0;   // requests without an answer, found done
  std::size_t absent = 0;  // … found not done
  std::chrono::milliseconds restart_max{0};
  int kills() const { return kills_under_load + kills_at_start; }
};

class Campaign {
 public:
  Campaign(std::string folder, std::uint64_t seed);

  // Makes the database and opens the sessions. Errors: those of the program and of signing in.
  Result<void> found();
  // Serves, inspects, lets the clients work and kills the server while they do. Error: test.not-serving.
  Result<void> kill_under_load();
  // Kills the server somewhere between its first instruction and shortly after its first answers.
  void kill_at_start();
  // Inspects a last time, kills the idle server, and opens the database in this process.
  Result<void> finish();
  // Opens the database in this process, which leaves a snapshot behind for the next servers to start from.
  void open_in_process();

  Ledger& ledger() { return ledger_; }
  const Tally& tally() const { return tally_; }
  std::size_t repeats() const { return load_.repeats(); }
  std::string data() const { return folder_ + "/data"; }

 private:
  std::unique_ptr<test_support::ServerProcess> start_server() const;
  Result<std::uint16_t> serve_and_inspect(test_support::ServerProcess& server);
  std::chrono::microseconds random_time(std::chrono::microseconds most);
  void kill(test_support::ServerProcess& server);
  void note_restart(const test_support::ServerProcess& server);

  std::string folder_;
  std::mt19937_64 random_;
  Ledger ledger_;
  Sessions sessions_;
  Load load_;
  Tally tally_;
  std::chrono::milliseconds last_restart_{0};
};

}  // namespace chancery::crash
