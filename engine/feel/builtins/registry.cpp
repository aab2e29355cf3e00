#include "engine/feel/builtins/registry.h"

#include <algorithm>
#include <map>

namespace chancery::feel {
namespace {

BuiltinShape shape_of(const Builtin& row) {
  BuiltinShape shape{&row, {}, {}, 0, false};
  std::string_view rest = row.parameters;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(", "), rest.size());
    std::string_view parameter = rest.substr(0, comma);
    rest.remove_prefix(std::min(comma + 2, rest.size()));
    if (parameter.ends_with("...")) {
      shape.variadic = true;
      parameter.remove_suffix(3);
    }
    if (parameter.ends_with("?")) {
      parameter.remove_suffix(1);
    } else {
      ++shape.required;
    }
    const bool takes_lists = parameter.ends_with("*");
    if (takes_lists) parameter.remove_suffix(1);
    shape.parameters.emplace_back(parameter);
    shape.takes_lists.push_back(takes_lists);
  }
  return shape;
}

std::vector<BuiltinShape> collect() {
  std::vector<BuiltinShape> all;
  for (const BuiltinRows rows :
       {boolean_builtins(), conversion_builtins(), context_builtins(), list_builtins(), list_number_builtins(),
        number_builtins(), pattern_builtins(), range_builtins(), string_builtins(), temporal_builtins()}) {
    for (const Builtin& row : rows) all.push_back(shape_of(row));
  }
  std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.row->name < b.row->name; });
  return all;
}

bool takes(const BuiltinShape& shape, std::size_t count) {
  if (count < shape.required) return false;
  return shape.variadic || count <= shape.parameters.size();
}

bool takes(const BuiltinShape& shape, const std::vector<std::string>& names) {
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(shape.parameters.begin(), shape.parameters.end(), name) != shape.parameters.end();
  });
}

template <class Arguments>
std::optional<std::uint32_t> find_row(std::string_view name, const Arguments& arguments) {
  const auto first = find_builtin(name);
  if (!first) return std::nullopt;
  for (std::uint32_t i = *first; i < builtins().size() && builtins()[i].row->name == name; ++i) {
    if (takes(builtins()[i], arguments)) return i;
  }
  return std::nullopt;
}

}  // namespace

const std::vector<BuiltinShape>& builtins() {
  static const std::vector<BuiltinShape> kAll = collect();
  return kAll;
}

const std::vector<std::string_view>& builtin_names() {
  static const std::vector<std::string_view> kNames = [] {
    std::vector<std::string_view> names;
    for (const BuiltinShape& shape : builtins()) names.push_back(shape.row->name);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }();
  return kNames;
}

std::optional<std::uint32_t> find_builtin(std::string_view name) {
  const auto& all = builtins();
  const auto at = std::lower_bound(all.begin(), all.end(), name,
                                   [](const BuiltinShape& shape, std::string_view n) { return shape.row->name < n; });
  if (at == all.end() || at->row->name != name) return std::nullopt;
  return static_cast<std::uint32_t>(at - all.begin());
}

std::optional<std::uint32_t> find_builtin(std::string_view name, std::size_t count) { return find_row(name, count); }

std::optional<std::uint32_t> find_builtin(std::string_view name, const std::vector<std::string>& names) {
  return find_row(name, names);
}

Value BuiltinCall::fail(std::string_view code, std::vector<MessageParameter> parameters) const {
  parameters.insert(parameters.begin(), {"function", std::string(name)});
  context.report(code, std::move(parameters));
  return {};
}

Value BuiltinCall::bad(std::size_t argument) const {
  const std::string_view found = argument < size() ? kind_name(arguments[argument].kind()) : "nothing";
  return fail("feel.bad-argument", {{"argument", std::to_string(argument + 1)}, {"found", std::string(found)}});
}

std::span<const Value> items_of(const BuiltinCall& call) {
  if (call.size() == 1 && call[0].is_list()) return call[0].as_list();
  return call.arguments;
}

}  // namespace chancery::feel
