// Invocation (10.2.1.4): the function, its arguments, then the call by names.
#include "engine/dmn/boxes/boxes.h"
#include "engine/feel/function.h"

namespace chancery::dmn {

Value evaluate_form(const InvocationBox& box, const feel::Scope& scope, Run& run) {
  const Value callee = run.evaluate(box.callee, scope);
  List arguments;
  arguments.reserve(box.arguments.size());
  for (const BoxIndex argument : box.arguments) arguments.push_back(run.evaluate(argument, scope));
  return feel::call_function(callee, box.parameters, arguments, run.context());
}

}  // namespace chancery::dmn
