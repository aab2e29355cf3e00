#include "engine/dmn/item_types.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace chancery::dmn {
namespace {

// In the order of feel::TypeKind.
constexpr std::array<std::string_view, 14> kBasicNames{"Any",
                                                       "Null",
                                                       "boolean",
                                                       "number",
                                                       "string",
                                                       "date",
                                                       "time",
                                                       "date and time",
                                                       "days and time duration",
                                                       "years and months duration",
                                                       "list",
                                                       "context",
                                                       "range",
                                                       "function"};
static_assert(kBasicNames.size() == static_cast<std::size_t>(feel::TypeKind::kFunction) + 1);
constexpr int kFeelDepthMax = 8;
constexpr std::size_t kFeelPartsMax = 1'000;

template <class T, class Make>
Value parsed_or(const Value& text, const Result<T>& parsed, const Make& make) {
  return parsed ? make(*parsed) : text;
}

Value read_text(const Value& value, feel::TypeKind kind) {
  const std::string_view text = value.as_text();
  switch (kind) {
    case feel::TypeKind::kDate: return parsed_or(value, Date::parse(text), Value::date);
    case feel::TypeKind::kTime: return parsed_or(value, Time::parse(text), Value::time);
    case feel::TypeKind::kDateTime: return parsed_or(value, DateTime::parse(text), Value::date_time);
    case feel::TypeKind::kDaysTimeDuration:
      return parsed_or(value, DaysTimeDuration::parse(text), [](DaysTimeDuration d) { return Value::duration(d); });
    case feel::TypeKind::kYearsMonthsDuration:
      return parsed_or(value, YearsMonthsDuration::parse(text),
                       [](YearsMonthsDuration d) { return Value::duration(d); });
    default: return value;
  }
}

struct Nothing : feel::Scope {
  const Value* lookup(feel::Symbol) const override { return nullptr; }
};

}  // namespace

static_assert(static_cast<TypeIndex>(feel::TypeKind::kAny) == kAnyType);

ItemTypes::ItemTypes() {
  types_.reserve(kBasicNames.size());
  for (std::size_t kind = 0; kind < kBasicNames.size(); ++kind) {
    ItemType& type = types_.emplace_back();
    type.kind = static_cast<feel::TypeKind>(kind);
    type.name = kBasicNames[kind];
  }
}

TypeIndex ItemTypes::add(ItemType type) {
  types_.push_back(std::move(type));
  return static_cast<TypeIndex>(types_.size() - 1);
}

const ItemType& ItemTypes::structure(TypeIndex index) const {
  while (types_[index].base != kNoType) index = types_[index].base;
  return types_[index];
}

const List& ItemTypes::values(TypeIndex index) const {
  while (types_[index].values.empty() && types_[index].base != kNoType) index = types_[index].base;
  return types_[index].values;
}

TypeIndex ItemTypes::result_of(TypeIndex index) const {
  const ItemType& type = structure(index);
  if (type.kind != feel::TypeKind::kFunction) return index;
  return type.result != kNoType ? type.result : kAnyType;
}

bool ItemTypes::conforms(const Value& value, TypeIndex index, feel::EvaluationContext& context) const {
  if (value.is_null() || index == kAnyType) return true;
  if (!context.enter()) return false;
  const bool has_form = has_structure(value, structure(index), context);
  context.leave();
  if (!has_form) return false;
  const Nothing nothing;
  for (TypeIndex i = index; i != kNoType; i = types_[i].base) {
    const auto& tests = types_[i].allowed;
    const auto holds = [&](const feel::UnaryTests& test) { return test.matches(value, nothing, context); };
    if (!std::all_of(tests.begin(), tests.end(), holds)) return false;
  }
  return true;
}

bool ItemTypes::has_structure(const Value& value, const ItemType& type, feel::EvaluationContext& context) const {
  if (!feel::conforms(value, feel::Type{type.kind, {}, {}})) return false;
  if (value.is_list() && type.items != kNoType) {
    const List& items = value.as_list();
    return std::all_of(items.begin(), items.end(), [&](const Value& i) { return conforms(i, type.items, context); });
  }
  if (!value.is_context()) return true;
  return std::all_of(type.entries.begin(), type.entries.end(), [&](const ItemType::Entry& entry) {
    const Value* found = value.as_context().find(entry.name);
    return found != nullptr && conforms(*found, entry.type, context);
  });
}

std::optional<Value> ItemTypes::coerce(const Value& value, TypeIndex index, feel::EvaluationContext& context) const {
  if (conforms(value, index, context)) return value;
  const feel::TypeKind kind = structure(index).kind;
  Value converted;
  if (kind == feel::TypeKind::kList && !value.is_list()) {
    converted = Value::list({value});
  } else if (value.is_list() && value.as_list().size() == 1) {
    converted = value.as_list()[0];
  } else if (kind == feel::TypeKind::kDateTime && value.kind() == ValueKind::kDate) {
    converted = feel::coerce(value, feel::Type{kind, {}, {}}).value_or(Value());
  }
  if (converted.is_null() || !conforms(converted, index, context)) return std::nullopt;
  return converted;
}

Value ItemTypes::read(const Value& value, TypeIndex index) const {
  const ItemType& type = structure(index);
  if (value.is_text()) return read_text(value, type.kind);
  if (value.is_list() && type.items != kNoType) {
    List items;
    items.reserve(value.as_list().size());
    for (const Value& item : value.as_list()) items.push_back(read(item, type.items));
    return Value::list(std::move(items));
  }
  if (!value.is_context() || type.kind != feel::TypeKind::kContext) return value;
  Context context = value.as_context();
  for (const ItemType::Entry& entry : type.entries)
    if (const Value* found = context.find(entry.name)) context.set(entry.name, read(*found, entry.type));
  return Value::context(std::move(context));
}

feel::Type ItemTypes::feel_type(TypeIndex index) const {
  std::size_t budget = kFeelPartsMax;
  return feel_type(index, 0, budget);
}

feel::Type ItemTypes::feel_type(TypeIndex index, int depth, std::size_t& budget) const {
  if (index == kNoType || depth > kFeelDepthMax || budget == 0) return {};
  --budget;
  const ItemType& type = structure(index);
  feel::Type out{type.kind, {}, {}};
  if (type.items != kNoType) out.arguments.push_back(feel_type(type.items, depth + 1, budget));
  for (const ItemType::Entry& entry : type.entries) {
    if (type.kind == feel::TypeKind::kContext) out.entries.push_back(entry.name);
    out.arguments.push_back(feel_type(entry.type, depth + 1, budget));
  }
  if (type.kind == feel::TypeKind::kFunction && type.result != kNoType)
    out.arguments.push_back(feel_type(type.result, depth + 1, budget));
  return out;
}

}  // namespace chancery::dmn
