// The text of a range literal → its value, as range() takes it: two ends that are literals of one type, never open ended and
// without variables or calls other than date("…") and its kin.
#pragma once

#include <optional>
#include <string_view>

#include "engine/feel/feel.h"

namespace chancery::feel {

std::optional<Value> range_from_text(std::string_view text, const EvaluationContext& context);

}  // namespace chancery::feel
