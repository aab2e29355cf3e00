// Strings (10.3.4.3). Lengths and positions count characters (code points), not bytes. Case and patterns are ICU's; patterns
// are XPath's as far as ICU's grammar agrees, with a limit on the work one match may do.
#include <map>
#include <memory>

#include <unicode/locid.h>
#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "engine/feel/builtins/registry.h"

#include "engine/base/excerpt.h"

namespace chancery::feel {
namespace {

constexpr std::int32_t kPatternWorkMax = 200;  // ICU's unit, about a millisecond each
constexpr std::size_t kPatternsKept = 64;

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
  if (!start || *start == 0 || *start < -count) return call.bad(1);
  const std::int64_t first = *start > 0 ? *start - 1 : count + *start;
  std::int64_t length = count - first;
  if (call.given > 2 && !call[2].is_null()) {
    const auto wanted =
        call[2].is_number() ? call[2].as_number().rounded(0, Rounding::kDown)->to_int64() : std::nullopt;
    if (!wanted || *wanted < 0) return call.bad(2);
    length = std::min(length, *wanted);
  }
  if (first >= count || length <= 0) return Value::text("");
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

// XPath's flags i, m, s, x; none when there is another letter.
std::optional<std::uint32_t> pattern_flags(const Value& flags) {
  if (flags.is_null()) return 0u;
  if (!flags.is_text()) return std::nullopt;
  std::uint32_t result = 0;
  for (const char c : flags.as_text()) {
    switch (c) {
      case 'i': result |= UREGEX_CASE_INSENSITIVE; break;
      case 'm': result |= UREGEX_MULTILINE; break;
      case 's': result |= UREGEX_DOTALL; break;
      case 'x': result |= UREGEX_COMMENTS; break;
      default: return std::nullopt;
    }
  }
  return result;
}

// Patterns stand in rules and are asked again and again; compiling one costs more than most matches. Null when it is faulty. Valid until
// the next call of the same thread.
const icu::RegexPattern* compiled_pattern(std::string_view text, std::uint32_t flags, UErrorCode& status) {
  thread_local std::map<std::pair<std::string, std::uint32_t>, std::unique_ptr<icu::RegexPattern>> known;
  std::pair<std::string, std::uint32_t> key{text, flags};
  if (const auto it = known.find(key); it != known.end()) return it->second.get();
  if (known.size() >= kPatternsKept) known.clear();
  UParseError place;
  std::unique_ptr<icu::RegexPattern> made(icu::RegexPattern::compile(to_icu(text), flags, place, status));
  if (U_FAILURE(status)) return nullptr;
  return known.emplace(std::move(key), std::move(made)).first->second.get();
}

std::unique_ptr<icu::RegexMatcher> matcher_for(const BuiltinCall& call, std::size_t flags_at) {
  const bool has_flags = flags_at != 0 && flags_at < call.size();
  const auto flags = has_flags ? pattern_flags(call[flags_at]) : std::optional<std::uint32_t>(0u);
  if (!flags) {
    call.bad(flags_at);
    return nullptr;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::RegexPattern* pattern = compiled_pattern(call[1].as_text(), *flags, status);
  std::unique_ptr<icu::RegexMatcher> matcher(pattern == nullptr ? nullptr : pattern->matcher(status));
  if (matcher && U_SUCCESS(status)) matcher->setTimeLimit(kPatternWorkMax, status);
  if (matcher && U_SUCCESS(status)) return matcher;
  call.fail("feel.bad-pattern", {{"pattern", excerpt(call[1].as_text())}});
  return nullptr;
}

Value pattern_failed(const BuiltinCall& call) {
  return call.fail("feel.bad-pattern", {{"pattern", excerpt(call[1].as_text())}});
}

Value matches(const BuiltinCall& call) {
  if (const auto wrong = first_not_text(call, 2)) return call.bad(*wrong);
  const auto matcher = matcher_for(call, 2);
  if (!matcher) return {};
  const icu::UnicodeString text = to_icu(call[0].as_text());
  matcher->reset(text);
  UErrorCode status = U_ZERO_ERROR;
  const bool found = matcher->find(status);
  return U_SUCCESS(status) ? Value(found) : pattern_failed(call);
}

Value replace(const BuiltinCall& call) {
  if (const auto wrong = first_not_text(call, 3)) return call.bad(*wrong);
  const auto matcher = matcher_for(call, 3);
  if (!matcher) return {};
  const icu::UnicodeString text = to_icu(call[0].as_text());
  matcher->reset(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString result = matcher->replaceAll(to_icu(call[2].as_text()), status);
  return U_SUCCESS(status) ? from_icu(result) : pattern_failed(call);
}

Value split(const BuiltinCall& call) {
  if (const auto wrong = first_not_text(call, 2)) return call.bad(*wrong);
  const auto matcher = matcher_for(call, 0);
  if (!matcher) return {};
  const icu::UnicodeString text = to_icu(call[0].as_text());
  matcher->reset(text);
  List parts;
  std::int32_t last = 0;
  UErrorCode status = U_ZERO_ERROR;
  while (matcher->find(status) && U_SUCCESS(status)) {
    const std::int32_t begin = matcher->start(status), end = matcher->end(status);
    if (end == begin) return call.bad(1);  // a pattern that matches nothing would split for ever
    parts.push_back(from_icu(text.tempSubStringBetween(last, begin)));
    last = end;
    if (!call.invoker.spend(1)) return {};
  }
  if (U_FAILURE(status)) return pattern_failed(call);
  parts.push_back(from_icu(text.tempSubStringBetween(last)));
  return Value::list(std::move(parts));
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
    {"matches", "input, pattern, flags?", matches},
    {"replace", "input, pattern, replacement, flags?", replace},
    {"split", "string, delimiter", split},
    {"string join", "list, delimiter?", string_join},
};

}  // namespace

BuiltinRows string_builtins() { return kRows; }

}  // namespace chancery::feel
