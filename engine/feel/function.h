// Functions that FEEL can call though they are not written in it: the business knowledge models and decision services of a
// decision model. Held by a Value of kind function; immutable and safe to call from several threads.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/feel/feel.h"
#include "engine/feel/type.h"

namespace chancery::feel {

class HostFunction : public TypedFunction {
 public:
  std::string name;  // for diagnostics
  std::vector<std::string> parameters;
  std::vector<Type> types;  // of the parameters, as many
  Type result;              // what the answer is coerced to

  Type type() const override;

  // `arguments` are as many as the parameters and coerced to their types; the evaluator coerces the answer. Called within the
  // limits of `context`, whose depth counts nested calls.
  virtual Value call(std::span<const Value> arguments, EvaluationContext& context) const = 0;
};

// Calls a function value as FEEL's `function(name: argument, …)` does (10.3.2.12), or without names by position. An error is null
// and a diagnostic: feel.not-a-function {found}, feel.wrong-arguments {function}, and those of the function.
Value call_function(const Value& function, std::span<const std::string> names, std::span<const Value> arguments,
                    EvaluationContext& context);

}  // namespace chancery::feel
