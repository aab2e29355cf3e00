// PositionCursor: byte offsets of one text to line and column, asked in ascending order, in linear time for the whole
// text.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/xml/xml.h"

namespace chancery::xml {

class PositionCursor {
 public:
  explicit PositionCursor(std::string_view utf8) : text_(utf8) {}
  // offset in bytes. An offset before the last one asked for is found again from the start.
  Position at(std::size_t offset);

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Position position_{1, 1};
};

}  // namespace chancery::xml
