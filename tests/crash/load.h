// Load: clients that work on matters as fast as the server lets them, each on a connection of its own, until the
// server is gone. Now and then one sends an acknowledged request once more and wants the first answer.
#pragma once

#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

#include "tests/crash/desk.h"

namespace chancery::crash {

inline constexpr std::size_t kClients = 8;

class Load {
 public:
  Load(const Sessions& sessions, Ledger& ledger, std::uint64_t seed)
      : desk_(sessions, ledger), ledger_(ledger), random_(seed) {}
  ~Load() { join(); }

  void start(std::uint16_t port);
  // Waits until every client has noticed that the server is gone. Repeats: acknowledged requests sent again, of all
  // rounds.
  void join();
  std::size_t repeats() const { return repeats_; }

 private:
  void work(std::uint16_t port, std::uint64_t seed);
  // One step of a matter; false when the server is gone or answered what it should not.
  bool advance(HttpClient& client, Matter& matter, std::mt19937_64& random);

  Desk desk_;
  Ledger& ledger_;
  std::mt19937_64 random_;
  std::atomic<std::size_t> repeats_ = 0;
  std::vector<std::thread> clients_;
};

}  // namespace chancery::crash
