#include "engine/json/json.h"

namespace chancery::json {
namespace {

void write(std::string& out, const Value& value);

void write_list(std::string& out, const List& items) {
  out.push_back('[');
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out.push_back(',');
    write(out, items[i]);
  }
  out.push_back(']');
}

void write_context(std::string& out, const Context& context) {
  out.push_back('{');
  bool first = true;
  for (const Context::Entry& entry : context) {
    if (!first) out.push_back(',');
    first = false;
    write_json_text(out, entry.name);
    out.push_back(':');
    write(out, entry.value);
  }
  out.push_back('}');
}

void write_personal(std::string& out, const PersonalReference& reference) {
  out += R"({"$personal":{"subject":)";
  write_json_text(out, reference.subject);
  out += R"(,"field":)";
  write_json_text(out, reference.field);
  out += "}}";
}

void write_range(std::string& out, const Range& range) {
  out += R"({"$range":{"lower":)";
  write(out, range.lower);
  out += range.lower_closed ? R"(,"lower_closed":true,"upper":)" : R"(,"lower_closed":false,"upper":)";
  write(out, range.upper);
  out += range.upper_closed ? R"(,"upper_closed":true}})" : R"(,"upper_closed":false}})";
}

void write(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
    case ValueKind::kFunction: out += "null"; return;
    case ValueKind::kBoolean: out += value.as_bool() ? "true" : "false"; return;
    case ValueKind::kNumber: out += value.as_number().text(); return;
    case ValueKind::kText: return write_json_text(out, value.as_text());
    case ValueKind::kDate: return write_json_text(out, value.as_date().text());
    case ValueKind::kTime: return write_json_text(out, value.as_time().text());
    case ValueKind::kDateTime: return write_json_text(out, value.as_date_time().text());
    case ValueKind::kDaysTimeDuration: return write_json_text(out, value.as_days_time_duration().text());
    case ValueKind::kYearsMonthsDuration: return write_json_text(out, value.as_years_months_duration().text());
    case ValueKind::kList: return write_list(out, value.as_list());
    case ValueKind::kContext: return write_context(out, value.as_context());
    case ValueKind::kRange: return write_range(out, value.as_range());
    case ValueKind::kPersonal: return write_personal(out, value.as_personal());
  }
}

}  // namespace

void write_json_text(std::string& out, std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  out.push_back('"');
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default: {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7F) {
          out.push_back(c);
        } else {
          out += "\\u00";
          out.push_back(kHex[byte >> 4]);
          out.push_back(kHex[byte & 15]);
        }
      }
    }
  }
  out.push_back('"');
}

std::string write_json(const Value& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace chancery::json
