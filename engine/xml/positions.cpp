#include "engine/xml/positions.h"

namespace chancery::xml {

Position PositionCursor::at(std::size_t offset) {
  if (offset < offset_) {
    offset_ = 0;
    position_ = {1, 1};
  }
  for (; offset_ < offset && offset_ < text_.size(); ++offset_) {
    const auto byte = static_cast<unsigned char>(text_[offset_]);
    const bool continuation = (byte & 0xC0u) == 0x80u;
    // A lone CR ends a line too (XML 1.0, 2.11); of CR LF the LF does.
    const bool lone_cr = byte == '\r' && !(offset_ + 1 < text_.size() && text_[offset_ + 1] == '\n');
    if (byte == '\n' || lone_cr) {
      ++position_.line;
      position_.column = 1;
    } else if (!continuation) {
      ++position_.column;
    }
  }
  return position_;
}

}  // namespace chancery::xml
