// Text ↔ Value for JSON (RFC 8259). Strict: UTF-8 is checked, duplicate keys, NUL bytes, a byte order mark and anything after
// the value are refused; numbers are exact decimals (34 digits; more is refused, not rounded). Parsing does not recurse.
// Callers: package, forms, adapters, the server. Fields of declarative files are read with object_reader.h.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/value/value.h"

namespace chancery::json {

struct JsonLimits {
  std::size_t bytes_max = 1 << 20;
  std::size_t depth_max = 32;            // nested arrays and objects
  std::size_t elements_max = 100'000;    // array items and object members of the whole text
  std::size_t text_bytes_max = 1 << 20;  // one string or key
};

// Errors carry {line, column, offset}: json.syntax, json.bad-utf8, json.nul-character,
// json.duplicate-key {key}, json.bad-number {text}, json.too-deep {limit}, json.too-many-elements {limit},
// json.text-too-long {limit}; json.too-large {limit} has no place.
Result<Value> parse_json(std::string_view text, const JsonLimits& limits = {});

// Compact JSON. Numbers as exact decimals, dates, times and durations as their text, a function as null, a range as
// {"$range":{…}}, a personal reference as {"$personal":{"subject":…,"field":…}}: views, which parse_json does not turn back.
std::string write_json(const Value& value);
// Appends text with quotes and escapes.
void write_json_text(std::string& out, std::string_view text);

}  // namespace chancery::json
