#include "engine/feel/type.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/feel/function.h"

namespace chancery::feel {
namespace {

constexpr int kTypeDepthMax = 100;  // of structures; a deeper one is told apart no further

TypeKind kind_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::kNull: return TypeKind::kNull;
    case ValueKind::kBoolean: return TypeKind::kBoolean;
    case ValueKind::kNumber: return TypeKind::kNumber;
    case ValueKind::kText: return TypeKind::kString;
    case ValueKind::kDate: return TypeKind::kDate;
    case ValueKind::kTime: return TypeKind::kTime;
    case ValueKind::kDateTime: return TypeKind::kDateTime;
    case ValueKind::kDaysTimeDuration: return TypeKind::kDaysTimeDuration;
    case ValueKind::kYearsMonthsDuration: return TypeKind::kYearsMonthsDuration;
    case ValueKind::kList: return TypeKind::kList;
    case ValueKind::kContext: return TypeKind::kContext;
    case ValueKind::kRange: return TypeKind::kRange;
    case ValueKind::kFunction: return TypeKind::kFunction;
    case ValueKind::kPersonal: break;  // conforms to Any only
  }
  return TypeKind::kAny;
}

const Type* entry_of(const Type& type, std::string_view name) {
  const auto found = std::find(type.entries.begin(), type.entries.end(), name);
  return found == type.entries.end() ? nullptr
                                     : &type.arguments[static_cast<std::size_t>(found - type.entries.begin())];
}

bool list_conforms(const List& items, const Type& type) {
  if (type.arguments.empty() || type.arguments[0].kind == TypeKind::kAny) return true;
  return std::all_of(items.begin(), items.end(), [&](const Value& item) { return conforms(item, type.arguments[0]); });
}

bool context_conforms(const Context& context, const Type& type) {
  for (std::size_t i = 0; i < type.entries.size(); ++i) {
    const Value* entry = context.find(type.entries[i]);
    if (entry == nullptr || !conforms(*entry, type.arguments[i])) return false;
  }
  return true;
}

bool range_conforms(const Range& range, const Type& type) {
  if (type.arguments.empty()) return true;
  return conforms(range.lower, type.arguments[0]) && conforms(range.upper, type.arguments[0]);
}

bool function_conforms(const Function& function, const Type& type) {
  if (type.arguments.empty()) return true;
  const auto* typed = dynamic_cast<const TypedFunction*>(function.get());
  return typed != nullptr && conforms(typed->type(), type);
}

bool type_conforms(const Type& type, const Type& wider, int depth);

bool arguments_conform(const Type& type, const Type& wider, int depth) {
  if (wider.arguments.empty()) return true;
  return !type.arguments.empty() && type_conforms(type.arguments[0], wider.arguments[0], depth + 1);
}

// Parameters the other way round: who may be called with less may stand for who is called with more.
bool function_type_conforms(const Type& type, const Type& wider, int depth) {
  if (wider.arguments.empty() || type.arguments.empty()) return true;
  if (type.arguments.size() != wider.arguments.size()) return false;
  const std::size_t last = type.arguments.size() - 1;
  for (std::size_t i = 0; i < last; ++i) {
    const bool untyped = type.arguments[i].kind == TypeKind::kAny || wider.arguments[i].kind == TypeKind::kAny;
    if (!untyped && !type_conforms(wider.arguments[i], type.arguments[i], depth + 1)) return false;
  }
  return type.arguments[last].kind == TypeKind::kAny ||
         type_conforms(type.arguments[last], wider.arguments[last], depth + 1);
}

bool type_conforms(const Type& type, const Type& wider, int depth) {
  if (wider.kind == TypeKind::kAny || type.kind == TypeKind::kNull || depth > kTypeDepthMax) return true;
  if (type.kind != wider.kind) return false;
  switch (type.kind) {
    case TypeKind::kList:
    case TypeKind::kRange: return arguments_conform(type, wider, depth);
    case TypeKind::kFunction: return function_type_conforms(type, wider, depth);
    case TypeKind::kContext:
      for (std::size_t i = 0; i < wider.entries.size(); ++i) {
        const Type* entry = entry_of(type, wider.entries[i]);
        if (entry == nullptr || !type_conforms(*entry, wider.arguments[i], depth + 1)) return false;
      }
      return true;
    default: return true;
  }
}

}  // namespace

std::optional<TypeKind> basic_type(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, TypeKind>, 16> kNames{
      {{"Any", TypeKind::kAny},
       {"Null", TypeKind::kNull},
       {"boolean", TypeKind::kBoolean},
       {"number", TypeKind::kNumber},
       {"string", TypeKind::kString},
       {"date", TypeKind::kDate},
       {"time", TypeKind::kTime},
       {"date and time", TypeKind::kDateTime},
       {"days and time duration", TypeKind::kDaysTimeDuration},
       {"years and months duration", TypeKind::kYearsMonthsDuration},
       {"dayTimeDuration", TypeKind::kDaysTimeDuration},
       {"yearMonthDuration", TypeKind::kYearsMonthsDuration},
       {"list", TypeKind::kList},
       {"context", TypeKind::kContext},
       {"range", TypeKind::kRange},
       {"function", TypeKind::kFunction}}};
  const auto found = std::find_if(kNames.begin(), kNames.end(), [&](const auto& row) { return row.first == name; });
  if (found == kNames.end()) return std::nullopt;
  return found->second;
}

const Type* TypeTable::find(std::string_view name) const {
  const auto found = types_.find(name);
  return found == types_.end() ? nullptr : &found->second;
}

bool conforms(const Value& value, const Type& type) { return value.is_null() || is_instance(value, type); }

bool is_instance(const Value& value, const Type& type) {
  if (type.kind == TypeKind::kAny) return !value.is_null();
  if (kind_of(value.kind()) != type.kind) return false;
  switch (value.kind()) {
    case ValueKind::kList: return list_conforms(value.as_list(), type);
    case ValueKind::kContext: return context_conforms(value.as_context(), type);
    case ValueKind::kRange: return range_conforms(value.as_range(), type);
    case ValueKind::kFunction: return function_conforms(value.as_function(), type);
    default: return true;
  }
}

bool conforms(const Type& type, const Type& wider) { return type_conforms(type, wider, 0); }

std::optional<Value> coerce(const Value& value, const Type& type) {
  if (conforms(value, type)) return value;
  if (type.kind == TypeKind::kList) {
    Value list = Value::list({value});
    return conforms(list, type) ? std::optional(std::move(list)) : std::nullopt;
  }
  if (value.is_list()) {
    const List& items = value.as_list();
    return items.size() == 1 && conforms(items[0], type) ? std::optional(items[0]) : std::nullopt;
  }
  if (value.kind() == ValueKind::kDate && type.kind == TypeKind::kDateTime) {
    return Value::date_time(midnight_utc(value.as_date()));
  }
  return std::nullopt;
}

Type HostFunction::type() const {
  Type type{TypeKind::kFunction, types, {}};
  type.arguments.push_back(result);
  return type;
}

}  // namespace chancery::feel
