#include <algorithm>

#include "engine/feel/builtins/registry.h"
#include "engine/feel/operators.h"

namespace chancery::feel {
namespace {

// What is no list counts as a list of one (10.3.2.9.4); null stays wrong.
std::optional<List> list_of(const Value& value) {
  if (value.is_list()) return value.as_list();
  if (value.is_null()) return std::nullopt;
  return List{value};
}

// FEEL's equality, paid for by what the smaller of the two holds.
bool equals(const BuiltinCall& call, const Value& a, const Value& b) {
  return call.invoker.spend(std::min(a.extent().weight, b.extent().weight)) && is_equal(a, b);
}

bool contains(const BuiltinCall& call, const List& items, const Value& value) {
  return std::any_of(items.begin(), items.end(), [&](const Value& item) { return equals(call, item, value); });
}

// A place counted from 1, or from the end when negative, as an index below `size`; none when there is no such place.
std::optional<std::size_t> place_of(const Value& place, std::size_t size) {
  const auto number = place.is_number() ? place.as_number().to_int64() : std::nullopt;
  const auto count = static_cast<std::int64_t>(size);
  if (!number || *number == 0 || *number > count || *number < -count) return std::nullopt;
  return static_cast<std::size_t>(*number > 0 ? *number - 1 : count + *number);
}

Value list_contains(const BuiltinCall& call) {
  const auto items = list_of(call[0]);
  return items ? Value(contains(call, *items, call[1])) : call.bad(0);
}

Value count(const BuiltinCall& call) {
  const auto items = list_of(call[0]);
  return items ? Value::number(static_cast<std::int64_t>(items->size())) : call.bad(0);
}

template <bool smallest>
Value extreme(const BuiltinCall& call) {
  const auto items = items_of(call);
  if (items.empty()) return {};
  Value best = items[0];
  for (const Value& item : items) {
    const auto order = compare(item, best);
    if (!order) return call.bad(0);
    if (smallest ? *order < 0 : *order > 0) best = item;
  }
  return best;
}

// 10.3.4.4: all() is false when any item is false, any() is true when any is true; otherwise what is not boolean makes null.
template <bool decisive>
Value all_or_any(const BuiltinCall& call) {
  if (call.size() == 1 && call[0].is_null()) return call.bad(0);
  const auto items = items_of(call);
  bool unknown = false, wrong = false;
  for (const Value& item : items) {
    if (item.is_bool() && item.as_bool() == decisive) return Value(decisive);
    unknown = unknown || item.is_null();
    wrong = wrong || !(item.is_bool() || item.is_null());
  }
  if (wrong) return call.bad(0);
  return unknown ? Value() : Value(!decisive);
}

Value sublist(const BuiltinCall& call) {
  const auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  const auto start = place_of(call[1], items->size());
  if (!start) return call.bad(1);
  std::size_t length = items->size() - *start;
  if (call.given > 2) {
    const auto wanted = call[2].is_number() ? call[2].as_number().to_int64() : std::nullopt;
    if (!wanted || *wanted < 1 || static_cast<std::size_t>(*wanted) > length) return call.bad(2);
    length = static_cast<std::size_t>(*wanted);
  }
  const auto first = items->begin() + static_cast<std::ptrdiff_t>(*start);
  return Value::list(List(first, first + static_cast<std::ptrdiff_t>(length)));
}

Value append(const BuiltinCall& call) {
  if (call[0].is_null()) return call.bad(0);
  List items = call[0].is_list() ? call[0].as_list() : List{call[0]};
  items.insert(items.end(), call.arguments.begin() + 1, call.arguments.end());
  return Value::list(std::move(items));
}

Value concatenate(const BuiltinCall& call) {
  List all;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const auto items = list_of(call[i]);
    if (!items) return call.bad(i);
    all.insert(all.end(), items->begin(), items->end());
  }
  return Value::list(std::move(all));
}

Value insert_before(const BuiltinCall& call) {
  auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  const auto place = place_of(call[1], items->size());
  if (!place) return call.bad(1);
  items->insert(items->begin() + static_cast<std::ptrdiff_t>(*place), call[2]);
  return Value::list(std::move(*items));
}

Value remove(const BuiltinCall& call) {
  auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  const auto place = place_of(call[1], items->size());
  if (!place) return call.bad(1);
  items->erase(items->begin() + static_cast<std::ptrdiff_t>(*place));
  return Value::list(std::move(*items));
}

Value list_replace(const BuiltinCall& call) {
  auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  if (call[1].kind() != ValueKind::kFunction) {
    const auto place = place_of(call[1], items->size());
    if (!place) return call.bad(1);
    (*items)[*place] = call[2];
    return Value::list(std::move(*items));
  }
  for (Value& item : *items) {
    const Value pair[] = {item, call[2]};
    const Value matches = call.invoker.invoke(call[1], pair);
    if (!matches.is_bool()) return call.bad(1);
    if (matches.as_bool()) item = call[2];
  }
  return Value::list(std::move(*items));
}

Value reverse(const BuiltinCall& call) {
  auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  std::reverse(items->begin(), items->end());
  return Value::list(std::move(*items));
}

Value index_of(const BuiltinCall& call) {
  const auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  List places;
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (equals(call, (*items)[i], call[1])) places.push_back(Value::number(static_cast<std::int64_t>(i + 1)));
  }
  return Value::list(std::move(places));
}

bool append_distinct(const BuiltinCall& call, const List& items, List& result) {
  for (const Value& item : items) {
    if (!contains(call, result, item)) result.push_back(item);
    if (!call.invoker.spend(1)) return false;
  }
  return true;
}

Value distinct(const BuiltinCall& call) {
  List result;
  for (std::size_t i = 0; i < call.size(); ++i) {
    const auto items = list_of(call[i]);
    if (!items) return call.bad(i);
    if (!append_distinct(call, *items, result)) return {};
  }
  return Value::list(std::move(result));
}

bool flatten_into(const BuiltinCall& call, const Value& value, List& out) {
  if (!call.invoker.spend(1)) return false;
  if (!value.is_list()) {
    out.push_back(value);
    return true;
  }
  return std::all_of(value.as_list().begin(), value.as_list().end(),
                     [&](const Value& item) { return flatten_into(call, item, out); });
}

Value flatten(const BuiltinCall& call) {
  if (call[0].is_null()) return call.bad(0);
  List flat;
  if (!flatten_into(call, call[0], flat)) return {};
  return Value::list(std::move(flat));
}

// Merge sort by hand: the comparison is a FEEL function and need not be a strict order, which std::sort would not survive.
bool merge_sort(const BuiltinCall& call, List& items, List& spare, std::size_t low, std::size_t high) {
  if (high - low < 2) return true;
  const std::size_t middle = low + (high - low) / 2;
  if (!merge_sort(call, items, spare, low, middle) || !merge_sort(call, items, spare, middle, high)) return false;
  std::size_t left = low, right = middle;
  for (std::size_t out = low; out < high; ++out) {
    bool take_right = left == middle;
    if (left < middle && right < high) {
      const Value pair[] = {items[right], items[left]};
      const Value precedes = call.invoker.invoke(call[1], pair);
      if (!precedes.is_bool()) return false;
      take_right = precedes.as_bool();
    }
    spare[out] = items[take_right ? right++ : left++];
  }
  std::copy(spare.begin() + static_cast<std::ptrdiff_t>(low), spare.begin() + static_cast<std::ptrdiff_t>(high),
            items.begin() + static_cast<std::ptrdiff_t>(low));
  return true;
}

Value sort(const BuiltinCall& call) {
  auto items = list_of(call[0]);
  if (!items) return call.bad(0);
  if (call.given > 1 && call[1].kind() != ValueKind::kFunction) return call.bad(1);
  if (call.given > 1) {
    List spare(items->size());
    return merge_sort(call, *items, spare, 0, items->size()) ? Value::list(std::move(*items)) : call.bad(1);
  }
  for (std::size_t i = 1; i < items->size(); ++i) {
    if (!compare((*items)[0], (*items)[i])) return call.bad(0);
  }
  std::stable_sort(items->begin(), items->end(), [](const Value& a, const Value& b) { return *compare(a, b) < 0; });
  return Value::list(std::move(*items));
}

constexpr Builtin kRows[] = {
    {"list contains", "list*, element*", list_contains},
    {"count", "list*", count},
    {"min", "list*...", extreme<true>},
    {"max", "list*...", extreme<false>},
    {"all", "list*...", all_or_any<false>},
    {"any", "list*...", all_or_any<true>},
    {"sublist", "list*, start position, length?", sublist},
    {"append", "list*, item*...", append},
    {"concatenate", "list*...", concatenate},
    {"insert before", "list*, position, newItem*", insert_before},
    {"remove", "list*, position", remove},
    {"list replace", "list*, position, newItem*", list_replace},
    {"list replace", "list*, match, newItem*", list_replace},
    {"reverse", "list*", reverse},
    {"index of", "list*, match*", index_of},
    {"union", "list*...", distinct},
    {"distinct values", "list*", distinct},
    {"flatten", "list*", flatten},
    {"sort", "list*, precedes?", sort},
};

}  // namespace

BuiltinRows list_builtins() { return kRows; }

}  // namespace chancery::feel
