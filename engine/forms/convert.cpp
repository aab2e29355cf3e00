#include "engine/forms/convert.h"

#include <algorithm>

namespace chancery::forms {
namespace {

// Browsers and people leave the seconds out (2026-03-02T09:00, 2026-03-02T09:00+08:00); XML Schema does not allow it.
std::string with_seconds(std::string_view text) {
  constexpr std::size_t kMinutesEnd = 16;
  std::string out(text);
  if (out.size() >= kMinutesEnd && out[10] == 'T' && (out.size() == kMinutesEnd || out[kMinutesEnd] != ':'))
    out.insert(kMinutesEnd, ":00");
  return out;
}

constexpr std::size_t kFileNameBytesMax = 255;

// Space, tab, line ends, no-break space and the ideographic space.
bool is_blank(std::string_view text) {
  while (!text.empty()) {
    if (text.front() == ' ' || text.front() == '\t' || text.front() == '\r' || text.front() == '\n')
      text.remove_prefix(1);
    else if (text.starts_with("\xC2\xA0"))
      text.remove_prefix(2);
    else if (text.starts_with("\xE3\x80\x80"))
      text.remove_prefix(3);
    else
      return false;
  }
  return true;
}

bool has_control_character(std::string_view text, bool lines) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    if (lines && (c == '\n' || c == '\r' || c == '\t')) return false;
    return byte < 0x20 || byte == 0x7F;
  });
}

bool is_scalar(const Value& value) { return value.is_text() || value.is_number() || value.is_bool(); }

bool is_sha256(std::string_view text) {
  return text.size() == 64 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

bool knows(const std::vector<Component>& components, std::string_view key) {
  return std::any_of(components.begin(), components.end(), [&](const Component& component) {
    return component.type == ComponentType::kGroup ? knows(component.components, key)
                                                   : component.type != ComponentType::kText && component.key == key;
  });
}

}  // namespace

std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out.push_back(c);
  }
  return out;
}

Context Converter::level(const std::vector<Component>& components, const Value& submitted, const std::string& pointer) {
  Context out;
  if (!submitted.is_context()) {
    faults_.push_back({pointer, "forms.not-an-object", {}});
    return out;
  }
  for (const Context::Entry& entry : submitted.as_context())
    if (!knows(components, entry.name))
      faults_.push_back({pointer + "/" + escaped(entry.name), "forms.unknown-field", {}});
  collect(components, submitted.as_context(), pointer, out);
  return out;
}

void Converter::collect(const std::vector<Component>& components, const Context& submitted, const std::string& pointer,
                        Context& out) {
  for (const Component& component : components) {
    if (component.type == ComponentType::kGroup) collect(component.components, submitted, pointer, out);
    const Value* value = component.key.empty() ? nullptr : submitted.find(component.key);
    if (value == nullptr) continue;
    Value converted = convert(component, *value, pointer + "/" + component.key);
    if (!converted.is_null()) out.set(component.key, std::move(converted));
  }
}

Value Converter::convert(const Component& component, const Value& value, const std::string& pointer) {
  if (value.is_null()) return {};
  if (value.is_personal()) return component.personal ? value : wrong_type(pointer, type_name(component.type), value);
  switch (component.type) {
    case ComponentType::kTextField:
    case ComponentType::kTextArea: return text(component, value, pointer);
    case ComponentType::kNumber: return value.is_number() ? value : wrong_type(pointer, "number", value);
    case ComponentType::kDateTime: return date(component, value, pointer);
    case ComponentType::kSelect:
    case ComponentType::kRadio:
      if (value.is_text() && value.as_text().empty()) return {};
      return is_scalar(value) ? value : wrong_type(pointer, "choice", value);
    case ComponentType::kCheckbox: return value.is_bool() ? value : wrong_type(pointer, "boolean", value);
    case ComponentType::kChecklist: return choices(value, pointer);
    case ComponentType::kFilePicker: return files(component, value, pointer);
    case ComponentType::kDynamicList: return entries(component, value, pointer);
    case ComponentType::kPerson: return person(value, pointer);
    case ComponentType::kPersons: return persons(value, pointer);
    case ComponentType::kGroup:
    case ComponentType::kText: break;  // have no value
  }
  return {};
}

Value Converter::wrong_type(const std::string& pointer, std::string_view expected, const Value& found) {
  faults_.push_back({pointer,
                     "forms.wrong-type",
                     {{"expected", std::string(expected)}, {"found", std::string(kind_name(found.kind()))}}});
  return {};
}

bool Converter::is_list(const Value& value, const std::string& pointer) {
  if (value.kind() != ValueKind::kList) {
    wrong_type(pointer, "list", value);
    return false;
  }
  if (value.as_list().size() <= static_cast<std::size_t>(kListItemsMax)) return true;
  faults_.push_back({pointer, "forms.too-many-items", {{"max", std::to_string(kListItemsMax)}}});
  return false;
}

Value Converter::text(const Component& component, const Value& value, const std::string& pointer) {
  if (!value.is_text()) return wrong_type(pointer, "text", value);
  if (is_blank(value.as_text())) return {};
  if (!has_control_character(value.as_text(), component.type == ComponentType::kTextArea)) return value;
  faults_.push_back({pointer, "forms.control-character", {}});
  return {};
}

Value Converter::date(const Component& component, const Value& value, const std::string& pointer) {
  if (value.is_text() && value.as_text().empty()) return {};
  if (!component.with_time) {
    if (value.kind() == ValueKind::kDate) return value;
    if (value.is_text())
      if (const auto date = Date::parse(value.as_text())) return Value::date(*date);
  } else {
    std::optional<DateTime> read;
    if (value.kind() == ValueKind::kDateTime) read = value.as_date_time();
    if (value.is_text())
      if (const auto date_time = DateTime::parse(with_seconds(value.as_text()))) read = *date_time;
    // A clock reading without offset is one of the civil zone.
    const auto instant = read ? context_.zones().to_instant(*read) : std::nullopt;
    if (instant)
      return read->time.zone.is_local() ? Value::date_time(context_.zones().local_date_time(*instant))
                                        : Value::date_time(*read);
  }
  if (!value.is_text()) return wrong_type(pointer, component.with_time ? "date and time" : "date", value);
  faults_.push_back({pointer,
                     component.with_time ? "forms.bad-date-time" : "forms.bad-date",
                     {{"found", std::string(value.as_text().substr(0, 40))}}});
  return {};
}

Value Converter::choices(const Value& value, const std::string& pointer) {
  if (!is_list(value, pointer)) return {};
  const List& list = value.as_list();
  for (std::size_t i = 0; i < list.size(); ++i) {
    const std::string place = pointer + "/" + std::to_string(i);
    if (!is_scalar(list[i])) return wrong_type(place, "choice", list[i]);
    if (std::find(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(i), list[i]) ==
        list.begin() + static_cast<std::ptrdiff_t>(i))
      continue;
    faults_.push_back({place, "forms.duplicate-item", {}});
    return {};
  }
  return list.empty() ? Value() : value;
}

Value Converter::files(const Component& component, const Value& value, const std::string& pointer) {
  if (!component.multiple) return file(value, pointer);
  if (!is_list(value, pointer)) return {};
  List out;
  for (std::size_t i = 0; i < value.as_list().size(); ++i) {
    Value one = file(value.as_list()[i], pointer + "/" + std::to_string(i));
    if (!one.is_null()) out.push_back(std::move(one));
  }
  return out.empty() ? Value() : Value::list(std::move(out));
}

Value Converter::file(const Value& value, const std::string& pointer) {
  const std::string_view name = value.get_text("name");
  const Value& size = value.get("size");
  const bool whole = value.is_context() && value.as_context().size() == 3 && !name.empty() &&
                     name.size() <= kFileNameBytesMax && !has_control_character(name, false) &&
                     is_sha256(value.get_text("sha256")) && size.is_number() && size.as_number().is_integer() &&
                     !size.as_number().is_negative();
  if (whole) return value;
  faults_.push_back({pointer, "forms.bad-file", {}});
  return {};
}

Value Converter::person(const Value& value, const std::string& pointer) {
  std::string name;
  if (value.is_text()) {
    if (value.as_text().empty()) return {};
    name = value.as_text();
  } else if (value.is_number() && value.as_number().is_integer()) {
    name = value.as_number().text();
  } else {
    return wrong_type(pointer, "person", value);
  }
  const PersonId person = lookups_.person ? lookups_.person(name) : PersonId{};
  if (person) return Value::number(static_cast<std::int64_t>(person.value));
  faults_.push_back({pointer, "forms.unknown-person", {{"person", name.substr(0, 64)}}});
  return {};
}

Value Converter::persons(const Value& value, const std::string& pointer) {
  if (!is_list(value, pointer)) return {};
  List out;
  for (std::size_t i = 0; i < value.as_list().size(); ++i) {
    const std::string place = pointer + "/" + std::to_string(i);
    Value one = person(value.as_list()[i], place);
    if (one.is_null()) continue;
    // Two accounts of one person are one person.
    if (std::find(out.begin(), out.end(), one) != out.end())
      faults_.push_back({place, "forms.duplicate-item", {}});
    else
      out.push_back(std::move(one));
  }
  return out.empty() ? Value() : Value::list(std::move(out));
}

Value Converter::entries(const Component& component, const Value& value, const std::string& pointer) {
  if (!is_list(value, pointer)) return {};
  List out;
  for (std::size_t i = 0; i < value.as_list().size(); ++i)
    out.push_back(Value::context(level(component.components, value.as_list()[i], pointer + "/" + std::to_string(i))));
  return out.empty() ? Value() : Value::list(std::move(out));
}

}  // namespace chancery::forms
