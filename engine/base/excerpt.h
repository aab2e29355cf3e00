// The beginning of a text for a message: what was found, short enough to be read, and never half a character.
#pragma once

#include <string>
#include <string_view>

namespace chancery {

inline constexpr std::size_t kExcerptBytes = 80;

// The text itself when it has at most kExcerptBytes; else as many whole UTF-8 characters of it as fit, and "…".
std::string excerpt(std::string_view text);

}  // namespace chancery
