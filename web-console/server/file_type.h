// The type of an uploaded file by its first bytes, never by its name or by what the sender says. Only what a form may carry is known:
// pictures, PDF, office documents, plain text. Anything that a browser would run (HTML, SVG, scripts) is not.
#pragma once

#include <string_view>

namespace chancery::web_server {

// "" for a type that is not taken.
std::string_view detect_media_type(std::string_view bytes);
// Whether a browser may show it in the page; everything else is saved as a file.
bool is_shown_inline(std::string_view media_type);

}  // namespace chancery::web_server
