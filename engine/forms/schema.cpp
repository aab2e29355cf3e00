#include "engine/forms/schema.h"

#include <algorithm>
#include <array>
#include <set>

#include "engine/json/object_reader.h"

namespace chancery::forms {
namespace {

using Type = ComponentType;

constexpr std::array<std::pair<std::string_view, Type>, 14> kTypes = {{{"textfield", Type::kTextField},
                                                                       {"textarea", Type::kTextArea},
                                                                       {"number", Type::kNumber},
                                                                       {"datetime", Type::kDateTime},
                                                                       {"select", Type::kSelect},
                                                                       {"radio", Type::kRadio},
                                                                       {"checkbox", Type::kCheckbox},
                                                                       {"checklist", Type::kChecklist},
                                                                       {"filepicker", Type::kFilePicker},
                                                                       {"dynamiclist", Type::kDynamicList},
                                                                       {"group", Type::kGroup},
                                                                       {"text", Type::kText},
                                                                       {"person", Type::kPerson},
                                                                       {"persons", Type::kPersons}}};

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= 64 && key.front() >= 'a' && key.front() <= 'z' &&
         std::all_of(key.begin(), key.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}
bool is_text_type(Type type) { return type == Type::kTextField || type == Type::kTextArea; }
bool holds_value(Type type) { return type != Type::kGroup && type != Type::kText; }
bool is_choice(Type type) { return type == Type::kSelect || type == Type::kRadio || type == Type::kChecklist; }
bool is_of_persons(Type type) { return type == Type::kPerson || type == Type::kPersons; }

bool is_list_type(Type type, bool multiple) {
  return type == Type::kChecklist || type == Type::kDynamicList || type == Type::kPersons ||
         (type == Type::kFilePicker && multiple);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out.push_back('\\');
    out.push_back(c);
  }
  return out + "\"";
}

// Reads one file and collects its faults, so that all are told at once.
class FormReader {
 public:
  FormReader(std::string_view file, feel::SymbolTable& symbols, std::vector<Diagnostic>& faults)
      : file_(file), symbols_(symbols), faults_(faults) {}

  void read(const Value& content, FormSchema& form);

 private:
  void fault(Error error) { faults_.push_back({file_, 0, 0, std::move(error.code), std::move(error.parameters)}); }
  template <class T>
  T take(Result<T> result, T otherwise = {}) {
    if (result) return std::move(*result);
    fault(std::move(result).error());
    return otherwise;
  }
  void finish(const json::ObjectReader& reader) {
    if (auto finished = reader.finish(); !finished) fault(finished.error());
  }
  void not_for_type(json::ObjectReader& reader, std::string_view field, Type type) {
    reader.ignore(field);  // told once
    fault(reader.error_at(field, "forms.not-for-this-type", {{"type", std::string(type_name(type))}}));
  }
  NamePair names(json::ObjectReader reader);
  NamePair required_names(json::ObjectReader& reader, std::string_view field);
  NamePair optional_names(json::ObjectReader& reader, std::string_view field);
  feel::Expression expression(json::ObjectReader& reader, std::string_view field);
  feel::Expression compile(std::string_view text, const std::string& pointer);
  std::optional<Type> type(json::ObjectReader& reader);
  std::vector<Component> components(json::ObjectReader& reader, int depth, std::set<std::string>& keys);
  Component component(json::ObjectReader& reader, int depth, std::set<std::string>& keys);
  void key(json::ObjectReader& reader, Component& component, std::set<std::string>& keys);
  void type_fields(json::ObjectReader& reader, Component& component, int depth, std::set<std::string>& keys);
  void limits(json::ObjectReader& reader, Component& component);
  std::optional<Value> bound(json::ObjectReader& reader, std::string_view field, const Component& component);
  void pattern(json::ObjectReader& reader, Component& component);
  void choices(json::ObjectReader& reader, Component& component);
  std::optional<Options> options(json::ObjectReader reader);
  std::optional<Options> values(json::ObjectReader& reader);
  void default_of(json::ObjectReader& reader, Component& component);
  Check check(json::ObjectReader& reader);

  std::string file_;
  feel::SymbolTable& symbols_;
  std::vector<Diagnostic>& faults_;
  std::size_t count_ = 0;
};

NamePair FormReader::names(json::ObjectReader reader) {
  NamePair pair;
  pair.zh = take(reader.non_empty_text("zh"));
  pair.en = take(reader.text_or("en", ""));
  finish(reader);
  return pair;
}

NamePair FormReader::required_names(json::ObjectReader& reader, std::string_view field) {
  auto object = reader.object(field);
  if (object) return names(std::move(*object));
  fault(std::move(object).error());
  return {};
}

NamePair FormReader::optional_names(json::ObjectReader& reader, std::string_view field) {
  auto object = take(reader.optional_object(field));
  return object ? names(std::move(*object)) : NamePair{};
}

feel::Expression FormReader::compile(std::string_view text, const std::string& pointer) {
  feel::CompileResult compiled = feel::compile_expression(text, symbols_);
  for (Diagnostic& diagnostic : compiled.diagnostics) {  // its line is that of the expression, not of the file
    diagnostic.parameters.push_back({"pointer", pointer});
    faults_.push_back({file_, 0, 0, std::move(diagnostic.code), std::move(diagnostic.parameters)});
  }
  return std::move(compiled.expression);
}

feel::Expression FormReader::expression(json::ObjectReader& reader, std::string_view field) {
  const auto text = take(reader.optional_text(field));
  if (!text) return {};
  // Here an expression is what is expected; the sign before it is allowed, not needed.
  const bool marked = !text->empty() && text->front() == '=';
  return compile(marked ? std::string_view(*text).substr(1) : std::string_view(*text), reader.pointer_of(field));
}

std::optional<Type> FormReader::type(json::ObjectReader& reader) {
  const std::string name = take(reader.non_empty_text("type"));
  for (const auto& [text, type] : kTypes)
    if (text == name) return type;
  if (!name.empty()) fault(reader.error_at("type", "forms.unknown-type", {{"type", name}}));
  return std::nullopt;
}

std::vector<Component> FormReader::components(json::ObjectReader& reader, int depth, std::set<std::string>& keys) {
  std::vector<Component> list;
  if (depth > kNestingMax) {
    reader.ignore("components");
    fault(reader.error_at("components", "forms.too-deep", {{"limit", std::to_string(kNestingMax)}}));
    return list;
  }
  auto objects = reader.objects("components");
  if (!objects) {
    fault(std::move(objects).error());
    return list;
  }
  for (json::ObjectReader& object : *objects) {
    if (++count_ > kComponentsMax) {
      if (count_ == kComponentsMax + 1)
        fault(object.error_at("", "forms.too-many-components", {{"limit", std::to_string(kComponentsMax)}}));
      break;
    }
    list.push_back(component(object, depth, keys));
  }
  return list;
}

void FormReader::key(json::ObjectReader& reader, Component& component, std::set<std::string>& keys) {
  component.key = take(reader.text_or("key", ""));
  if (!holds_value(component.type)) {
    if (!component.key.empty()) not_for_type(reader, "key", component.type);
    return;
  }
  if (!is_key(component.key))
    fault(reader.error_at("key", "forms.bad-key", {{"key", component.key}}));
  else if (!keys.insert(component.key).second)
    fault(reader.error_at("key", "forms.duplicate-key", {{"key", component.key}}));
}

Component FormReader::component(json::ObjectReader& reader, int depth, std::set<std::string>& keys) {
  Component component;
  component.pointer = reader.pointer();
  const auto known = type(reader);
  if (!known) return component;  // the other fields mean nothing without a type
  component.type = *known;
  key(reader, component, keys);
  if (holds_value(component.type))
    required_names(reader, "label");
  else
    optional_names(reader, "label");
  optional_names(reader, "description");
  component.visible_when = expression(reader, "visibleWhen");
  component.required_when = expression(reader, "requiredWhen");
  component.personal = take(reader.boolean_or("personal", false));
  if (component.required_when && !holds_value(component.type)) not_for_type(reader, "requiredWhen", component.type);
  if (component.personal && (!holds_value(component.type) || is_list_type(component.type, false)))
    not_for_type(reader, "personal", component.type);
  type_fields(reader, component, depth, keys);
  limits(reader, component);
  choices(reader, component);
  default_of(reader, component);
  finish(reader);
  return component;
}

void FormReader::type_fields(json::ObjectReader& reader, Component& component, int depth, std::set<std::string>& keys) {
  const Type type = component.type;
  if (type == Type::kGroup) {
    component.components = components(reader, depth + 1, keys);
  } else if (type == Type::kDynamicList) {
    std::set<std::string> own;
    component.components = components(reader, depth + 1, own);
  } else if (reader.has("components")) {
    not_for_type(reader, "components", type);
  }
  if (type == Type::kDateTime) component.with_time = take(reader.choice("subtype", {"date", "datetime"})) == "datetime";
  if (type == Type::kNumber) component.decimal_digits = take(reader.integer_or("decimalDigits", 0, 0, 30));
  if (type == Type::kFilePicker) component.multiple = take(reader.boolean_or("multiple", false));
}

std::optional<Value> FormReader::bound(json::ObjectReader& reader, std::string_view field, const Component& component) {
  if (!reader.has(field)) return std::nullopt;
  if (component.type == Type::kNumber) return Value::number(take(reader.number(field)));
  const std::string text = take(reader.text(field));
  if (component.with_time) {
    if (const auto date_time = DateTime::parse(text)) return Value::date_time(*date_time);
  } else if (const auto date = Date::parse(text)) {
    return Value::date(*date);
  }
  fault(reader.error_at(field, "forms.bad-limit"));
  return std::nullopt;
}

void FormReader::limits(json::ObjectReader& outer, Component& component) {
  auto object = take(outer.optional_object("validate"));
  if (!object) return;
  json::ObjectReader& reader = *object;
  const Type type = component.type;
  if (!holds_value(type)) not_for_type(outer, "validate", type);
  component.required = take(reader.boolean_or("required", false));
  const bool counted = is_text_type(type) || is_list_type(type, component.multiple);
  const std::int64_t most = is_text_type(type) ? kTextAreaCharactersMax : kListItemsMax;
  if (counted) {
    component.min_length = take(reader.optional_integer("minLength", 0, most));
    component.max_length = take(reader.optional_integer("maxLength", 1, most));
    if (component.min_length && component.max_length && *component.min_length > *component.max_length)
      fault(reader.error_at("maxLength", "forms.bad-limit"));
  } else if (reader.has("minLength") || reader.has("maxLength")) {
    not_for_type(reader, reader.has("minLength") ? "minLength" : "maxLength", type);
  }
  if (type == Type::kNumber || type == Type::kDateTime) {
    component.min = bound(reader, "min", component);
    component.max = bound(reader, "max", component);
    if (component.min && component.max) {
      const auto order = compare(*component.min, *component.max);
      if (!order || *order > 0) fault(reader.error_at("max", "forms.bad-limit"));
    }
  } else if (reader.has("min") || reader.has("max")) {
    not_for_type(reader, reader.has("min") ? "min" : "max", type);
  }
  pattern(reader, component);
  reader.ignore("minLength");
  reader.ignore("maxLength");
  reader.ignore("min");
  reader.ignore("max");
  finish(reader);
}

void FormReader::pattern(json::ObjectReader& reader, Component& component) {
  const auto text = take(reader.optional_text("pattern"));
  if (!text) return;
  if (!is_text_type(component.type)) return not_for_type(reader, "pattern", component.type);
  const std::string whole = quoted("^(" + *text + ")$");
  component.pattern = compile("matches(value, " + whole + ")", reader.pointer_of("pattern"));
  // A pattern that cannot run would refuse everything a person enters: try it now.
  const feel::Expression trial = compile("matches(\"\", " + whole + ")", reader.pointer_of("pattern"));
  feel::EvaluationContext context;
  if (!trial.evaluate(feel::LocalScope(), context).is_bool())
    fault(reader.error_at("pattern", "forms.bad-pattern", {{"pattern", *text}}));
}

std::optional<Options> FormReader::options(json::ObjectReader reader) {
  Options options;
  using Source = Options::Source;
  if (const auto name = take(reader.optional_text("register"))) {
    options.source = Source::kRegister;
    options.name = *name;
  } else if (reader.has("staff")) {
    options.source = Source::kStaff;
    options.posts = take(reader.texts("staff"));
  } else if (const auto list = take(reader.optional_text("catalogue"))) {
    options.source = Source::kCatalogue;
    options.name = *list;
  } else {
    fault(reader.error_at("", "forms.bad-option"));
  }
  options.where = expression(reader, "where");
  finish(reader);
  return options;
}

std::optional<Options> FormReader::values(json::ObjectReader& reader) {
  Options options;
  for (json::ObjectReader& entry : take(reader.objects("values"))) {
    Value value = take(entry.value("value"));
    const bool scalar = value.is_text() || value.is_number() || value.is_bool();
    const bool again = std::any_of(options.values.begin(), options.values.end(),
                                   [&](const auto& pair) { return pair.first == value; });
    if (!scalar || again) fault(entry.error_at("value", "forms.bad-option"));
    options.values.emplace_back(std::move(value), required_names(entry, "label"));
    finish(entry);
  }
  return options;
}

void FormReader::choices(json::ObjectReader& reader, Component& component) {
  const bool has_values = reader.has("values");
  const bool has_options = reader.has("options");
  if (has_values && !is_choice(component.type)) return not_for_type(reader, "values", component.type);
  if (has_options && !is_choice(component.type) && !is_of_persons(component.type))
    return not_for_type(reader, "options", component.type);
  if (has_values && has_options) {
    reader.ignore("values");
    reader.ignore("options");
    return fault(reader.error_at("options", "forms.options-and-values"));
  }
  if (has_options) {
    if (auto object = take(reader.optional_object("options"))) component.options = options(std::move(*object));
  } else if (has_values) {
    component.options = values(reader);
  } else if (is_choice(component.type)) {
    fault(reader.error_at("values", "forms.no-options"));
  }
}

void FormReader::default_of(json::ObjectReader& reader, Component& component) {
  const Value given = take(reader.value_or_null("default"));
  if (given.is_null()) return;
  if (!holds_value(component.type) || component.type == Type::kDynamicList)
    return not_for_type(reader, "default", component.type);
  if (given.is_text() && given.as_text().starts_with('='))
    component.default_value = compile(given.as_text().substr(1), reader.pointer_of("default"));
  else
    component.default_literal = given;
}

Check FormReader::check(json::ObjectReader& reader) {
  Check check;
  check.id = take(reader.non_empty_text("id"));
  if (!reader.has("refuse_when")) fault(invalid("json.missing-field", {{"pointer", reader.pointer_of("refuse_when")}}));
  check.refuse_when = expression(reader, "refuse_when");
  check.decision = take(reader.text_or("decision", ""));
  check.hard = take(reader.choice("strength", {"hard", "firm"})) == "hard";
  check.basis = Value::list(take(reader.list_or_empty("basis")));
  check.message = required_names(reader, "message");
  check.remedy = required_names(reader, "remedy");
  finish(reader);
  return check;
}

void FormReader::read(const Value& content, FormSchema& form) {
  auto root = json::ObjectReader::open(content);
  if (!root) return fault(std::move(root).error());
  form.symbols = {symbols_.intern("form"), symbols_.intern("value"), symbols_.intern("result"),
                  symbols_.intern("item")};
  form.id = take(root->non_empty_text("id"));
  form.title = required_names(*root, "title");
  std::set<std::string> keys;
  form.components = components(*root, 1, keys);
  for (json::ObjectReader& object : take(root->objects_or_empty("checks"))) form.checks.push_back(check(object));
  finish(*root);
  form.source = content;
}

}  // namespace

std::string_view type_name(ComponentType type) {
  for (const auto& [text, one] : kTypes)
    if (one == type) return text;
  return "";
}

CompiledForm compile_form(std::string_view file, const Value& content, feel::SymbolTable& symbols) {
  CompiledForm compiled;
  auto form = std::make_shared<FormSchema>();
  FormReader(file, symbols, compiled.diagnostics).read(content, *form);
  if (compiled.diagnostics.empty()) compiled.form = std::move(form);
  return compiled;
}

}  // namespace chancery::forms
