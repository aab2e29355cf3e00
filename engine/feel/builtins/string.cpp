// Strings (10.3.4.3). Lengths and positions count characters (code points), not bytes. Case is ICU's. What takes a pattern stands
// in pattern.cpp.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include "engine/feel/builtins/registry.h"

namespace chancery::feel {
namespace {

icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

Value from_icu(const icu::UnicodeString& text) {
  std::string utf8;
  return Value::text(text.toUTF8String(utf8));
}

bool is_continuation(char c) { return (c & 0xC0) == 0x80; }

// Byte offsets at which characters begin, and the size.
std::vector<std::size_t> character_offsets(std::string_view text) {
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_continuation(text[i])) offsets.push_back(i);
  }
  offsets.push_back(text.size());
  return offsets;
}

// The first argument that is no text; none when the first `count` all are.
std::optional<std::size_t> first_not_text(const BuiltinCall& call, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    if (!call[i].is_text()) return i;
  }
  return std::nullopt;
}

Value substring(const BuiltinCall& call) {
  if (!call[0].is_text()) return call.bad(0);
  const auto offsets = character_offsets(call[0].as_text());
  const auto count = static_cast<std::int64_t>(offsets.size()) - 1;
  const auto start = call[1].is_number() ? call[1].as_number().rounded(0, Rounding::kDown)->to_int64() : std::nullopt;
  if (!start || *start == 0 || *start < -count || *start > count) return call.bad(1);
  const std::int64_t first = *start > 0 ? *start - 1 : count + *start;
  std::int64_t length = count - first;
  if (call.given > 2 && !call[2].is_null()) {
    const auto wanted =
        call[2].is_number() ? call[2].as_number().rounded(0, Rounding::kDown)->to_int64() : std::nullopt;
    if (!wanted || *wanted < 1) return call.bad(2);
    length = std::min(length, *wanted);
  }
  const std::size_t begin = offsets[static_cast<std::size_t>(first)];
  return Value::text(call[0].as_text().substr(begin, offsets[static_cast<std::size_t>(first + length)] - begin));
}

Value string_length(const BuiltinCall& call) {
  if (!call[0].is_text()) return call.bad(0);
  return Value::number(static_cast<std::int64_t>(character_offsets(call[0].as_text()).size()) - 1);
}

template <bool upper>
Value change_case(const BuiltinCall& call) {
  if (!call[0].is_text()) return call.bad(0);
  icu::UnicodeString text = to_icu(call[0].as_text());
  return from_icu(upper ? text.toUpper(icu::Locale::getRoot()) : text.toLower(icu::Locale::getRoot()));
}

template <bool before>
Value substring_around(const BuiltinCall& call) {
  if (const auto wrong = first_not_text(call, 2)) return call.bad(*wrong);
  const std::string_view text = call[0].as_text(), match = call[1].as_text();
  const std::size_t at = text.find(match);
  if (at == std::string_view::npos) return Value::text("");
  return Value::text(before ? text.substr(0, at) : text.substr(at + match.size()));
}

enum class Place : unsigned char { kAnywhere, kStart, kEnd };

template <Place place>
Value holds_text(const BuiltinCall& call) {
  if (const auto wrong = first_not_text(call, 2)) return call.bad(*wrong);
  const std::string_view text = call[0].as_text(), match = call[1].as_text();
  if constexpr (place == Place::kStart) return Value(text.starts_with(match));
  if constexpr (place == Place::kEnd) return Value(text.ends_with(match));
  return Value(text.find(match) != std::string_view::npos);
}

// Nulls among the parts are left out (10.3.4.3).
Value string_join(const BuiltinCall& call) {
  const List single{call[0]};
  const List& items = call[0].is_list() ? call[0].as_list() : single;
  if (call[0].is_null()) return call.bad(0);
  if (!call[1].is_null() && !call[1].is_text()) return call.bad(1);
  const std::string_view delimiter = call[1].is_text() ? call[1].as_text() : std::string_view();
  std::string joined;
  bool first = true;
  for (const Value& item : items) {
    if (item.is_null()) continue;
    if (!item.is_text()) return call.bad(0);
    if (!first) joined += delimiter;
    first = false;
    joined += item.as_text();
    if (joined.size() > call.context.limits.text_bytes_max) break;  // the evaluator refuses it
  }
  return Value::text(joined);
}

constexpr Builtin kRows[] = {
    {"substring", "string, start position, length?", substring},
    {"string length", "string", string_length},
    {"upper case", "string", change_case<true>},
    {"lower case", "string", change_case<false>},
    {"substring before", "string, match", substring_around<true>},
    {"substring after", "string, match", substring_around<false>},
    {"contains", "string, match", holds_text<Place::kAnywhere>},
    {"starts with", "string, match", holds_text<Place::kStart>},
    {"ends with", "string, match", holds_text<Place::kEnd>},
    {"string join", "list*, delimiter?", string_join},
};

}  // namespace

BuiltinRows string_builtins() { return kRows; }

}  // namespace chancery::feel
