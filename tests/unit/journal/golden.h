// The bytes of every kind of event, fixed: engine/docs/event-bytes.md says how they come about, and no release may
// change them. A golden event has a value in every field, so that a new field needs new bytes here (record_test.cpp).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/journal/record.h"

namespace chancery::journal::test {

struct Golden {
  std::uint32_t kind = 0;
  std::uint32_t version = 0;
  std::string_view head;  // kind and version as bytes
  Event event;
  std::vector<std::string> fields;  // each with its number, in order

  // The event as it stands in a record.
  std::string hex() const { return hex_of(fields.size()); }
  // The same as written when only the first fields existed.
  std::string hex_of(std::size_t first_fields) const {
    std::string out(head);
    for (std::size_t i = 0; i < first_fields; ++i) out += fields[i];
    return out + "00";
  }
};

std::vector<Golden> golden_cases();
std::vector<Golden> golden_tasks();
std::vector<Golden> golden_starts();
std::vector<Golden> golden_directory();
std::vector<Golden> golden_books();

inline std::vector<Golden> every_golden() {
  std::vector<Golden> all;
  for (auto& part : {golden_cases(), golden_tasks(), golden_starts(), golden_directory(), golden_books()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

inline constexpr Instant kNow{1'772'413'200'000};  // 2026-03-02T01:00:00Z
inline const std::string kHeader =
    "010101"  // format 1; field 1: number 1
    "00";     // end of the header

// A record of nothing but its number and these events.
inline Record record_of(std::vector<Event> events) {
  Record record;
  record.number = EventNumber{1};
  record.events = std::move(events);
  return record;
}
inline std::string record_hex(std::string_view one_event) { return kHeader + "01" + std::string(one_event); }

// Hexadecimal text with blanks between its parts.
inline std::string without_blanks(std::string_view hex) {
  std::string out(hex);
  std::erase(out, ' ');
  return out;
}
inline Bytes bytes_of(std::string_view hex) { return *from_hex(without_blanks(hex)); }
inline Result<Record> decode_hex(std::string_view hex) { return decode_record(bytes_of(hex)); }

inline Value number(std::string_view text) { return Value::number(*Decimal::parse(text)); }
inline Value context(std::initializer_list<std::pair<const char*, Value>> entries) {
  Context out;
  for (const auto& [name, value] : entries) out.set(name, value);
  return Value::context(std::move(out));
}
inline Bytes sha256_bytes(std::string_view data) {
  const Sha256 hash = sha256(data);
  return {hash.begin(), hash.end()};
}

}  // namespace chancery::journal::test
