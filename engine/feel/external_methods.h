// The methods that external.cpp can answer, and the conversions between FEEL values and the types of their signatures.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/value/value.h"

namespace chancery::feel {

struct ExternalMethod {
  std::string_view class_name;
  std::string_view name;
  std::size_t arguments = 0;
  // Arguments are converted by to_java; none when there is no such result (log of 0, text that is no number).
  std::optional<Value> (*run)(std::span<const Value> arguments, std::span<const std::string> signature);
};

// Null when there is no such method with as many arguments. "Math" is java.lang.Math.
const ExternalMethod* find_method(std::string_view class_name, std::string_view name, std::size_t arguments);
bool is_java_type(std::string_view type);
// Whole types cut the fraction and refuse what they cannot hold; none when the value is of another kind.
std::optional<Value> to_java(const Value& value, std::string_view type);
// String.format: %s %d %f %e %x %o %b %c %n %%, with flags, width, precision and index; none for a wrong format.
std::optional<std::string> format_text(std::string_view format, std::span<const Value> arguments);

}  // namespace chancery::feel
