// The built-in functions of FEEL (10.3.4) by name. One family per file; each file hands its rows to registry.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/feel.h"

namespace chancery::feel {

// Calls a function value from inside a builtin (sort with its comparison).
struct Invoker {
  virtual ~Invoker() = default;
  virtual Value invoke(const Value& function, std::span<const Value> arguments) = 0;
  // Counts work against the step limit; false when it is used up.
  virtual bool spend(std::uint64_t steps) = 0;
};

struct BuiltinCall {
  std::string_view name;
  std::span<const Value> arguments;  // as many as the row has parameters, null for those left out; all when variadic
  std::size_t given = 0;             // arguments the caller wrote
  EvaluationContext& context;
  Invoker& invoker;

  const Value& operator[](std::size_t i) const { return arguments[i]; }
  std::size_t size() const { return arguments.size(); }
  // null and the diagnostic feel.bad-argument {function, argument, found}.
  Value bad(std::size_t argument) const;
  Value fail(std::string_view code, std::vector<MessageParameter> parameters = {}) const;
};

struct Builtin {
  std::string_view name;
  // "string, start position, length?" — `?` may be left out, `...` takes any number of values (or one list). A list of one
  // stands for its item (10.3.2.9.4), but not where the name has a `*`: there lists are taken as they are.
  std::string_view parameters;
  Value (*run)(const BuiltinCall& call);
};

using BuiltinRows = std::span<const Builtin>;
BuiltinRows boolean_builtins();
BuiltinRows conversion_builtins();
BuiltinRows context_builtins();
BuiltinRows list_builtins();
BuiltinRows list_number_builtins();
BuiltinRows number_builtins();
BuiltinRows pattern_builtins();
BuiltinRows range_builtins();
BuiltinRows string_builtins();
BuiltinRows temporal_builtins();

struct BuiltinShape {
  const Builtin* row = nullptr;
  std::vector<std::string> parameters;
  std::vector<bool> takes_lists;  // by parameter
  std::size_t required = 0;
  bool variadic = false;
};

const std::vector<BuiltinShape>& builtins();
// Each name once, sorted.
const std::vector<std::string_view>& builtin_names();
// First row of that name; none when there is no such builtin.
std::optional<std::uint32_t> find_builtin(std::string_view name);
// The row that takes `count` arguments by position, or those `names`, of which any may be left out (10.3.2.13.5); none when
// no row does.
std::optional<std::uint32_t> find_builtin(std::string_view name, std::size_t count);
std::optional<std::uint32_t> find_builtin(std::string_view name, const std::vector<std::string>& names);

// Where the items are when a function takes either one list or several values.
std::span<const Value> items_of(const BuiltinCall& call);

}  // namespace chancery::feel
