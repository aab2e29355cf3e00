// What a function's text tells of the type of its answer, for `instance of function<…>->…`: literals, lists, contexts and
// operators with one possible type. Any for all else.
#pragma once

#include "engine/feel/tree.h"

namespace chancery::feel {

Type result_type(const Node& body);

}  // namespace chancery::feel
