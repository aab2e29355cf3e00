// Record: one row of the journal: what one command changed, with who, when and why. Its bytes are the event row, the ledger leaf and
// the replay input (engine/docs/event-bytes.md); JSON is a view.
//
// A record belongs to at most one case and names the previous record of that case, so a case is read back without an index. A command
// that reaches several cases writes a record for each, the later ones naming the first as cause, all in one transaction.
#pragma once

#include <string>
#include <vector>

#include "engine/journal/event.h"

namespace chancery::journal {

inline constexpr std::uint8_t kRecordFormat = 1;

// Who gave the command: a natural person through an account, or a named service of the program (clock, router).
struct Actor {
  PersonId person;
  std::string account;
  std::string service;
  template <class Self, class Visit>
  static void fields(Self& e, Visit&& v) {
    v(1, e.person);
    v(2, e.account);
    v(3, e.service);
  }
  bool operator==(const Actor&) const = default;
};

struct Record {
  EventNumber number;
  Instant at;
  CaseId case_id;        // 0: of no case
  EventNumber previous;  // previous record of the case; 0: its first
  EventNumber cause;     // the record that this one follows from
  Actor actor;
  std::string key;            // idempotency key of the command; "" for the program's own
  std::uint32_t command = 0;  // CommandKind
  Instant occurred_at;        // of a paper entry made later; 0 = at
  std::vector<Event> events;
  bool operator==(const Record&) const = default;
};

Bytes encode_record(const Record& record);
// corrupt journal.bad-record {number}, journal.unknown-kind {kind}, journal.bad-field {field}.
Result<Record> decode_record(BytesView bytes);

}  // namespace chancery::journal
