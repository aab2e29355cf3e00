#include "engine/feel/builtins/registry.h"

namespace chancery::feel {
namespace {

Value run_not(const BuiltinCall& call) {
  if (call[0].is_bool()) return Value(!call[0].as_bool());
  if (call[0].is_null()) return {};  // table 51: unknown, not wrong
  return call.bad(0);
}

// 10.3.4.6: the same kind and the same value, without any conversion; local and zoned times differ.
Value run_is(const BuiltinCall& call) {
  if (call[0].kind() != call[1].kind()) return Value(false);
  if (call[0].kind() == ValueKind::kTime) return Value(call[0].as_time().text() == call[1].as_time().text());
  if (call[0].kind() == ValueKind::kDateTime)
    return Value(call[0].as_date_time().text() == call[1].as_date_time().text());
  return Value(call[0] == call[1]);
}

constexpr Builtin kRows[] = {
    {"not", "negand", run_not},
    {"is", "value1*, value2*", run_is},
};

}  // namespace

BuiltinRows boolean_builtins() { return kRows; }

}  // namespace chancery::feel
