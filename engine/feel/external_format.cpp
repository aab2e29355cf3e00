// String.format as the Java class library describes it, for the conversions that make sense on FEEL values.
#include <algorithm>

#include "engine/feel/external_methods.h"
#include "engine/feel/feel.h"

namespace chancery::feel {
namespace {

constexpr std::size_t kWidthMax = 1'000;        // of a column and of a fraction
constexpr std::size_t kFormattedMax = 1 << 20;  // bytes of the whole text

struct Specifier {
  std::size_t index = 0;  // of the argument, from 1; 0: the next one
  std::string flags;
  std::size_t width = 0;
  std::optional<std::size_t> precision;
  char conversion = 0;
  bool has(char flag) const { return flags.find(flag) != std::string::npos; }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::size_t> scan_number(std::string_view text, std::size_t& at) {
  std::size_t value = 0;
  const std::size_t begin = at;
  for (; at < text.size() && is_digit(text[at]) && value <= kWidthMax; ++at)
    value = value * 10 + static_cast<std::size_t>(text[at] - '0');
  if (at == begin || value > kWidthMax) return std::nullopt;
  return value;
}

// What stands behind a `%`; `at` is moved behind it.
std::optional<Specifier> scan_specifier(std::string_view text, std::size_t& at) {
  Specifier s;
  const std::size_t start = at;
  if (const auto index = scan_number(text, at); index && at < text.size() && text[at] == '$' && *index > 0) {
    s.index = *index;
    ++at;
  } else {
    at = start;
  }
  while (at < text.size() && std::string_view("-+ 0,(#").find(text[at]) != std::string_view::npos)
    s.flags += text[at++];
  if (at < text.size() && is_digit(text[at])) {
    const auto width = scan_number(text, at);
    if (!width) return std::nullopt;
    s.width = *width;
  }
  if (at < text.size() && text[at] == '.') {
    s.precision = scan_number(text, ++at);
    if (!s.precision) return std::nullopt;
  }
  if (at >= text.size()) return std::nullopt;
  s.conversion = text[at++];
  return s;
}

std::string grouped(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

// Sign and padding around the digits of a number without sign.
std::string with_sign(const Specifier& s, bool negative, std::string_view digits) {
  const bool in_brackets = negative && s.has('(');
  std::string before = in_brackets ? "(" : negative ? "-" : s.has('+') ? "+" : s.has(' ') ? " " : "";
  const std::string after = in_brackets ? ")" : "";
  const std::size_t size = before.size() + digits.size() + after.size();
  if (s.has('0') && size < s.width) before.append(s.width - size, '0');
  return before.append(digits).append(after);
}

std::string radix_text(std::uint64_t value, unsigned radix) {
  std::string out;
  do {
    out.insert(out.begin(), "0123456789abcdef"[value % radix]);
    value /= radix;
  } while (value != 0);
  return out;
}

std::optional<std::string> whole_text(const Specifier& s, const Value& value) {
  if (!value.is_number() || !value.as_number().is_integer() || s.precision) return std::nullopt;
  if (s.conversion != 'd') {
    const auto word = value.as_number().to_int64();
    if (!word) return std::nullopt;
    const auto bits = static_cast<std::uint64_t>(*word);
    const std::uint64_t magnitude = *word < 0 ? ~bits + 1 : bits;
    return with_sign(s, *word < 0, radix_text(magnitude, s.conversion == 'o' ? 8 : 16));
  }
  const std::string digits = value.as_number().absolute().text();
  return with_sign(s, value.as_number().is_negative(), s.has(',') ? grouped(digits) : digits);
}

std::optional<std::string> fixed_text(const Specifier& s, const Value& value) {
  if (!value.is_number()) return std::nullopt;
  const std::size_t places = s.precision.value_or(6);
  const auto rounded = value.as_number().absolute().rounded(static_cast<std::int32_t>(places), Rounding::kHalfUp);
  if (!rounded) return std::nullopt;
  std::string text = rounded->text();
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string fraction = point < text.size() ? text.substr(point + 1) : "";
  fraction.resize(places, '0');
  text.resize(point);
  if (s.has(',')) text = grouped(text);
  return with_sign(s, value.as_number().is_negative(), places > 0 ? text + "." + fraction : text);
}

// d.ddde+xx
std::optional<std::string> scientific_text(const Specifier& s, const Value& value) {
  if (!value.is_number()) return std::nullopt;
  const Decimal magnitude = value.as_number().absolute();
  const Decimal::Parts parts = magnitude.parts();
  const auto unscaled = Decimal::from_parts(false, parts.high, parts.low, 0);
  std::int32_t exponent =
      magnitude.is_zero() ? 0 : static_cast<std::int32_t>(unscaled->text().size()) - 1 + parts.exponent;
  const auto places = static_cast<std::int32_t>(s.precision.value_or(6));
  const auto rounded = magnitude.rounded(places - exponent, Rounding::kHalfUp);
  if (!rounded) return std::nullopt;
  const Decimal::Parts kept = rounded->parts();
  std::string digits = Decimal::from_parts(false, kept.high, kept.low, 0)->text();
  if (!rounded->is_zero()) exponent = static_cast<std::int32_t>(digits.size()) - 1 + kept.exponent;
  digits.resize(static_cast<std::size_t>(places) + 1, '0');
  if (places > 0) digits.insert(1, ".");
  std::string power = std::to_string(exponent < 0 ? -exponent : exponent);
  if (power.size() < 2) power.insert(0, "0");
  return with_sign(s, value.as_number().is_negative(), digits + (exponent < 0 ? "e-" : "e+") + power);
}

std::optional<std::string> converted(const Specifier& s, const Value& value) {
  switch (s.conversion) {
    case 's':
    case 'S': {
      std::string text = to_text(value);
      if (s.precision && text.size() > *s.precision) {
        std::size_t end = *s.precision;
        while (end > 0 && (text[end] & 0xC0) == 0x80) --end;  // never half a character
        text.resize(end);
      }
      return text;
    }
    case 'd':
    case 'x':
    case 'X':
    case 'o': return value.is_null() ? "null" : whole_text(s, value);
    case 'f': return value.is_null() ? "null" : fixed_text(s, value);
    case 'e':
    case 'E': return value.is_null() ? "null" : scientific_text(s, value);
    case 'b':
    case 'B': return value.is_bool() ? to_text(value) : value.is_null() ? "false" : "true";
    case 'c': return value.is_text() ? std::optional(to_text(value)) : std::nullopt;
    default: return std::nullopt;
  }
}

void append_padded(std::string& out, const Specifier& s, std::string text) {
  if (s.conversion >= 'A' && s.conversion <= 'Z') {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  }
  const auto characters =
      static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
  const std::size_t padding = characters < s.width ? s.width - characters : 0;
  if (!s.has('-')) out.append(padding, ' ');
  out += text;
  if (s.has('-')) out.append(padding, ' ');
}

}  // namespace

std::optional<std::string> format_text(std::string_view format, std::span<const Value> arguments) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t at = 0; at < format.size();) {
    if (out.size() > kFormattedMax) return std::nullopt;
    if (format[at] != '%') {
      out += format[at++];
      continue;
    }
    const auto specifier = scan_specifier(format, ++at);
    if (!specifier) return std::nullopt;
    if (specifier->conversion == '%' || specifier->conversion == 'n') {
      append_padded(out, *specifier, specifier->conversion == '%' ? "%" : "\n");
      continue;
    }
    const std::size_t index = specifier->index > 0 ? specifier->index - 1 : next++;
    if (index >= arguments.size()) return std::nullopt;
    auto text = converted(*specifier, arguments[index]);
    if (!text) return std::nullopt;
    append_padded(out, *specifier, std::move(*text));
  }
  return out;
}

}  // namespace chancery::feel
