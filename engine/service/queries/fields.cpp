#include "engine/service/queries/fields.h"

#include <algorithm>

namespace chancery::service::queries {

namespace {

using Type = forms::ComponentType;

constexpr std::string_view kBetweenValues = ", ";
constexpr std::string_view kBetweenRows = "; ";
constexpr std::size_t kRowsShownMax = 200;

bool is_of_persons(Type type) { return type == Type::kPerson || type == Type::kPersons; }

std::string day_and_minute(const DateTime& at) {
  std::string text = at.date.text();
  text += ' ';
  for (const int part : {at.time.hour(), at.time.minute()}) {
    if (part < 10) text += '0';
    text += std::to_string(part);
    if (text.size() == at.date.text().size() + 3) text += ':';
  }
  return text;
}

// What the FEEL text of a value is; texts and times as people write them.
std::string plain_text(const Value& value, const ZoneTable& zones) {
  if (value.is_text()) return std::string(value.as_text());
  if (value.kind() == ValueKind::kDateTime) {
    const auto at = zones.to_instant(value.as_date_time());
    return day_and_minute(at ? zones.local_date_time(*at) : value.as_date_time());
  }
  return feel::to_text(value);
}

}  // namespace

bool is_file(const Value& value) { return value.is_context() && value.get_text("sha256").size() == 64; }

Value file_ref(const Value& value) {
  if (!is_file(value)) return {};
  Context out;
  out.set("sha256", value.get("sha256"));
  out.set("size", value.get("size").is_number() ? value.get("size") : integer(0));
  out.set("name", value.get("name").is_text() ? value.get("name") : Value::text(""));
  return Value::context(std::move(out));
}

void Fields::Words::append(const Words& other, std::string_view separator) {
  if (!zh.empty() || !en.empty()) {
    zh += separator;
    en += separator;
  }
  zh += other.zh;
  en += other.en;
  masked = masked || other.masked;
  erased = erased || other.erased;
}

List Fields::of_form(const forms::FormSchema& form, const Value& submitted) const {
  List out;
  add_components(out, form.components, form.source.get("components"), submitted);
  return out;
}

void Fields::add_components(List& out, const std::vector<forms::Component>& components, const Value& source,
                            const Value& submitted) const {
  for (std::size_t i = 0; i < components.size(); ++i) {
    const forms::Component& component = components[i];
    const Value entry = source.is_list() && i < source.as_list().size() ? source.as_list()[i] : Value();
    if (component.type == Type::kGroup) {
      add_components(out, component.components, entry.get("components"), submitted);
      continue;
    }
    const Value& value = submitted.get(component.key);
    if (component.key.empty() || value.is_null()) continue;
    const Value& label = entry.get("label");
    out.push_back(field(component.key, label.is_null() ? Value::text(component.key) : label, value,
                        {&component, &entry, is_of_persons(component.type), component.personal && !entitled_}));
  }
}

List Fields::of_register(const std::vector<registers::Field>& fields, const Value& content) const {
  List out;
  if (!content.is_context()) return out;
  for (const registers::Field& f : fields) {
    const Value& value = content.get(f.key);
    if (value.is_null() || f.type == registers::FieldType::kContext) continue;
    out.push_back(field(f.key, pair(f.label), value,
                        {nullptr, nullptr, f.type == registers::FieldType::kPerson, f.masked && !entitled_}));
  }
  for (const auto& [key, value] : content.as_context()) {
    if (value.is_null() || key.empty() || key.front() == '_' || registers::find_field(fields, key) != nullptr) continue;
    out.push_back(field(key, Value::text(key), value, {}));
  }
  return out;
}

List Fields::of_context(const Value& content) const { return of_register({}, content); }

Value Fields::field(std::string_view key, Value label, const Value& value, const Known& known) const {
  Context out;
  out.set("key", Value::text(key));
  out.set("label", std::move(label));
  const Words shown = words(value, known);
  const bool yes_or_no = value.is_bool() && (known.component == nullptr || known.component->type == Type::kCheckbox);
  out.set("display", yes_or_no ? (value.as_bool() ? message("service.yes") : message("service.no")) : shown.text());
  if (shown.masked) out.set("masked", Value::boolean(true));
  if (shown.erased) {
    out.set("value", Value());
    out.set("erased", Value::boolean(true));
  } else if (!shown.masked) {
    out.set("value", form_value(value));
  }
  List files;
  if (is_file(value)) files.push_back(file_ref(value));
  if (value.is_list())
    for (const Value& item : value.as_list())
      if (is_file(item)) files.push_back(file_ref(item));
  if (!files.empty()) out.set("files", Value::list(std::move(files)));
  return Value::context(std::move(out));
}

Fields::Words Fields::words(const Value& value, const Known& known) const {
  if (value.is_personal()) return personal_words(value.as_personal());
  if (value.is_list()) {
    const bool rows = known.component != nullptr && known.component->type == Type::kDynamicList;
    Words out;
    std::size_t count = 0;
    for (const Value& item : value.as_list()) {
      if (++count > kRowsShownMax) break;
      out.append(rows ? row_words(item, known) : words(item, known), rows ? kBetweenRows : kBetweenValues);
    }
    return out;
  }
  if (is_file(value)) return {std::string(value.get_text("name")), std::string(value.get_text("name")), false, false};
  if (known.is_person)
    if (const PersonId person = person_of(value)) return name_words(person, known.mask);
  if (known.component != nullptr && known.component->options)
    if (auto chosen = choice_words(value, *known.component->options)) return *chosen;
  if (value.is_context()) {
    if (value.get("zh").is_text() && value.get("en").is_text())
      return {std::string(value.get_text("zh")), std::string(value.get_text("en")), false, false};
    Words out;
    for (const auto& [key, inner] : value.as_context())
      if (!inner.is_null()) out.append(words(inner, {nullptr, nullptr, key == "person", known.mask}), kBetweenValues);
    return out;
  }
  std::string text = value.is_null() ? std::string() : plain_text(value, *impl_.ports.zones);
  if (known.mask) text = masked(text);
  return {text, text, known.mask, false};
}

Fields::Words Fields::personal_words(const PersonalReference& reference) const {
  const std::optional<Value> value = plain_value(impl_, reference);
  if (!value) return {{}, {}, false, true};
  std::string text = plain_text(*value, *impl_.ports.zones);
  if (!entitled_) text = masked(text);
  return {text, text, !entitled_, false};
}

Fields::Words Fields::name_words(PersonId person, bool mask) const {
  std::string name = name_of(impl_, person);
  if (mask) name = masked(name);
  return {name, name, mask, false};
}

// One line of a list: the filled-in values of its components; of a box that is ticked its label.
Fields::Words Fields::row_words(const Value& row, const Known& list) const {
  Words out;
  const Value sources = list.source == nullptr ? Value() : list.source->get("components");
  for (std::size_t i = 0; i < list.component->components.size(); ++i) {
    const forms::Component& inner = list.component->components[i];
    const Value source = sources.is_list() && i < sources.as_list().size() ? sources.as_list()[i] : Value();
    const Value& value = row.get(inner.key);
    if (value.is_null() || (value.is_bool() && !value.as_bool())) continue;
    out.append(words(value.is_bool() ? source.get("label") : value,
                     {&inner, &source, is_of_persons(inner.type), inner.personal && !entitled_}),
               kBetweenValues);
  }
  return out;
}

std::optional<Fields::Words> Fields::choice_words(const Value& value, const forms::Options& options) const {
  using Source = forms::Options::Source;
  const auto from_name = [](const Value& name) -> std::optional<Words> {
    if (name.is_text()) return Words{std::string(name.as_text()), std::string(name.as_text()), false, false};
    if (!name.is_context()) return std::nullopt;
    return Words{std::string(name.get_text("zh")), std::string(name.get_text("en")), false, false};
  };
  switch (options.source) {
    case Source::kValues:
      for (const auto& [code, name] : options.values)
        if (code == value) return Words{name.zh, name.en, false, false};
      return std::nullopt;
    case Source::kStaff: return name_words(person_of(value), false);
    case Source::kRegister: {
      if (!value.is_text()) return std::nullopt;
      const std::shared_lock lock(impl_.mutex_);
      const registers::Entity* entity = impl_.committed.registers.entity(options.name, value.as_text());
      return entity == nullptr ? std::nullopt : from_name(entity->content.get("name"));
    }
    case Source::kCatalogue:
      for (const char* list : {"retained", "prohibited"})
        if (const Value& items = program_.catalogue.get(list); items.is_list())
          for (const Value& item : items.as_list())
            if (item.get("id") == value) return from_name(item.get("name"));
      return std::nullopt;
  }
  return std::nullopt;
}

Value Fields::form_value(const Value& value) const {
  switch (value.kind()) {
    case ValueKind::kPersonal: {
      if (!entitled_) return {};
      return plain_value(impl_, value.as_personal()).value_or(Value());
    }
    case ValueKind::kList: {
      List out;
      for (const Value& item : value.as_list()) out.push_back(form_value(item));
      return Value::list(std::move(out));
    }
    case ValueKind::kContext: {
      Context out;
      for (const auto& [name, inner] : value.as_context()) out.set(name, form_value(inner));
      return Value::context(std::move(out));
    }
    default: return value;
  }
}

}  // namespace chancery::service::queries
