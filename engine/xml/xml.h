// XML 1.0 bytes to a tree of elements, each with namespace, local name, attributes, text, line and column.
//
// Invariant: reads memory only. DTDs, entities (but for the five predefined ones) and other encodings than UTF-8 are
// refused, no file or address is ever opened, and every limit of limits.h is checked. Comments and processing
// instructions are dropped. Called by the readers of BPMN and DMN; it knows nothing of either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/diagnostic.h"

namespace chancery::xml {

struct Position {
  int line = 0;    // from 1
  int column = 0;  // from 1, in characters
  bool operator==(const Position&) const = default;
};

struct Attribute {
  std::string ns;  // namespace URI; "" for an attribute without prefix
  std::string name;
  std::string value;  // normalised as XML 1.0, 3.3.3 says
  Position position;  // of the first character of the value
};

struct Element {
  std::uint32_t ordinal = 0;  // place in document order; the root is 0
  std::string ns;
  std::string name;
  Position position;  // of the "<"
  std::vector<Attribute> attributes;
  std::string text;        // character data directly inside, joined, untouched
  Position text_position;  // of the first character inside that is no white space
  std::vector<Element> children;

  // Null when there is none. Attributes without prefix have the namespace "".
  const Attribute* attribute(std::string_view attribute_ns, std::string_view attribute_name) const;
  // The value, or "" when there is none.
  std::string_view value(std::string_view attribute_name) const;
  // The first child of that name; null when there is none.
  const Element* child(std::string_view child_ns, std::string_view child_name) const;
};

// text without white space (XML 1.0: space, tab, CR, LF) at both ends.
std::string_view trimmed(std::string_view text);

struct ParseResult {
  std::optional<Element> root;          // absent when, and only when, there are diagnostics
  std::vector<Diagnostic> diagnostics;  // at most one: XML is not read past its first fault
};

// Parses a whole document. file_name stands in the diagnostics only. Errors: xml.* of config/locale/xml.json.
ParseResult parse(std::string_view file_name, BytesView bytes);

}  // namespace chancery::xml
