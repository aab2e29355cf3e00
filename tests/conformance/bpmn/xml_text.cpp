#include "tests/conformance/bpmn/xml_text.h"

namespace chancery::conformance {

namespace {

constexpr std::string_view kXmlNamespace = "http://www.w3.org/XML/1998/namespace";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '&': out += "&amp;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  }
  return out;
}

// Every element says its namespace itself; attributes of a namespace bring a prefix of their own.
void write(std::string& out, const xml::Element& element) {
  out += "<" + element.name + " xmlns=\"" + escaped(element.ns) + "\"";
  std::size_t prefix = 0;
  for (const xml::Attribute& a : element.attributes) {
    std::string name = a.name;
    if (!a.ns.empty()) {
      const bool is_xml = a.ns == kXmlNamespace;  // bound to its own prefix for ever
      const std::string p = is_xml ? "xml" : "n" + std::to_string(prefix++);
      if (!is_xml) out += " xmlns:" + p + "=\"" + escaped(a.ns) + "\"";
      name = p + ":" + name;
    }
    out += " " + name + "=\"" + escaped(a.value) + "\"";
  }
  out += ">" + escaped(element.text);
  for (const xml::Element& child : element.children) write(out, child);
  out += "</" + element.name + ">";
}

}  // namespace

std::string to_xml(const xml::Element& root) {
  std::string out;
  write(out, root);
  return out;
}

}  // namespace chancery::conformance
