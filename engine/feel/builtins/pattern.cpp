// matches, replace and split (10.3.4.3) on the patterns of pattern.h. The work of a match counts as steps, so that a pattern that
// explodes ends with the expression it stands in.
#include <map>
#include <memory>

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include "engine/base/excerpt.h"
#include "engine/feel/builtins/registry.h"
#include "engine/feel/pattern.h"

namespace chancery::feel {
namespace {

constexpr std::int32_t kMatchWorkMax = 200;        // of one match, in ICU's unit of 10'000 states saved
constexpr std::uint64_t kStepsPerUnit = 2'000;     // of the evaluation
constexpr std::int32_t kMatchMemoryMax = 8 << 20;  // bytes
constexpr std::size_t kPatternBytesMax = 10'000;
constexpr std::size_t kPatternsKept = 64;

icu::UnicodeString to_icu(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

Value from_icu(const icu::UnicodeString& text) {
  std::string utf8;
  return Value::text(text.toUTF8String(utf8));
}

struct Compiled {
  std::unique_ptr<icu::RegexPattern> pattern;  // null when the pattern is faulty
  bool matches_nothing = false;                // the empty text: replace and split would go on for ever
};

Compiled compile(std::string_view text, const PatternFlags& flags) {
  Compiled made;
  const auto rewritten = text.size() > kPatternBytesMax ? std::nullopt : icu_pattern(text, flags);
  if (!rewritten) return made;
  UErrorCode status = U_ZERO_ERROR;
  UParseError place;
  const std::uint32_t icu_flags = flags.case_insensitive ? UREGEX_CASE_INSENSITIVE : 0;
  std::unique_ptr<icu::RegexPattern> pattern(
      icu::RegexPattern::compile(to_icu(rewritten->text), icu_flags, place, status));
  if (U_FAILURE(status)) return made;
  const icu::UnicodeString empty;
  const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(empty, status));
  made.matches_nothing = U_SUCCESS(status) && matcher->matches(status);
  if (U_SUCCESS(status)) made.pattern = std::move(pattern);
  return made;
}

// Patterns stand in rules and are asked again and again; compiling one costs more than most matches. Valid until the next call
// of the same thread.
const Compiled& compiled_pattern(std::string_view text, std::string_view letters, const PatternFlags& flags) {
  thread_local std::map<std::pair<std::string, std::string>, Compiled> known;
  std::pair<std::string, std::string> key{text, letters};
  if (const auto it = known.find(key); it != known.end()) return it->second;
  if (known.size() >= kPatternsKept) known.clear();
  return known.emplace(std::move(key), compile(text, flags)).first->second;
}

UBool count_work(const void* call, std::int32_t) {
  const auto* work = static_cast<const BuiltinCall*>(call);
  return static_cast<UBool>(work->invoker.spend(kStepsPerUnit));
}

Value bad_pattern(const BuiltinCall& call) {
  return call.fail("feel.bad-pattern", {{"pattern", excerpt(call[1].as_text())}});
}

struct Search {
  const Compiled* compiled = nullptr;
  std::unique_ptr<icu::RegexMatcher> matcher;
};

// Ready to search, or none and the complaint made. `flags_at` is 0 when the function has no flags.
std::optional<Search> search_for(const BuiltinCall& call, std::size_t texts, std::size_t flags_at) {
  for (std::size_t i = 0; i < texts; ++i) {
    if (call[i].is_text()) continue;
    call.bad(i);
    return std::nullopt;
  }
  std::string_view letters;
  if (flags_at != 0 && !call[flags_at].is_null()) {
    if (!call[flags_at].is_text()) {
      call.bad(flags_at);
      return std::nullopt;
    }
    letters = call[flags_at].as_text();
  }
  const auto flags = pattern_flags(letters);
  if (!flags) {
    call.bad(flags_at);
    return std::nullopt;
  }
  Search search{&compiled_pattern(call[1].as_text(), letters, *flags), nullptr};
  UErrorCode status = U_ZERO_ERROR;
  if (search.compiled->pattern) search.matcher.reset(search.compiled->pattern->matcher(status));
  if (search.matcher) {
    search.matcher->setTimeLimit(kMatchWorkMax, status);
    search.matcher->setStackLimit(kMatchMemoryMax, status);
    search.matcher->setMatchCallback(count_work, &call, status);
  }
  if (search.matcher && U_SUCCESS(status)) return search;
  bad_pattern(call);
  return std::nullopt;
}

Value matches(const BuiltinCall& call) {
  const auto search = search_for(call, 2, 2);
  if (!search) return {};
  const icu::UnicodeString text = to_icu(call[0].as_text());
  search->matcher->reset(text);
  UErrorCode status = U_ZERO_ERROR;
  const bool found = search->matcher->find(status);
  return U_SUCCESS(status) ? Value(found) : bad_pattern(call);
}

// One piece of a replacement: text, or a group.
struct Piece {
  icu::UnicodeString text;
  std::int32_t group = -1;
};

// F&O 5.6.4: $N is a group, \$ and \\ are themselves, nothing else may follow either sign.
std::optional<std::vector<Piece>> replacement_pieces(const icu::UnicodeString& text, std::int32_t groups) {
  std::vector<Piece> pieces(1);
  for (std::int32_t i = 0; i < text.length(); ++i) {
    const char16_t c = text[i];
    const char16_t next = i + 1 < text.length() ? text[i + 1] : u'\0';
    if (c == u'\\') {
      if (next != u'\\' && next != u'$') return std::nullopt;
      pieces.back().text += next;
      ++i;
    } else if (c == u'$') {
      if (next < u'0' || next > u'9') return std::nullopt;
      std::int32_t group = next - u'0';
      for (++i; i + 1 < text.length() && text[i + 1] >= u'0' && text[i + 1] <= u'9'; ++i) {
        const std::int32_t longer = group * 10 + (text[i + 1] - u'0');
        if (longer > groups) break;
        group = longer;
      }
      pieces.push_back({{}, group});
      pieces.emplace_back();
    } else {
      pieces.back().text += c;
    }
  }
  return pieces;
}

Value replace(const BuiltinCall& call) {
  const auto search = search_for(call, 3, 3);
  if (!search) return {};
  if (search->compiled->matches_nothing) return bad_pattern(call);
  icu::RegexMatcher& matcher = *search->matcher;
  const icu::UnicodeString text = to_icu(call[0].as_text()), replacement = to_icu(call[2].as_text());
  const auto pieces = replacement_pieces(replacement, matcher.groupCount());
  if (!pieces) return call.bad(2);
  matcher.reset(text);
  icu::UnicodeString out;
  std::int32_t last = 0;
  UErrorCode status = U_ZERO_ERROR;
  while (matcher.find(status) && U_SUCCESS(status)) {
    out.append(text, last, matcher.start(status) - last);
    for (const Piece& piece : *pieces) {
      out += piece.text;
      if (piece.group >= 0 && piece.group <= matcher.groupCount()) out += matcher.group(piece.group, status);
    }
    last = matcher.end(status);
    const bool too_long = static_cast<std::size_t>(out.length()) > call.context.limits.text_bytes_max;
    if (!call.invoker.spend(1) || too_long) break;  // the evaluator refuses what is too long
  }
  if (U_FAILURE(status)) return bad_pattern(call);
  return from_icu(out.append(text, last, text.length() - last));
}

Value split(const BuiltinCall& call) {
  const auto search = search_for(call, 2, 0);
  if (!search) return {};
  if (search->compiled->matches_nothing) return call.bad(1);
  icu::RegexMatcher& matcher = *search->matcher;
  const icu::UnicodeString text = to_icu(call[0].as_text());
  matcher.reset(text);
  List parts;
  std::int32_t last = 0;
  UErrorCode status = U_ZERO_ERROR;
  while (matcher.find(status) && U_SUCCESS(status)) {
    parts.push_back(from_icu(text.tempSubStringBetween(last, matcher.start(status))));
    last = matcher.end(status);
    if (!call.invoker.spend(1)) return {};
  }
  if (U_FAILURE(status)) return bad_pattern(call);
  parts.push_back(from_icu(text.tempSubStringBetween(last)));
  return Value::list(std::move(parts));
}

constexpr Builtin kRows[] = {
    {"matches", "input, pattern, flags?", matches},
    {"replace", "input, pattern, replacement, flags?", replace},
    {"split", "string, delimiter", split},
};

}  // namespace

BuiltinRows pattern_builtins() { return kRows; }

}  // namespace chancery::feel
