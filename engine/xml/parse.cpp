// The SAX2 side of libxml2. Its tree, its error printing and its loaders are never used: the handler has its own
// functions for what it needs and null for the rest, and the text is already UTF-8 without DOCTYPE.
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <memory>

#include "engine/xml/encoding.h"
#include "engine/xml/limits.h"
#include "engine/xml/positions.h"
#include "engine/xml/prescan.h"
#include "engine/xml/xml.h"

namespace chancery::xml {

namespace {

struct Builder {
  explicit Builder(std::string_view utf8) : text(utf8), cursor(utf8) {}

  std::string_view text;
  PositionCursor cursor;
  xmlParserCtxtPtr context = nullptr;
  std::optional<Element> root;
  std::vector<Element*> open;  // each points into the last child of the one before: only the last grows
  std::uint32_t next_ordinal = 0;
  std::optional<Fault> fault;

  std::size_t offset() const {
    const long consumed = xmlByteConsumed(context);
    return consumed < 0 ? 0 : std::min(static_cast<std::size_t>(consumed), text.size());
  }
};

std::string to_string(const xmlChar* text) {
  return text ? std::string(reinterpret_cast<const char*>(text)) : std::string();
}

// Offsets of the attribute values of the tag that begins at "<", namespace declarations left out, in the order of the
// tag.
std::vector<std::size_t> value_offsets(std::string_view text, std::size_t at) {
  std::vector<std::size_t> offsets;
  while (at < text.size() && text[at] != '>') {
    const std::size_t quote = text.find_first_of("\"'>", at);
    if (quote == std::string_view::npos || text[quote] == '>') break;
    const std::size_t equals = text.rfind('=', quote);
    const std::size_t name_end = text.find_last_not_of(" \t\r\n", equals - 1) + 1;
    const std::size_t name_start = text.find_last_of(" \t\r\n\"'", name_end - 1) + 1;
    const std::string_view name = text.substr(name_start, name_end - name_start);
    if (name != "xmlns" && !name.starts_with("xmlns:")) offsets.push_back(quote + 1);
    at = text.find(text[quote], quote + 1);
    if (at == std::string_view::npos) break;
    ++at;
  }
  return offsets;
}

// Where the first character that is no white space stands, behind the start tag and the opening of a CDATA section.
std::size_t text_start(std::string_view text, std::size_t at) {
  constexpr std::string_view kCdata = "<![CDATA[";
  at = std::min(text.find('>', at), text.size());
  at = std::min(text.find_first_not_of(" \t\r\n", at + 1), text.size());
  if (text.substr(at).starts_with(kCdata))
    at = std::min(text.find_first_not_of(" \t\r\n", at + kCdata.size()), text.size());
  return at;
}

void on_start(void* user, const xmlChar* name, const xmlChar*, const xmlChar* uri, int, const xmlChar**, int count, int,
              const xmlChar** attributes) {
  auto& builder = *static_cast<Builder*>(user);
  if (builder.fault) return;
  const std::size_t behind_tag = builder.offset();
  const std::size_t start = builder.text.rfind('<', behind_tag == 0 ? 0 : behind_tag - 1);
  Element element;
  element.ordinal = builder.next_ordinal++;
  element.ns = to_string(uri);
  element.name = to_string(name);
  element.position = builder.cursor.at(start);
  const std::vector<std::size_t> offsets = value_offsets(builder.text, start);
  element.attributes.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    // libxml2 hands out five pointers each: local name, prefix, URI, begin and end of the value.
    const xmlChar** field = attributes + 5 * i;
    const auto index = static_cast<std::size_t>(i);
    element.attributes.push_back(
        {to_string(field[2]), to_string(field[0]),
         std::string(reinterpret_cast<const char*>(field[3]), static_cast<std::size_t>(field[4] - field[3])),
         index < offsets.size() ? builder.cursor.at(offsets[index]) : element.position});
  }
  element.text_position = builder.cursor.at(text_start(builder.text, behind_tag));
  if (builder.open.empty()) {
    builder.open.push_back(&builder.root.emplace(std::move(element)));
  } else {
    builder.open.push_back(&builder.open.back()->children.emplace_back(std::move(element)));
  }
}

void on_end(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto& builder = *static_cast<Builder*>(user);
  if (!builder.open.empty()) builder.open.pop_back();
}

void on_characters(void* user, const xmlChar* characters, int length) {
  auto& builder = *static_cast<Builder*>(user);
  if (builder.open.empty()) return;
  builder.open.back()->text.append(reinterpret_cast<const char*>(characters), static_cast<std::size_t>(length));
}

void on_doctype(void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
  auto& builder = *static_cast<Builder*>(user);
  if (!builder.fault) builder.fault = Fault{"xml.doctype", {}, builder.offset()};
  xmlStopParser(builder.context);
}

xmlEntityPtr no_entity(void*, const xmlChar*) { return nullptr; }

bool is_about_namespace_text(int code) { return code == XML_WAR_NS_URI || code == XML_WAR_NS_URI_RELATIVE; }

void on_error(void* user, xmlErrorPtr error) {
  auto& builder = *static_cast<Builder*>(user);
  // A namespace name that is no URI does no harm: it is compared as text.
  if (builder.fault || error->level < XML_ERR_ERROR || is_about_namespace_text(error->code)) return;
  builder.fault = fault_of_libxml2(error->code, error->str1 ? error->str1 : "", builder.offset());
  xmlStopParser(builder.context);
}

xmlSAXHandler handler() {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = on_start;
  sax.endElementNs = on_end;
  sax.characters = on_characters;
  sax.ignorableWhitespace = on_characters;
  sax.cdataBlock = on_characters;
  sax.internalSubset = on_doctype;
  sax.getEntity = no_entity;
  sax.getParameterEntity = no_entity;
  sax.serror = on_error;
  return sax;
}

void run_libxml2(Builder& builder) {
  xmlSAXHandler sax = handler();
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(
      xmlCreateMemoryParserCtxt(builder.text.data(), static_cast<int>(builder.text.size())), &xmlFreeParserCtxt);
  CHANCERY_ASSERT(context != nullptr);
  builder.context = context.get();
  *context->sax = sax;
  context->userData = &builder;
  // NOENT, for without it libxml2 leaves "&amp;" in attribute values half replaced; only the five predefined entities are known.
  xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
  xmlParseDocument(context.get());
  if (!builder.fault && (!context->wellFormed || !builder.root)) {
    builder.fault = fault_of_libxml2(context->errNo, "", builder.offset());
  }
}

ParseResult refused(std::string_view file_name, Fault fault, Position position) {
  ParseResult result;
  result.diagnostics.push_back(
      {std::string(file_name), position.line, position.column, std::move(fault.code), std::move(fault.parameters)});
  return result;
}

}  // namespace

ParseResult parse(std::string_view file_name, BytesView bytes) {
  if (bytes.size() > kMaxDocumentBytes) {
    return refused(file_name, {"xml.limit-bytes", {{"limit", std::to_string(kMaxDocumentBytes)}}, 0}, {});
  }
  std::variant<std::string, Fault> decoded = to_utf8(bytes);
  if (auto* fault = std::get_if<Fault>(&decoded)) {
    std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    if (raw.starts_with(kByteOrderMark)) raw.remove_prefix(kByteOrderMark.size());
    return refused(file_name, std::move(*fault), PositionCursor(raw).at(fault->offset));
  }
  const std::string& text = std::get<std::string>(decoded);
  if (auto fault = prescan(text)) {
    const Position position = PositionCursor(text).at(fault->offset);
    return refused(file_name, std::move(*fault), position);
  }
  Builder builder(text);
  run_libxml2(builder);
  if (builder.fault) {
    const Position position = PositionCursor(text).at(builder.fault->offset);
    return refused(file_name, std::move(*builder.fault), position);
  }
  ParseResult result;
  result.root = std::move(builder.root);
  return result;
}

}  // namespace chancery::xml
