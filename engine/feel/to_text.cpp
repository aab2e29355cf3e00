#include "engine/feel/feel.h"

namespace chancery::feel {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

std::string nested(const Value& value) { return value.is_text() ? quoted(value.as_text()) : to_text(value); }

std::string list_text(const List& items) {
  std::string out = "[";
  for (std::size_t i = 0; i < items.size(); ++i) out += (i > 0 ? ", " : "") + nested(items[i]);
  return out + "]";
}

std::string context_text(const Context& context) {
  std::string out = "{";
  for (const Context::Entry& entry : context)
    out += (out.size() > 1 ? ", " : "") + entry.name + ": " + nested(entry.value);
  return out + "}";
}

std::string range_text(const Range& range) {
  if (range.lower.is_null() && !range.upper.is_null()) return (range.upper_closed ? "<= " : "< ") + nested(range.upper);
  if (range.upper.is_null() && !range.lower.is_null()) return (range.lower_closed ? ">= " : "> ") + nested(range.lower);
  return (range.lower_closed ? "[" : "(") + nested(range.lower) + ".." + nested(range.upper) +
         (range.upper_closed ? "]" : ")");
}

}  // namespace

std::string to_text(const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
    case ValueKind::kPersonal: return "null";  // the plain value is not here, and its place is nobody's business
    case ValueKind::kBoolean: return value.as_bool() ? "true" : "false";
    case ValueKind::kNumber: return value.as_number().text();
    case ValueKind::kText: return std::string(value.as_text());
    case ValueKind::kDate: return value.as_date().text();
    case ValueKind::kTime: return value.as_time().text();
    case ValueKind::kDateTime: return value.as_date_time().text();
    case ValueKind::kDaysTimeDuration: return value.as_days_time_duration().text();
    case ValueKind::kYearsMonthsDuration: return value.as_years_months_duration().text();
    case ValueKind::kList: return list_text(value.as_list());
    case ValueKind::kContext: return context_text(value.as_context());
    case ValueKind::kRange: return range_text(value.as_range());
    case ValueKind::kFunction: return "function";
  }
  return "null";
}

}  // namespace chancery::feel
