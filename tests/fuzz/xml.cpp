// XML: the reader's promises about positions, order and limits, and that a tree that is written reads back the same.
#include "engine/xml/xml.h"

#include <algorithm>
#include <set>

#include "engine/xml/limits.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/targets.h"

namespace chancery::fuzz {
namespace {

using xml::Element;

constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

bool is_before(xml::Position a, xml::Position b) { return a.line != b.line ? a.line < b.line : a.column < b.column; }

class TreeCheck {
 public:
  void element(const Element& e, std::size_t depth) {
    require(depth <= xml::kMaxDepth && e.ordinal < xml::kMaxElements, "past a limit");
    require(e.ordinal == next_++, "not in document order: " + e.name);
    require(e.position.line > 0 && e.position.column > 0 && (e.ordinal == 0 || is_before(last_, e.position)),
            "begins before the one before: " + e.name);
    last_ = e.position;
    require(!e.name.empty() && e.name.find_first_of("<>&\"' \t\r\n") == std::string::npos, "no name: " + e.name);
    require(is_before(e.position, e.text_position), "its text before itself: " + e.name);
    std::set<std::pair<std::string_view, std::string_view>> names;
    for (const xml::Attribute& a : e.attributes) {
      require(names.emplace(a.ns, a.name).second, "an attribute twice: " + a.name);
      require(is_before(e.position, a.position), "an attribute before its element: " + a.name);
      require(e.attribute(a.ns, a.name) == &a, "an attribute that is not found: " + a.name);
    }
    for (const Element& child : e.children) element(child, depth + 1);
  }

 private:
  std::uint32_t next_ = 0;
  xml::Position last_;
};

// Characters that would be read as another, or as markup, by their number.
void write_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (std::string_view("<>&\"'\t\r\n").find(c) == std::string_view::npos)
      out += c;
    else
      out += "&#" + std::to_string(static_cast<int>(c)) + ";";
  }
}

class Writer {
 public:
  std::string take() { return std::move(out_); }
  // Declarations are attributes, too, and count against the limit.
  bool fits() const { return attributes_max_ <= xml::kMaxAttributes; }

  void write(const Element& e) {
    std::string declarations;
    const std::string tag = prefixed(e.ns, e.name, declarations);
    std::string attributes;
    for (const xml::Attribute& a : e.attributes) {
      attributes += " " + prefixed(a.ns, a.name, declarations) + "=\"";
      write_escaped(attributes, a.value);
      attributes += '"';
    }
    attributes_max_ = std::max(attributes_max_, e.attributes.size() + declared_.size());
    declared_.clear();
    out_ += "<" + tag + declarations + attributes + ">";
    write_escaped(out_, e.text);
    for (const Element& child : e.children) write(child);
    out_ += "</" + tag + ">";
  }

 private:
  std::string prefixed(const std::string& ns, const std::string& name, std::string& declarations) {
    if (ns.empty()) return name;
    if (ns == kXmlNamespace) return "xml:" + name;
    const auto known = std::find(declared_.begin(), declared_.end(), ns);
    const std::string prefix = "n" + std::to_string(known - declared_.begin());
    if (known == declared_.end()) {
      declared_.push_back(ns);
      declarations += " xmlns:" + prefix + "=\"";
      write_escaped(declarations, ns);
      declarations += '"';
    }
    return prefix + ":" + name;
  }

  std::string out_;
  std::vector<std::string> declared_;  // by the element that is being written
  std::size_t attributes_max_ = 0;
};

bool is_same(const Element& a, const Element& b) {
  const auto is_same_attribute = [](const xml::Attribute& x, const xml::Attribute& y) {
    return x.ns == y.ns && x.name == y.name && x.value == y.value;
  };
  return a.ordinal == b.ordinal && a.ns == b.ns && a.name == b.name && a.text == b.text &&
         std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(),
                    is_same_attribute) &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), is_same);
}

BytesView view(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

}  // namespace

int fuzz_xml(const std::uint8_t* data, std::size_t size) {
  const BytesView bytes(data, size);
  const xml::ParseResult result = xml::parse("a.xml", bytes);
  require(result.root.has_value() == result.diagnostics.empty(), "a tree with a fault, or neither");
  require(result.diagnostics.size() <= 1, "more than the first fault");
  require_inside(as_text(bytes), "a.xml", result.diagnostics, Place::kXml);
  if (!result.root) return 0;
  TreeCheck().element(*result.root, 1);
  Writer writer;
  writer.write(*result.root);
  if (!writer.fits()) return 0;
  const std::string written = writer.take();
  const xml::ParseResult again = xml::parse("b.xml", view(written));
  require(again.root.has_value(), "not read back: " + written);
  require(is_same(*result.root, *again.root), "read back as another tree: " + written);
  return 0;
}

}  // namespace chancery::fuzz
