// Values worth trying for one input of a table: those that its cells name, and one of every stretch between them.
#pragma once

#include "engine/dmn/compiled.h"

namespace chancery::dmn {

// Those that the input allows, without null; ascending where they have an order. Empty when no cell says anything of the input.
std::vector<Value> points_of(const DecisionTable& table, std::size_t input, const ItemTypes& types);

}  // namespace chancery::dmn
