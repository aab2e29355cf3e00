// JournalView: what the journal on the disk says that each request did, read record by record and decoded, past the
// engine. It is read over a connection that writes nothing, so a server may run on the file.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace chancery::crash {

// What one record with an idempotency key says.
struct Effect {
  std::uint64_t number = 0;
  std::uint64_t case_id = 0;
  std::string account;
  bool case_started = false;
  std::uint64_t completed_task = 0;  // 0: none
  std::uint64_t opened_task = 0;     // 0: none
  std::string line;                  // printed number of a new line in the book of seal use
  std::string filed;                 // printed number of the line that was noted as filed
  std::string outcome;               // of a case that ended
};

struct BookEntry {
  std::uint64_t event = 0;
  std::string scope;
  std::uint64_t year = 0;
  std::uint64_t number = 0;
  std::uint64_t case_id = 0;
};

struct JournalView {
  std::uint64_t last = 0;                                // number of the last record
  std::map<std::string, std::vector<Effect>> by_key;     // a sound journal has one for each key
  std::map<std::uint64_t, std::uint64_t> keyless_cases;  // of records without a key: case → one such record
  std::vector<BookEntry> entries;  // new lines of the book of seal use, in the order of the journal

  const Effect* find(const std::string& key) const;
};

// Errors: those of the connection and of decoding; corrupt test.journal-gap {number}.
Result<JournalView> read_journal(const std::string& file);

}  // namespace chancery::crash
