#include <algorithm>

#include "engine/base/excerpt.h"
#include "engine/base/utf8.h"
#include "engine/json/json.h"
#include "engine/json/rapidjson.h"

namespace chancery::json {
namespace {

constexpr std::size_t kNumberDigitsMax = 34;

// The counted digits of a number text: without leading zeros, point, exponent and trailing zeros of the coefficient.
std::size_t significant_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c == 'e' || c == 'E') break;
    if (c >= '0' && c <= '9') digits.push_back(c);
  }
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string::npos) return 0;
  return digits.find_last_not_of('0') - first + 1;
}

// Where the reader stops when a number is written out: one with an exponent must not be more, else it could not be read again.
bool is_too_big(const Decimal& number) {
  static const Decimal kMax = *Decimal::parse("1.7e308");
  return number.absolute() > kMax;
}

// Receives the events of the reader and builds the value on a stack of its own.
class Builder {
 public:
  explicit Builder(const JsonLimits& limits) : limits_(limits) {}

  bool Null() { return put(Value()); }
  bool Bool(bool b) { return put(Value(b)); }
  bool Int(int) { return false; }  // numbers arrive as text
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  bool RawNumber(const char* data, rapidjson::SizeType size, bool) {
    const std::string_view text(data, size);
    const auto number = Decimal::parse(text);
    const std::size_t digits = significant_digits(text);
    if (!number || digits > kNumberDigitsMax || (number->is_zero() && digits > 0) || is_too_big(*number)) {
      return fail(invalid("json.bad-number", {{"text", excerpt(text)}}));
    }
    return put(Value::number(*number));
  }

  bool String(const char* data, rapidjson::SizeType size, bool) {
    const std::string_view text(data, size);
    return is_text_allowed(text) && put(Value::text(text));
  }

  bool Key(const char* data, rapidjson::SizeType size, bool) {
    const std::string_view key(data, size);
    if (!is_text_allowed(key)) return false;
    if (stack_.back().context.find(key) != nullptr) {
      return fail(invalid("json.duplicate-key", {{"key", excerpt(key)}}));
    }
    stack_.back().key = key;
    return true;
  }

  bool StartObject() { return open(true); }
  bool StartArray() { return open(false); }
  bool EndObject(rapidjson::SizeType) {
    Value value = Value::context(std::move(stack_.back().context));
    stack_.pop_back();
    return put(std::move(value));
  }
  bool EndArray(rapidjson::SizeType) {
    Value value = Value::list(std::move(stack_.back().items));
    stack_.pop_back();
    return put(std::move(value));
  }

  Value take() { return std::move(root_); }
  const std::optional<Error>& error() const { return error_; }

 private:
  struct Frame {
    bool is_object = false;
    List items;
    Context context;
    std::string key;
  };

  bool fail(Error error) {
    error_ = std::move(error);
    return false;
  }

  bool is_text_allowed(std::string_view text) {
    if (text.size() > limits_.text_bytes_max) return fail(limit("json.text-too-long", limits_.text_bytes_max));
    // The reader takes an escape of the second half of a pair without the first, and writes three bytes that are no UTF-8.
    if (first_bad_utf8(text)) return fail(invalid("json.bad-utf8"));
    return true;
  }

  static Error limit(const char* code, std::size_t value) {
    return too_large(code, {{"limit", std::to_string(value)}});
  }

  bool open(bool is_object) {
    if (stack_.size() >= limits_.depth_max) return fail(limit("json.too-deep", limits_.depth_max));
    stack_.push_back({is_object, {}, {}, {}});
    return true;
  }

  bool put(Value value) {
    if (stack_.empty()) {
      root_ = std::move(value);
      return true;
    }
    if (++elements_ > limits_.elements_max) return fail(limit("json.too-many-elements", limits_.elements_max));
    Frame& frame = stack_.back();
    if (frame.is_object) {
      frame.context.insert(frame.key, std::move(value));
    } else {
      frame.items.push_back(std::move(value));
    }
    return true;
  }

  const JsonLimits& limits_;
  std::vector<Frame> stack_;
  Value root_;
  std::size_t elements_ = 0;
  std::optional<Error> error_;
};

Error with_position(Error error, std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const std::string_view in_line = before.substr(line_start);
  const auto column = 1 + std::count_if(in_line.begin(), in_line.end(), [](char c) { return (c & 0xC0) != 0x80; });
  error.parameters.push_back({"line", std::to_string(line)});
  error.parameters.push_back({"column", std::to_string(column)});
  error.parameters.push_back({"offset", std::to_string(offset)});
  return error;
}

Error syntax_error(rapidjson::ParseErrorCode code) {
  switch (code) {
    case rapidjson::kParseErrorStringInvalidEncoding:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid: return invalid("json.bad-utf8");
    case rapidjson::kParseErrorNumberTooBig: return invalid("json.bad-number", {{"text", "…"}});
    default: return invalid("json.syntax");
  }
}

}  // namespace

Result<Value> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes_max) return too_large("json.too-large", {{"limit", std::to_string(limits.bytes_max)}});
  // The reader takes a NUL for the end of the text and would leave what follows unread.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return with_position(invalid("json.nul-character"), text, nul);
  }
  if (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80) {
    return with_position(invalid("json.syntax"), text, 0);  // a byte order mark, whole or in part
  }
  constexpr unsigned kFlags =
      rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag | rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  Builder builder(limits);
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, builder);
  if (result.IsError()) {
    Error error = builder.error() ? *builder.error() : syntax_error(result.Code());
    return with_position(std::move(error), text, result.Offset());
  }
  return builder.take();
}

}  // namespace chancery::json
