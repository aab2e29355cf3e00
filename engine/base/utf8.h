// Whether bytes are UTF-8 (Unicode, table 3-7): no overlong forms, no surrogates, nothing above U+10FFFF. Everything
// that enters as a text is held to it: XML, JSON with its escapes, FEEL.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace chancery {

// Length of the well-formed sequence at `at`: 1 … 4; 0 when there is none, or at the end.
std::size_t utf8_length(std::string_view text, std::size_t at);

// Offset of the first byte that begins no well-formed sequence; none when the whole text is UTF-8.
std::optional<std::size_t> first_bad_utf8(std::string_view text);

}  // namespace chancery
