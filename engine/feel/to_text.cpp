#include <string>

#include "engine/feel/feel.h"
#include "engine/feel/lexer.h"

namespace chancery::feel {
namespace {

// Appends values to a text and stops once it is longer than allowed: a list of long numbers is short to make and long to write.
class Writer {
 public:
  explicit Writer(std::size_t bytes_max) : bytes_max_(bytes_max) {}
  std::string take() { return std::move(out_); }

  void write(const Value& value) {
    if (out_.size() > bytes_max_) return;
    switch (value.kind()) {
      case ValueKind::kList: return write_list(value.as_list());
      case ValueKind::kContext: return write_context(value.as_context());
      case ValueKind::kRange: return write_range(value.as_range());
      default: out_ += scalar(value);
    }
  }

 private:
  static std::string scalar(const Value& value) {
    switch (value.kind()) {
      case ValueKind::kBoolean: return value.as_bool() ? "true" : "false";
      case ValueKind::kNumber: return value.as_number().text();
      case ValueKind::kText: return std::string(value.as_text());
      case ValueKind::kDate: return value.as_date().text();
      case ValueKind::kTime: return value.as_time().text();
      case ValueKind::kDateTime: return value.as_date_time().text();
      case ValueKind::kDaysTimeDuration: return value.as_days_time_duration().text();
      case ValueKind::kYearsMonthsDuration: return value.as_years_months_duration().text();
      case ValueKind::kFunction: return "function";
      default:
        return "null";  // also for a personal reference: the plain value is not here, and its place is nobody's business
    }
  }

  void quote(std::string_view text) {
    out_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') out_ += '\\';
      out_ += c;
    }
    out_ += '"';
  }

  void write_nested(const Value& value) {
    if (value.is_text()) {
      quote(value.as_text());
    } else {
      write(value);
    }
  }

  void write_list(const List& items) {
    out_ += '[';
    for (std::size_t i = 0; i < items.size() && out_.size() <= bytes_max_; ++i) {
      if (i > 0) out_ += ", ";
      write_nested(items[i]);
    }
    out_ += ']';
  }

  void write_context(const Context& context) {
    out_ += '{';
    bool first = true;
    for (const Context::Entry& entry : context) {
      if (out_.size() > bytes_max_) break;
      if (!first) out_ += ", ";
      first = false;
      if (is_plain_key(entry.name)) {
        out_ += entry.name;
      } else {
        quote(entry.name);
      }
      out_ += ": ";
      write_nested(entry.value);
    }
    out_ += '}';
  }

  // A key that needs no quotes to be read again: a name, with single blanks where it has some.
  static bool is_plain_key(std::string_view key) {
    const Lexer lexer(key);
    std::string name;
    std::size_t last_end = 0;
    for (Token token = lexer.at(0); token.kind != TokenKind::kEnd; token = lexer.at(token.end)) {
      if (!may_be_in_name(token) || (name.empty() && token.kind != TokenKind::kWord)) return false;
      if (!name.empty() && token.begin > last_end) name += ' ';
      name += token.text;
      last_end = token.end;
    }
    return !name.empty() && name == key;
  }

  void write_range(const Range& range) {
    switch (range.form) {
      case RangeForm::kInterval:
        out_ += range.lower_closed ? '[' : '(';
        write_nested(range.lower);
        out_ += "..";
        write_nested(range.upper);
        out_ += range.upper_closed ? ']' : ')';
        return;
      case RangeForm::kEqual: return write_half("= ", range.lower);
      case RangeForm::kNotEqual: return write_half("!= ", range.lower);
      case RangeForm::kLess: return write_half("< ", range.upper);
      case RangeForm::kLessOrEqual: return write_half("<= ", range.upper);
      case RangeForm::kGreater: return write_half("> ", range.lower);
      case RangeForm::kGreaterOrEqual: return write_half(">= ", range.lower);
    }
  }

  void write_half(std::string_view sign, const Value& bound) {
    out_ += sign;
    write_nested(bound);
  }

  std::string out_;
  std::size_t bytes_max_;
};

}  // namespace

std::string to_text(const Value& value) { return to_text(value, std::string::npos - 1); }

std::string to_text(const Value& value, std::size_t bytes_max) {
  Writer writer(bytes_max);
  writer.write(value);
  return writer.take();
}

}  // namespace chancery::feel
