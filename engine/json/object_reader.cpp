#include "engine/json/object_reader.h"

#include "engine/base/excerpt.h"
#include "engine/json/json.h"

namespace chancery::json {
namespace {

// JSON's own words, and those of the texts that stand for richer types.
std::string_view json_type(ValueKind kind) {
  switch (kind) {
    case ValueKind::kText: return "text";
    case ValueKind::kContext: return "object";
    default: return kind_name(kind);
  }
}

std::string escaped(std::string_view name) {  // RFC 6901, section 3
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

Error wrong_type(std::string pointer, std::string_view expected, const Value& found) {
  return invalid("json.wrong-type", {{"pointer", std::move(pointer)},
                                     {"expected", std::string(expected)},
                                     {"found", std::string(json_type(found.kind()))}});
}

std::string shown(const Value& value) { return excerpt(write_json(value)); }

}  // namespace

ObjectReader::ObjectReader(Value value, std::string pointer)
    : value_(std::move(value)), pointer_(std::move(pointer)), read_(value_.as_context().size(), false) {}

Result<ObjectReader> ObjectReader::open(const Value& value, std::string pointer) {
  if (!value.is_context()) return wrong_type(std::move(pointer), "object", value);
  return ObjectReader(value, std::move(pointer));
}

bool ObjectReader::has(std::string_view name) const { return !value_.get(name).is_null(); }

std::string ObjectReader::pointer_of(std::string_view name) const { return pointer_ + "/" + escaped(name); }

const Value* ObjectReader::take(std::string_view name) {
  const Context& entries = value_.as_context();
  const Value* found = entries.find(name);
  if (found == nullptr) return nullptr;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (&entries[i].value == found) read_[i] = true;
  }
  return found->is_null() ? nullptr : found;
}

Result<const Value*> ObjectReader::required(std::string_view name, ValueKind kind) {
  const Value* found = TRY(optional(name, kind));
  if (found == nullptr) return invalid("json.missing-field", {{"pointer", pointer_of(name)}});
  return found;
}

Result<const Value*> ObjectReader::optional(std::string_view name, ValueKind kind) {
  const Value* found = take(name);
  if (found != nullptr && found->kind() != kind) return wrong_type(pointer_of(name), json_type(kind), *found);
  return found;
}

Error ObjectReader::error_at(std::string_view name, std::string code, std::vector<MessageParameter> parameters) const {
  parameters.insert(parameters.begin(), {"pointer", pointer_of(name)});
  return invalid(std::move(code), std::move(parameters));
}

Result<std::string> ObjectReader::text(std::string_view name) {
  return std::string(TRY(required(name, ValueKind::kText))->as_text());
}

Result<std::string> ObjectReader::non_empty_text(std::string_view name) {
  std::string value = TRY(text(name));
  if (value.empty()) return invalid("json.empty-text", {{"pointer", pointer_of(name)}});
  return value;
}

Result<std::optional<std::int64_t>> ObjectReader::optional_integer(std::string_view name, std::int64_t low,
                                                                   std::int64_t high) {
  const Value* found = TRY(optional(name, ValueKind::kNumber));
  if (found == nullptr) return std::optional<std::int64_t>();
  const auto number = found->as_number().to_int64();
  if (!number && found->as_number().is_integer()) {
    return error_at(name, "json.out-of-range",
                    {{"found", shown(*found)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}});
  }
  if (!number) return wrong_type(pointer_of(name), "whole number", *found);
  if (*number < low || *number > high) {
    return error_at(name, "json.out-of-range",
                    {{"found", shown(*found)}, {"low", std::to_string(low)}, {"high", std::to_string(high)}});
  }
  return number;
}

Result<std::int64_t> ObjectReader::integer(std::string_view name, std::int64_t low, std::int64_t high) {
  const auto number = TRY(optional_integer(name, low, high));
  if (!number) return invalid("json.missing-field", {{"pointer", pointer_of(name)}});
  return *number;
}

Result<std::int64_t> ObjectReader::integer_or(std::string_view name, std::int64_t otherwise, std::int64_t low,
                                              std::int64_t high) {
  return TRY(optional_integer(name, low, high)).value_or(otherwise);
}

Result<Decimal> ObjectReader::number(std::string_view name) {
  return TRY(required(name, ValueKind::kNumber))->as_number();
}

Result<bool> ObjectReader::boolean(std::string_view name) {
  return TRY(required(name, ValueKind::kBoolean))->as_bool();
}

Result<bool> ObjectReader::boolean_or(std::string_view name, bool otherwise) {
  const Value* found = TRY(optional(name, ValueKind::kBoolean));
  return found != nullptr ? found->as_bool() : otherwise;
}

Result<std::optional<Date>> ObjectReader::optional_date(std::string_view name) {
  const Value* found = TRY(optional(name, ValueKind::kText));
  if (found == nullptr) return std::optional<Date>();
  const auto date = Date::parse(found->as_text());
  if (!date) return wrong_type(pointer_of(name), "date", *found);
  return std::optional<Date>(*date);
}

Result<Date> ObjectReader::date(std::string_view name) {
  const auto date = TRY(optional_date(name));
  if (!date) return invalid("json.missing-field", {{"pointer", pointer_of(name)}});
  return *date;
}

Result<std::optional<std::string>> ObjectReader::optional_choice(std::string_view name,
                                                                 std::initializer_list<std::string_view> choices) {
  const Value* found = TRY(optional(name, ValueKind::kText));
  if (found == nullptr) return std::optional<std::string>();
  std::string listed;
  for (const std::string_view choice : choices) {
    if (found->as_text() == choice) return std::optional<std::string>(choice);
    listed += (listed.empty() ? "" : ", ") + std::string(choice);
  }
  return error_at(name, "json.bad-choice", {{"found", shown(*found)}, {"choices", listed}});
}

Result<std::string> ObjectReader::choice(std::string_view name, std::initializer_list<std::string_view> choices) {
  auto found = TRY(optional_choice(name, choices));
  if (!found) return invalid("json.missing-field", {{"pointer", pointer_of(name)}});
  return std::move(*found);
}

Result<std::optional<ObjectReader>> ObjectReader::optional_object(std::string_view name) {
  const Value* found = TRY(optional(name, ValueKind::kContext));
  if (found == nullptr) return std::optional<ObjectReader>();
  return std::optional<ObjectReader>(ObjectReader(*found, pointer_of(name)));
}

Result<ObjectReader> ObjectReader::object(std::string_view name) {
  return ObjectReader(*TRY(required(name, ValueKind::kContext)), pointer_of(name));
}

Result<List> ObjectReader::list(std::string_view name) { return TRY(required(name, ValueKind::kList))->as_list(); }

Result<List> ObjectReader::list_or_empty(std::string_view name) {
  const Value* found = TRY(optional(name, ValueKind::kList));
  return found != nullptr ? found->as_list() : List();
}

Result<std::vector<ObjectReader>> ObjectReader::objects_or_empty(std::string_view name) {
  std::vector<ObjectReader> readers;
  const List items = TRY(list_or_empty(name));
  for (std::size_t i = 0; i < items.size(); ++i) {
    readers.push_back(TRY(open(items[i], pointer_of(name) + "/" + std::to_string(i))));
  }
  return readers;
}

Result<std::vector<ObjectReader>> ObjectReader::objects(std::string_view name) {
  TRY(required(name, ValueKind::kList));
  return objects_or_empty(name);
}

Result<std::vector<std::string>> ObjectReader::texts_or_empty(std::string_view name) {
  std::vector<std::string> texts;
  const List items = TRY(list_or_empty(name));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].is_text()) return wrong_type(pointer_of(name) + "/" + std::to_string(i), "text", items[i]);
    texts.emplace_back(items[i].as_text());
  }
  return texts;
}

Result<std::vector<std::string>> ObjectReader::texts(std::string_view name) {
  TRY(required(name, ValueKind::kList));
  return texts_or_empty(name);
}

Result<Value> ObjectReader::value_or_null(std::string_view name) {
  const Value* found = take(name);
  return found != nullptr ? *found : Value();
}

Result<Value> ObjectReader::value(std::string_view name) {
  const Value* found = take(name);
  if (found == nullptr) return invalid("json.missing-field", {{"pointer", pointer_of(name)}});
  return *found;
}

Result<std::optional<std::string>> ObjectReader::optional_text(std::string_view name) {
  const Value* found = TRY(optional(name, ValueKind::kText));
  return found != nullptr ? std::optional<std::string>(found->as_text()) : std::nullopt;
}

Result<std::string> ObjectReader::text_or(std::string_view name, std::string_view otherwise) {
  return TRY(optional_text(name)).value_or(std::string(otherwise));
}

const Context& ObjectReader::entries() {
  read_.assign(read_.size(), true);
  return value_.as_context();
}

void ObjectReader::ignore(std::string_view name) { take(name); }

Result<void> ObjectReader::finish() const {
  const Context& entries = value_.as_context();
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!read_[i]) return invalid("json.unknown-field", {{"pointer", pointer_of(entries[i].name)}});
  }
  return {};
}

}  // namespace chancery::json
