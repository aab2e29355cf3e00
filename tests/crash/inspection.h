// Inspection: what is done after each restart, before the clients go on: the files are sound, the journal holds what
// was acknowledged, the server shows the same, and every request without an answer is sent again and gets the first
// answer or is done now.
#pragma once

#include "tests/crash/checker.h"
#include "tests/crash/desk.h"

namespace chancery::crash {

struct InFlightCounts {
  std::size_t whole = 0;   // found done, whole
  std::size_t absent = 0;  // found not done at all
};

class Inspection {
 public:
  // `port` is that of the server which runs on `data`. Findings go into the ledger.
  Inspection(std::string data, std::uint16_t port, const Sessions& sessions, Ledger& ledger)
      : data_(std::move(data)), client_(port), sessions_(sessions), desk_(sessions, ledger), ledger_(ledger) {}

  InFlightCounts run();

 private:
  void check_files();
  void check_sessions();
  std::uint64_t oldest_line();
  void read_books(std::uint64_t after);
  void check_shown(const Matter& matter);
  void repeat_last(const Matter& matter);
  void settle(Matter& matter, const JournalView& journal);
  Value read(const Matter& matter, const std::string& target);

  std::string data_;
  HttpClient client_;
  const Sessions& sessions_;
  Desk desk_;
  Ledger& ledger_;
  std::map<const Office*, Book> books_;
  InFlightCounts counts_;
};

}  // namespace chancery::crash
