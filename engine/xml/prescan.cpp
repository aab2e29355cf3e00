#include "engine/xml/prescan.h"

#include "engine/xml/limits.h"

namespace chancery::xml {

namespace {

Fault over_limit(const char* code, std::size_t limit, std::size_t offset) {
  return Fault{code, {{"limit", std::to_string(limit)}}, offset};
}

struct Tag {
  std::size_t end = 0;  // behind the ">", or the end of the text
  std::size_t attributes = 0;
  bool empty = false;
};

Tag scan_tag(std::string_view text, std::size_t at) {
  Tag tag;
  for (; at < text.size() && text[at] != '>'; ++at) {
    if (text[at] != '"' && text[at] != '\'') continue;
    ++tag.attributes;
    at = text.find(text[at], at + 1);
    if (at == std::string_view::npos) at = text.size() - 1;
  }
  tag.empty = at < text.size() && text[at - 1] == '/';
  tag.end = at < text.size() ? at + 1 : at;
  return tag;
}

// Where the scan goes on behind something that begins with opening at `at`; the end of the text when it is not closed.
std::size_t behind(std::string_view text, std::size_t at, std::string_view opening, std::string_view closing) {
  const std::size_t found = text.find(closing, at + opening.size());
  return found == std::string_view::npos ? text.size() : found + closing.size();
}

}  // namespace

std::optional<Fault> prescan(std::string_view text) {
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) return Fault{"xml.nul-byte", {}, nul};
  std::size_t depth = 0;
  std::size_t elements = 0;
  for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("<!--")) {
      at = behind(text, at, "<!--", "-->");
    } else if (rest.starts_with("<![CDATA[")) {
      at = behind(text, at, "<![CDATA[", "]]>");
    } else if (rest.starts_with("<?")) {
      at = behind(text, at, "<?", "?>");
    } else if (rest.starts_with("<!")) {
      return Fault{"xml.doctype", {}, at};
    } else if (rest.starts_with("</")) {
      if (depth > 0) --depth;
      at = behind(text, at, "</", ">");
    } else {
      const Tag tag = scan_tag(text, at + 1);
      if (++elements > kMaxElements) return over_limit("xml.limit-elements", kMaxElements, at);
      if (depth + 1 > kMaxDepth) return over_limit("xml.limit-depth", kMaxDepth, at);
      if (tag.attributes > kMaxAttributes) return over_limit("xml.limit-attributes", kMaxAttributes, at);
      if (!tag.empty) ++depth;
      at = tag.end;
    }
  }
  return std::nullopt;
}

}  // namespace chancery::xml
