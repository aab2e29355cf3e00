#include "engine/feel/external.h"

#include <algorithm>
#include <array>

#include "engine/feel/external_methods.h"
#include "engine/feel/function.h"

namespace chancery::feel {
namespace {

class ExternalFunction : public HostFunction {
 public:
  const ExternalMethod* method = nullptr;
  std::vector<std::string> signature;

  Value call(std::span<const Value> arguments, EvaluationContext& context) const override {
    List converted;
    converted.reserve(arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      auto argument = to_java(arguments[i], signature[i]);
      if (!argument) {
        context.report("feel.bad-argument", {{"function", name},
                                             {"argument", std::to_string(i + 1)},
                                             {"found", std::string(kind_name(arguments[i].kind()))}});
        return {};
      }
      converted.push_back(std::move(*argument));
    }
    auto answer = method->run(converted, signature);
    if (answer) return std::move(*answer);
    context.report("feel.out-of-range", {{"operation", name}});
    return {};
  }
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

struct Signature {
  std::string_view method;
  std::vector<std::string> types;
};

// "max(double, double)"
std::optional<Signature> signature_of(std::string_view text) {
  text = trimmed(text);
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return std::nullopt;
  Signature signature{trimmed(text.substr(0, open)), {}};
  std::string_view rest = text.substr(open + 1, text.size() - open - 2);
  while (!trimmed(rest).empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    signature.types.emplace_back(trimmed(rest.substr(0, comma)));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return signature;
}

}  // namespace

std::optional<Function> external_function(const Value& mapping, std::vector<std::string> parameters,
                                          std::vector<Type> types) {
  const Value& java = mapping.get("java");
  const auto signature = signature_of(java.get_text("method signature"));
  if (!signature || signature->types.size() != parameters.size()) return std::nullopt;
  const ExternalMethod* method = find_method(java.get_text("class"), signature->method, signature->types.size());
  if (method == nullptr) return std::nullopt;
  if (!std::all_of(signature->types.begin(), signature->types.end(), is_java_type)) return std::nullopt;
  auto function = std::make_shared<ExternalFunction>();
  function->name = signature->method;
  function->parameters = std::move(parameters);
  function->types = std::move(types);
  function->method = method;
  function->signature = signature->types;
  return function;
}

}  // namespace chancery::feel
