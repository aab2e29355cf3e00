// When a computed value is the expected one: numbers within 1e-8 (the kit writes inexact results with few digits), everything else
// equal by value, contexts with the same keys in any order.
#pragma once

#include "engine/value/value.h"

namespace chancery::dmn_kit {

bool is_like(const Value& found, const Value& expected);

}  // namespace chancery::dmn_kit
