// Types of FEEL (10.3.2.1, grammar rules 52 to 58) as structures: what `instance of`, parameters of functions and the item
// definitions of a decision model name. conforms() and coerce() are the rules of 10.3.2.9 for values.
//
//   TypeTable types;  types.add("tAge", Type{TypeKind::kNumber});
//   coerce(Value::list({Value::number(41)}), *types.find("tAge"));   // 41
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/value.h"

namespace chancery::feel {

enum class TypeKind : unsigned char {
  kAny,
  kNull,
  kBoolean,
  kNumber,
  kString,
  kDate,
  kTime,
  kDateTime,
  kDaysTimeDuration,
  kYearsMonthsDuration,
  kList,
  kContext,
  kRange,
  kFunction,
};

struct Type {
  TypeKind kind = TypeKind::kAny;
  // list and range: the type of the items, or none; context: of `entries`, in their order; function: of the parameters and,
  // last, of the result, or none when nothing was said.
  std::vector<Type> arguments;
  std::vector<std::string> entries;
  bool operator==(const Type&) const = default;
};

// "number", "date and time", "list" … as FEEL writes them; none for any other name. "dayTimeDuration" and
// "yearMonthDuration" are the older spellings.
std::optional<TypeKind> basic_type(std::string_view name);

// Types by the names of a decision model. Names may hold spaces and points.
class TypeTable {
 public:
  // Replaces a type of the same name.
  void add(std::string name, Type type) { types_[std::move(name)] = std::move(type); }
  const Type* find(std::string_view name) const;  // null when unknown
  const std::map<std::string, Type, std::less<>>& all() const { return types_; }

 private:
  std::map<std::string, Type, std::less<>> types_;
};

// `instance of` (table 51 and 10.3.2.9.3): null is an instance of Null alone.
bool is_instance(const Value& value, const Type& type);
// As is_instance, but null conforms to every type.
bool conforms(const Value& value, const Type& type);
// Whether every value of `type` is one of `wider` (table 49).
bool conforms(const Type& type, const Type& wider);
// The implicit conversions of 10.3.2.9.4: to and from a list of one, from date to date and time; none when the value does
// not conform afterwards.
std::optional<Value> coerce(const Value& value, const Type& type);

// A function that knows its type; what every function value of this module is.
class TypedFunction : public FunctionBody {
 public:
  virtual Type type() const = 0;
};

}  // namespace chancery::feel
