#include "engine/feel/builtins/registry.h"

namespace chancery::feel {
namespace {

Value get_value(const BuiltinCall& call) {
  if (!call[0].is_context()) return call.bad(0);
  if (!call[1].is_text()) return call.bad(1);
  return call[0].get(call[1].as_text());
}

Value get_entries(const BuiltinCall& call) {
  if (!call[0].is_context()) return call.bad(0);
  List entries;
  for (const Context::Entry& entry : call[0].as_context()) {
    Context pair;
    pair.set("key", Value::text(entry.name));
    pair.set("value", entry.value);
    entries.push_back(Value::context(std::move(pair)));
  }
  return Value::list(std::move(entries));
}

std::optional<Value> put_at(const Value& target, const List& keys, std::size_t depth, const Value& value) {
  if (!target.is_context() || !keys[depth].is_text()) return std::nullopt;
  Context changed = target.as_context();
  const std::string_view key = keys[depth].as_text();
  if (depth + 1 == keys.size()) {
    changed.set(key, value);
    return Value::context(std::move(changed));
  }
  auto inner = put_at(target.get(key), keys, depth + 1, value);
  if (!inner) return std::nullopt;
  changed.set(key, std::move(*inner));
  return Value::context(std::move(changed));
}

Value context_put(const BuiltinCall& call) {
  if (!call[0].is_context()) return call.bad(0);
  const List keys = call[1].is_list() ? call[1].as_list() : List{call[1]};
  if (keys.empty() || keys.size() > 64) return call.bad(1);
  const auto changed = put_at(call[0], keys, 0, call[2]);
  return changed ? *changed : call.bad(1);
}

// By name, `key` is one key; by position the row above takes both.
Value context_put_key(const BuiltinCall& call) { return call[1].is_text() ? context_put(call) : call.bad(1); }

Value context_merge(const BuiltinCall& call) {
  const List single{call[0]};
  Context merged;
  for (const Value& context : call[0].is_list() ? call[0].as_list() : single) {
    if (!context.is_context()) return call.bad(0);
    if (!call.invoker.spend(context.as_context().size())) return {};
    for (const Context::Entry& entry : context.as_context()) merged.set(entry.name, entry.value);
  }
  return Value::context(std::move(merged));
}

Value context_from_entries(const BuiltinCall& call) {
  const List single{call[0]};
  Context context;
  for (const Value& entry : call[0].is_list() ? call[0].as_list() : single) {
    const bool has_value = entry.is_context() && entry.as_context().find("value") != nullptr;
    if (!has_value || !entry.get("key").is_text()) return call.bad(0);
    if (!context.insert(entry.get("key").as_text(), entry.get("value"))) return call.bad(0);
  }
  return Value::context(std::move(context));
}

constexpr Builtin kRows[] = {
    {"get value", "m, key", get_value},
    {"get entries", "m", get_entries},
    {"context put", "context, keys*, value*", context_put},
    {"context put", "context, key*, value*", context_put_key},
    {"context merge", "contexts*", context_merge},
    {"context", "entries*", context_from_entries},
};

}  // namespace

BuiltinRows context_builtins() { return kRows; }

}  // namespace chancery::feel
