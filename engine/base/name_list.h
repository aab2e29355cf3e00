// Lists of names as people write them in one text: "a, b".
#pragma once

#include <string_view>
#include <vector>

namespace chancery {

// The parts between commas, without white space at both ends; empty ones are left out. They point into `text`.
std::vector<std::string_view> split_names(std::string_view text);

}  // namespace chancery
