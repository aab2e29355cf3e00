// ObjectReader: reads the fields of one JSON object of a declarative file. Every field is asked for by name; finish() refuses
// those nobody asked for. Errors carry the JSON pointer of the field.
//
//   auto r = TRY(ObjectReader::open(value));
//   duty.id = TRY(r.text("id"));           duty.note = TRY(r.text_or("note", ""));
//   for (ObjectReader& c : TRY(r.objects("constraints"))) { … TRY(c.finish()); }
//   TRY(r.finish());
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/value.h"

namespace chancery::json {

// Errors of all readers: json.missing-field {pointer}, json.wrong-type {pointer, expected, found}, json.unknown-field
// {pointer}, json.empty-text {pointer}, json.bad-choice {pointer, found, choices}, json.out-of-range {pointer, found, low, high}.
class ObjectReader {
 public:
  // `value` is shared, not copied. `pointer` is the place of the object in its file: "" for the root.
  static Result<ObjectReader> open(const Value& value, std::string pointer = "");

  bool has(std::string_view name) const;  // present and not null
  const std::string& pointer() const { return pointer_; }
  std::string pointer_of(std::string_view name) const;

  // Required: absent or null is json.missing-field. Empty text is allowed unless non_empty_text is asked for.
  Result<std::string> text(std::string_view name);
  Result<std::string> non_empty_text(std::string_view name);
  Result<std::int64_t> integer(std::string_view name, std::int64_t low = INT64_MIN, std::int64_t high = INT64_MAX);
  Result<Decimal> number(std::string_view name);
  Result<bool> boolean(std::string_view name);
  Result<Date> date(std::string_view name);
  Result<std::string> choice(std::string_view name, std::initializer_list<std::string_view> choices);
  Result<ObjectReader> object(std::string_view name);
  Result<List> list(std::string_view name);
  Result<std::vector<ObjectReader>> objects(std::string_view name);  // a list of objects
  Result<std::vector<std::string>> texts(std::string_view name);     // a list of texts
  Result<Value> value(std::string_view name);                        // anything but null

  // Optional: absent or null gives nothing (or the default); another type is still refused.
  Result<std::optional<std::string>> optional_text(std::string_view name);
  Result<std::string> text_or(std::string_view name, std::string_view otherwise);
  Result<std::optional<std::int64_t>> optional_integer(std::string_view name, std::int64_t low = INT64_MIN,
                                                       std::int64_t high = INT64_MAX);
  Result<std::int64_t> integer_or(std::string_view name, std::int64_t otherwise, std::int64_t low = INT64_MIN,
                                  std::int64_t high = INT64_MAX);
  Result<bool> boolean_or(std::string_view name, bool otherwise);
  Result<std::optional<Date>> optional_date(std::string_view name);
  Result<std::optional<std::string>> optional_choice(std::string_view name,
                                                     std::initializer_list<std::string_view> choices);
  Result<std::optional<ObjectReader>> optional_object(std::string_view name);
  Result<List> list_or_empty(std::string_view name);
  Result<std::vector<ObjectReader>> objects_or_empty(std::string_view name);
  Result<std::vector<std::string>> texts_or_empty(std::string_view name);
  Result<Value> value_or_null(std::string_view name);

  // For objects whose keys are names of the file's own choosing: every entry, all marked as read.
  const Context& entries();
  // Marks a field as known without reading it ("$comment", "$schema").
  void ignore(std::string_view name);
  // Refuses fields that nobody asked for.
  Result<void> finish() const;

  // An error at a field, for checks of the caller: code with {pointer} in front of the other parameters.
  Error error_at(std::string_view name, std::string code, std::vector<MessageParameter> parameters = {}) const;

 private:
  ObjectReader(Value value, std::string pointer);
  const Value* take(std::string_view name);
  Result<const Value*> required(std::string_view name, ValueKind kind);
  Result<const Value*> optional(std::string_view name, ValueKind kind);
  Value value_;
  std::string pointer_;
  std::vector<bool> read_;
};

}  // namespace chancery::json
