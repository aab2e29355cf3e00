#include "engine/xml/fault.h"

#include <libxml/xmlerror.h>

#include <string_view>

namespace chancery::xml {

namespace {

const char* code_of(int libxml2_code) {
  switch (libxml2_code) {
    case XML_ERR_DOCUMENT_EMPTY: return "xml.no-element";
    case XML_ERR_DOCUMENT_END: return "xml.content-after-root";
    case XML_ERR_TAG_NAME_MISMATCH: return "xml.tag-mismatch";
    case XML_ERR_TAG_NOT_FINISHED:
    case XML_ERR_GT_REQUIRED: return "xml.cut-off";
    case XML_ERR_ATTRIBUTE_REDEFINED:
    case XML_NS_ERR_ATTRIBUTE_REDEFINED: return "xml.duplicate-attribute";
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE: return "xml.attribute-not-quoted";
    case XML_ERR_LT_IN_ATTRIBUTE: return "xml.less-than-in-attribute";
    case XML_NS_ERR_UNDEFINED_NAMESPACE: return "xml.unbound-prefix";
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY: return "xml.undefined-entity";
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_CHARREF:
    case XML_ERR_INVALID_HEX_CHARREF:
    case XML_ERR_INVALID_DEC_CHARREF: return "xml.bad-character";
    case XML_ERR_INVALID_ENCODING: return "xml.bad-utf8";
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_NAME_REQUIRED: return "xml.bare-markup-character";
    case XML_ERR_RESERVED_XML_NAME: return "xml.late-declaration";
    case XML_ERR_MISPLACED_CDATA_END: return "xml.cdata-end-in-text";
    case XML_ERR_HYPHEN_IN_COMMENT: return "xml.hyphens-in-comment";
    case XML_NS_ERR_XML_NAMESPACE: return "xml.bad-namespace-declaration";
    default: return "xml.not-well-formed";
  }
}

// The codes whose message has the place {name}.
bool names_something(std::string_view code) {
  return code == "xml.tag-mismatch" || code == "xml.duplicate-attribute" || code == "xml.unbound-prefix" ||
         code == "xml.undefined-entity";
}

// A name of the document for a message: cut at a character, so that a long one does not flood the list of faults.
std::string shortened(std::string name) {
  constexpr std::size_t kMaxBytes = 80;
  if (name.size() <= kMaxBytes) return name;
  std::size_t end = kMaxBytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0u) == 0x80u) --end;
  return name.substr(0, end) + "…";
}

}  // namespace

Fault fault_of_libxml2(int libxml2_code, std::string name, std::size_t offset) {
  Fault fault{code_of(libxml2_code), {}, offset};
  if (names_something(fault.code)) fault.parameters.push_back({"name", shortened(std::move(name))});
  if (fault.code == "xml.not-well-formed") fault.parameters.push_back({"number", std::to_string(libxml2_code)});
  return fault;
}

}  // namespace chancery::xml
