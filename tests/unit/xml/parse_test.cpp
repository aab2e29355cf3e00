#include <gtest/gtest.h>

#include "engine/xml/xml.h"

namespace chancery::xml {
namespace {

BytesView bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

Element parsed(std::string_view text) {
  ParseResult result = parse("t.xml", bytes_of(text));
  EXPECT_TRUE(result.root.has_value()) << (result.diagnostics.empty() ? "" : result.diagnostics[0].code);
  EXPECT_TRUE(result.diagnostics.empty());
  return result.root ? std::move(*result.root) : Element{};
}

TEST(XmlParse, NamespacesAreResolvedAndAttributesWithoutPrefixHaveNone) {
  const Element root = parsed(R"(<a xmlns="urn:one" xmlns:p="urn:two" x="1" p:x="2"><p:b/><c xmlns=""/></a>)");
  EXPECT_EQ(root.ns, "urn:one");
  EXPECT_EQ(root.name, "a");
  ASSERT_EQ(root.attributes.size(), 2u);
  EXPECT_EQ(root.value("x"), "1");
  ASSERT_NE(root.attribute("urn:two", "x"), nullptr);
  EXPECT_EQ(root.attribute("urn:two", "x")->value, "2");
  EXPECT_EQ(root.attribute("urn:one", "x"), nullptr);
  ASSERT_EQ(root.children.size(), 2u);
  EXPECT_EQ(root.children[0].ns, "urn:two");
  EXPECT_EQ(root.children[1].ns, "");
  EXPECT_NE(root.child("urn:two", "b"), nullptr);
  EXPECT_EQ(root.child("urn:one", "b"), nullptr);
}

TEST(XmlParse, OrdinalsCountElementsInDocumentOrder) {
  const Element root = parsed("<a><b><c/></b><!-- d --><d/></a>");
  EXPECT_EQ(root.ordinal, 0u);
  EXPECT_EQ(root.children[0].ordinal, 1u);
  EXPECT_EQ(root.children[0].children[0].ordinal, 2u);
  EXPECT_EQ(root.children[1].ordinal, 3u);
}

TEST(XmlParse, PositionsAreThoseOfTheLessThanAndCountCharacters) {
  const Element root = parsed("<a>\n  <b\n   x='1'\n  />\n  审批<c y=\"二\" z = '3'>  ok</c></a>");
  EXPECT_EQ(root.position, (Position{1, 1}));
  EXPECT_EQ(root.children[0].position, (Position{2, 3}));
  EXPECT_EQ(root.children[0].attributes[0].position, (Position{3, 7}));
  const Element& c = root.children[1];
  EXPECT_EQ(c.position, (Position{5, 5}));
  EXPECT_EQ(c.attributes[0].position, (Position{5, 11}));
  EXPECT_EQ(c.attributes[1].position, (Position{5, 19}));
  EXPECT_EQ(c.text_position, (Position{5, 24}));
}

TEST(XmlParse, PositionsHoldWithCrLfAndByteOrderMark) {
  const Element root = parsed("\xEF\xBB\xBF<?xml version=\"1.0\"?>\r\n<a>\r\n\t<b/></a>");
  EXPECT_EQ(root.position, (Position{2, 1}));
  EXPECT_EQ(root.children[0].position, (Position{3, 2}));
}

TEST(XmlParse, AttributeValuesWithGreaterThanAndNamespaceDeclarationsKeepTheirPlaces) {
  const Element root = parsed(R"(<a xmlns:q="urn:q" x="a > b" q:y='"'/>)");
  EXPECT_EQ(root.position, (Position{1, 1}));
  EXPECT_EQ(root.attributes[0].value, "a > b");
  EXPECT_EQ(root.attributes[0].position, (Position{1, 23}));
  EXPECT_EQ(root.attributes[1].value, "\"");
  EXPECT_EQ(root.attributes[1].position, (Position{1, 35}));
}

TEST(XmlParse, TextJoinsCdataAndReferences) {
  const Element root = parsed("<a>x &lt; <![CDATA[y && <z>]]>&#x1F600;<!-- gone --><b>inner</b> end</a>");
  EXPECT_EQ(root.text, "x < y && <z>\xF0\x9F\x98\x80 end");
  EXPECT_EQ(root.children[0].text, "inner");
}

TEST(XmlParse, EntitiesInAttributesStandForTheirCharacter) {
  EXPECT_EQ(parsed(R"(<a b="a &amp;&amp; b &lt; &#38;&gt;&quot;&apos; &amp;lt;"/>)").value("b"), "a && b < &>\"' &lt;");
}

TEST(XmlParse, TextPositionLooksBehindCdataOpening) {
  EXPECT_EQ(parsed("<a><![CDATA[ x]]></a>").text_position, (Position{1, 14}));
}

TEST(XmlParse, Latin1IsTurnedIntoUtf8) {
  const Element root = parsed("<?xml version='1.0' encoding='ISO-8859-1'?><a n='\xC4rger'>\xFC</a>");
  EXPECT_EQ(root.value("n"), "\xC3\x84rger");
  EXPECT_EQ(root.text, "\xC3\xBC");
}

TEST(XmlParse, NamespaceNamesNeedNotBeUris) { EXPECT_EQ(parsed("<a xmlns='not a uri'/>").ns, "not a uri"); }

TEST(XmlParse, TrimmedTakesXmlWhiteSpaceOnly) {
  EXPECT_EQ(trimmed(" \t\r\n x y \n"), "x y");
  EXPECT_EQ(trimmed(" \n "), "");
  EXPECT_EQ(trimmed("\xC2\xA0x"), "\xC2\xA0x");
}

}  // namespace
}  // namespace chancery::xml
