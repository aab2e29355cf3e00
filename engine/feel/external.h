// External functions (10.3.2.13.3): `function(x) external {java: {class: "java.lang.Math", method signature: "cos(double)"}}`.
// There is no Java here; what models ask of java.lang.Math, String and the number classes is answered from a table of the same
// methods on FEEL values. Doubles are decimals of 34 digits, which holds every result a double would give.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/feel/type.h"

namespace chancery::feel {

// `mapping` is the context behind `external`, or the body of a function definition of kind Java; its entry `java` holds
// `class` and `method signature`. Parameters without a type take the one of the signature. None when the mapping is not of
// that form, the table has no such method, or it takes another number of parameters.
std::optional<Function> external_function(const Value& mapping, std::vector<std::string> parameters,
                                          std::vector<Type> types);

}  // namespace chancery::feel
