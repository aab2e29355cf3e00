// matches, replace and split: the language of patterns is XPath's (F&O 3.1, 5.6), not that of the library underneath.
#include "engine/feel/pattern.h"

#include "feel_check.h"

namespace chancery::feel {
namespace {

TEST(FeelPatterns, MatchesAnywhereAndWithAnchors) {
  expect_all({{R"x(matches("foobar", "o+b"))x", "true"},
              {R"x(matches("foobar", "^o"))x", "false"},
              {R"x(matches("foobar", "r$"))x", "true"},
              {R"x(matches("foobar\n", "r$"))x", "false"},  // the end is the end, not the last line feed
              {R"x(matches("a\nb", "^b", "m"))x", "true"},
              {R"x(matches("a\nb", "a$", "m"))x", "true"},
              {R"x(matches("a\nb", "^b"))x", "false"},
              {R"x(matches("a\nb", "a.b"))x", "false"},
              {R"x(matches("a\nb", "a.b", "s"))x", "true"},
              {R"x(matches("a\r\nb", "a..b", "s"))x", "true"},
              {R"x(matches("a\u2028b", "a.b"))x", "true"},  // only CR and LF end a line
              {R"x(matches("", ""))x", "true"},
              {R"x(matches("ABC", "b", "i"))x", "true"},
              {R"x(matches("hello world", " he ll o[ ]wor ld", "x"))x", "true"},
              {R"x(matches("证明2026", "证明\d{4}"))x", "true"}});
}

TEST(FeelPatterns, ClassesSubtractAndKnowCategoriesAndBlocks) {
  expect_all({{R"x(matches("e", "[a-z-[aeiou]]"))x", "false"},
              {R"x(matches("f", "[a-z-[aeiou]]"))x", "true"},
              {R"x(matches("O", "[A-Z-[OI]]", "i"))x", "false"},
              {R"x(matches("o", "[A-Z-[OI]]", "i"))x", "false"},
              {R"x(matches("q", "[^Q]", "i"))x", "false"},
              {R"x(matches("-", "[a-]"))x", "true"},
              {R"x(matches("]", "[\]]"))x", "true"},
              {R"x(matches("文", "\p{IsCJKUnifiedIdeographs}"))x", "true"},
              {R"x(matches("A", "\p{Lu}"))x", "true"},
              {R"x(matches("a", "\P{Lu}"))x", "true"},
              {R"x(matches("٣", "\d"))x", "true"},
              {R"x(matches("_a", "\i\c"))x", "true"},
              {R"x(matches("a", "[\s\S]"))x", "true"},
              {R"x(matches("\u00A0", "\s"))x", "false"}});  // white space of XML is four characters
}

TEST(FeelPatterns, WhatTheGrammarDoesNotKnowIsAFault) {
  for (const char* pattern :
       {"(?=a)",    "(?<n>a)",   "(?i)a",   "a++",      "a**",        "*a",         "+",
        "a{2,1}",   "a{,2}",     "a{",      "}",        "]",          "(",          ")",
        "(a",       "[a",        "[]",      "[b-a]",    "[a-b-c]",    "[a[b]",      "\\\\b",
        "\\\\A",    "\\\\Q",     "\\\\1",   "(a\\\\1)", "(a)[\\\\1]", "\\\\p{Foo}", "\\\\p{IsNothing}",
        "\\\\p{Lu", "\\\\u0041", "a{99999}"}) {
    EXPECT_EQ(feel(std::string("matches(\"a\", \"") + pattern + "\")"), "null !feel.bad-pattern") << pattern;
  }
  EXPECT_EQ(feel(R"x(matches("a", "a", "y"))x"), "null !feel.bad-argument");
  EXPECT_EQ(feel(R"x(matches("a", "a", "q"))x"), "null !feel.bad-argument");  // of a later XPath
  EXPECT_EQ(feel(R"x(matches("a", "a", 1))x"), "null !feel.bad-argument");
  EXPECT_EQ(feel(R"x(matches("a", "a", null))x"), "true");
}

TEST(FeelPatterns, BackReferencesReachClosedGroups) {
  expect_all({{R"x(matches("abab", "(ab)\1"))x", "true"},
              {R"x(matches("abba", "(ab)\1"))x", "false"},
              {R"x(matches("aa1", "(a)\11"))x", "true"},  // one group: \1 and the digit 1
              {R"x(matches("abc", "(?:a)(b)c"))x", "true"}});
}

TEST(FeelPatterns, ReplacementsNameGroups) {
  expect_all({{R"x(replace("abcd", "(ab)|(a)", "[1=$1][2=$2]"))x", "\"[1=ab][2=]cd\""},
              {R"x(replace("a", "a", "[$0]"))x", "\"[a]\""},
              {R"x(replace("abc", "(a)(b)", "$12"))x", "\"a2c\""},
              {R"x(replace("a", "a", "\\$\\\\"))x", "\"$\\\""},
              {R"x(replace("a", "a", "$x"))x", "null !feel.bad-argument"},
              {R"x(replace("a", "a", "\\x"))x", "null !feel.bad-argument"},
              {R"x(replace("abc", "x*", "-"))x", "null !feel.bad-pattern"},  // would match nothing for ever
              {R"x(replace("AbB", "b", "-", "i"))x", "\"A--\""},
              {R"x(split("a1b22c", "\d+"))x", "[\"a\", \"b\", \"c\"]"},
              {R"x(split("", ";"))x", "[\"\"]"},
              {R"x(split("abc", "x*"))x", "null !feel.bad-argument"}});
}

TEST(FeelPatterns, WorkIsBounded) {
  const std::string evil = R"x(matches("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "(a+)+$"))x";
  EXPECT_EQ(feel(evil), "null !feel.bad-pattern");
  EXPECT_NE(feel("for i in 1..100000 return " + evil).find("feel.too-many-steps"), std::string::npos);
  EXPECT_EQ(feel("matches(\"a\", \"" + std::string(3'000, '(') + std::string(3'000, ')') + "\")"),
            "null !feel.bad-pattern");
  EXPECT_EQ(feel("matches(\"a\", \"" + std::string(20'000, 'a') + "\")"), "null !feel.bad-pattern");
}

TEST(FeelPatterns, FlagsAreTheFourLetters) {
  EXPECT_TRUE(pattern_flags("imsx").has_value());
  EXPECT_FALSE(pattern_flags("g").has_value());
  EXPECT_EQ(icu_pattern("(a)(?:b)(c)", {})->groups, 2);
}

}  // namespace
}  // namespace chancery::feel
