#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "engine/xml/limits.h"
#include "engine/xml/xml.h"

namespace chancery::xml {
namespace {

Diagnostic refusal(std::string_view text) {
  const ParseResult result = parse("t.xml", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  EXPECT_FALSE(result.root.has_value());
  EXPECT_EQ(result.diagnostics.size(), 1u);
  return result.diagnostics.empty() ? Diagnostic{} : result.diagnostics[0];
}

struct RefusalCase {
  const char* text;
  const char* code;
  int line;
  int column;  // 0: not compared
};

class XmlRefusal : public testing::TestWithParam<RefusalCase> {};

TEST_P(XmlRefusal, NamesCodeAndPlace) {
  const RefusalCase& expected = GetParam();
  const Diagnostic found = refusal(expected.text);
  EXPECT_EQ(found.code, expected.code) << expected.text;
  EXPECT_EQ(found.file, "t.xml");
  EXPECT_EQ(found.line, expected.line) << expected.text;
  if (expected.column > 0) {
    EXPECT_EQ(found.column, expected.column) << expected.text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Faults, XmlRefusal,
    testing::Values(RefusalCase{"", "xml.empty", 1, 1}, RefusalCase{" \n ", "xml.empty", 1, 1},
                    RefusalCase{"{\"a\":1}", "xml.no-element", 1, 0},
                    RefusalCase{"<a/>\n<b/>", "xml.content-after-root", 2, 0},
                    RefusalCase{"\n<!DOCTYPE a><a/>", "xml.doctype", 2, 1},
                    RefusalCase{"<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "xml.doctype", 1, 1},
                    RefusalCase{"<a>\n&nbsp;</a>", "xml.undefined-entity", 2, 0},
                    RefusalCase{"<a>\n<b></a>", "xml.tag-mismatch", 2, 0}, RefusalCase{"<a>\n", "xml.cut-off", 2, 0},
                    RefusalCase{"<a x='1' x='2'/>", "xml.duplicate-attribute", 1, 0},
                    RefusalCase{"<a x=1/>", "xml.attribute-not-quoted", 1, 0},
                    RefusalCase{"<a x='<'/>", "xml.less-than-in-attribute", 1, 0},
                    RefusalCase{"<a><p:b/></a>", "xml.unbound-prefix", 1, 0},
                    RefusalCase{"<a>a & b</a>", "xml.bare-markup-character", 1, 0},
                    RefusalCase{"<a>&#8;</a>", "xml.bad-character", 1, 0},
                    RefusalCase{"<a>\xC3(</a>", "xml.bad-utf8", 1, 4},
                    RefusalCase{"\xEF\xBB\xBF<a>\xC3(</a>", "xml.bad-utf8", 1, 4},
                    RefusalCase{"<?xml version='1.0' encoding='GBK'?><a/>", "xml.unsupported-encoding", 1, 1},
                    RefusalCase{"<?xml version='1.0' encoding='US-ASCII'?><a>\xC3\x84</a>", "xml.bad-utf8", 1, 0},
                    RefusalCase{"\xFE\xFF", "xml.unsupported-encoding", 1, 1},
                    RefusalCase{" <?xml version='1.0'?><a/>", "xml.late-declaration", 1, 0}));

TEST(XmlRefusalNames, CarryTheNameOfWhatIsWrong) {
  EXPECT_EQ(refusal("<a><p:b/></a>").parameters, (std::vector<MessageParameter>{{"name", "p"}}));
  EXPECT_EQ(refusal("<a>&secret;</a>").parameters, (std::vector<MessageParameter>{{"name", "secret"}}));
  const std::string long_name(5000, 'n');
  EXPECT_LT(refusal("<a>&" + long_name + ";</a>").parameters[0].value.size(), 100u);
}

TEST(XmlRefusalNul, IsNotASilentEnd) { EXPECT_EQ(refusal(std::string_view("<a/>\0<b/>", 9)).code, "xml.nul-byte"); }

TEST(XmlLimits, Depth) {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
  };
  const std::string allowed = nested(kMaxDepth);
  EXPECT_TRUE(parse("t", {reinterpret_cast<const std::uint8_t*>(allowed.data()), allowed.size()}).root.has_value());
  EXPECT_EQ(refusal(nested(kMaxDepth + 1)).code, "xml.limit-depth");
  EXPECT_EQ(refusal(nested(1'000'000)).code, "xml.limit-depth");
}

TEST(XmlLimits, ElementsAttributesBytes) {
  std::string wide = "<a>";
  for (std::size_t i = 0; i < kMaxElements; ++i) wide += "<b/>";
  EXPECT_EQ(refusal(wide + "</a>").code, "xml.limit-elements");
  std::string attributes = "<a";
  for (std::size_t i = 0; i <= kMaxAttributes; ++i) attributes += " x" + std::to_string(i) + "=''";
  EXPECT_EQ(refusal(attributes + "/>").code, "xml.limit-attributes");
  EXPECT_EQ(refusal("<a>" + std::string(kMaxDocumentBytes, 'x') + "</a>").code, "xml.limit-bytes");
}

TEST(XmlLimits, AHalfMillionAttributesTakeNoQuadraticTime) {
  std::string attributes = "<a";
  while (attributes.size() < kMaxDocumentBytes - 100) attributes += " x" + std::to_string(attributes.size()) + "=''";
  EXPECT_EQ(refusal(attributes + "/>").code, "xml.limit-attributes");
}

}  // namespace
}  // namespace chancery::xml
