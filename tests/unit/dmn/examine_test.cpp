// Gaps and overlaps: found with an example, and not found where there are none.
#include <gtest/gtest.h>

#include "engine/dmn/examine.h"
#include "tests/unit/dmn/ask.h"

namespace chancery::dmn {
namespace {

using test::decision;

struct Column {
  std::string text;
  std::string type;
  std::string allowed = "";
};

// Rows: cells of the inputs, then the output.
std::string table(const std::string& attributes, const std::vector<Column>& columns,
                  const std::vector<std::vector<std::string>>& rows, const std::string& output = "<output/>") {
  std::string text = "<decisionTable " + attributes + ">";
  for (const Column& column : columns) {
    text +=
        "<input><inputExpression typeRef=\"" + column.type + "\"><text>" + column.text + "</text></inputExpression>";
    if (!column.allowed.empty()) text += "<inputValues><text>" + column.allowed + "</text></inputValues>";
    text += "</input>";
  }
  text += output;
  for (const auto& row : rows) {
    text += "<rule>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string kind = i < columns.size() ? "inputEntry" : "outputEntry";
      text += "<" + kind + "><text>" + row[i] + "</text></" + kind + ">";
    }
    text += "</rule>";
  }
  return decision("d", text + "</decisionTable>");
}

std::string found(const std::string& text) {
  feel::SymbolTable symbols;
  const ModelResult result = test::compiled({{text}}, symbols);
  if (!result.model) return test::codes_of(result.diagnostics);
  std::string all;
  for (const Diagnostic& d : examine_tables(*result.model)) {
    all += (all.empty() ? "" : "; ") + d.code.substr(4);
    for (const MessageParameter& p : d.parameters)
      if (p.name != "decision") all += " " + p.value;
  }
  return all;
}

const Column kNumber{"n", "number"};
const Column kFlag{"b", "boolean"};
const Column kText{"s", "string"};

TEST(Examine, CompleteTablesHaveNothing) {
  EXPECT_EQ(found(table("", {kNumber}, {{"&lt; 5", "1"}, {"&gt;= 5", "2"}})), "");
  EXPECT_EQ(
      found(table("", {kFlag, kNumber}, {{"true", "-", "1"}, {"false", "&lt; 0", "2"}, {"false", "&gt;= 0", "3"}})),
      "");
  EXPECT_EQ(found(table("", {{"s", "string", "\"a\", \"b\""}}, {{"\"a\"", "1"}, {"\"b\"", "2"}})), "");
  EXPECT_EQ(found(table("", {kText}, {{"\"a\"", "1"}, {"not(\"a\")", "2"}})), "");
  EXPECT_EQ(
      found(table("", {{"d", "date"}}, {{"&lt; date(\"2026-01-01\")", "1"}, {"&gt;= date(\"2026-01-01\")", "2"}})), "");
}

TEST(Examine, GapsComeWithAnExample) {
  EXPECT_EQ(found(table("", {kNumber}, {{"&lt; 5", "1"}, {"&gt; 5", "2"}})), "table-gap n = 5");
  EXPECT_EQ(found(table("", {kNumber}, {{"[1..2]", "1"}, {"[3..4]", "2"}})),
            "table-gap n = 0; table-gap n = 2.5; table-gap n = 5");
  EXPECT_EQ(found(table("", {kText}, {{"\"a\"", "1"}})), "table-gap s = \"…\"");
  EXPECT_EQ(found(table("", {kFlag, kNumber}, {{"true", "-", "1"}, {"false", "&lt; 0", "2"}})),
            "table-gap b = false, n = 0");
  EXPECT_EQ(found(table("", {{"n", "number", "[0..10]"}}, {{"&lt; 9", "1"}})), "table-gap n = 9");
}

TEST(Examine, GapsAreNoneWhereNoMatchIsMeant) {
  EXPECT_EQ(found(table("hitPolicy=\"COLLECT\"", {kNumber}, {{"&lt; 5", "1"}})), "");
  EXPECT_EQ(found(table("", {kNumber}, {{"&lt; 5", "1"}},
                        "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></output>")),
            "");
}

TEST(Examine, OverlapsNameTheRules) {
  EXPECT_EQ(found(table("", {kNumber}, {{"&lt;= 5", "1"}, {"&gt;= 5", "2"}})), "table-overlap 1, 2 n = 5");
  EXPECT_EQ(found(table("hitPolicy=\"FIRST\"", {kNumber}, {{"&lt;= 5", "1"}, {"&gt;= 5", "2"}})), "");
  EXPECT_EQ(found(table("hitPolicy=\"ANY\"", {kNumber}, {{"&lt;= 5", "1"}, {"&gt;= 5", "1"}})), "");
  EXPECT_EQ(found(table("hitPolicy=\"ANY\"", {kNumber}, {{"&lt;= 5", "1"}, {"&gt;= 5", "2"}})),
            "table-overlap 1, 2 n = 5");
  EXPECT_EQ(found(table("hitPolicy=\"ANY\"", {kNumber}, {{"&lt;= 5", "1"}, {"&gt;= 5", "n - 4"}})), "");
}

TEST(Examine, WhatReadsOtherVariablesMayMatch) {
  EXPECT_EQ(found(table("", {kNumber}, {{"&lt; limit", "1"}, {"&gt;= limit", "2"}})), "");
  EXPECT_EQ(found(table("", {kNumber}, {{"&lt; limit", "1"}, {"&lt; 3", "2"}})), "");
}

TEST(Examine, LargeTablesSaySo) {
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 400; ++i) {
    std::vector<std::string> row;
    for (int column = 0; column < 8; ++column) row.push_back("&gt; " + std::to_string((i * 7 + column * 13) % 97));
    row.emplace_back("1");
    rows.push_back(std::move(row));
  }
  const std::vector<Column> columns(8, kNumber);
  EXPECT_NE(found(table("", columns, rows)).find("table-not-examined"), std::string::npos);
}

}  // namespace
}  // namespace chancery::dmn
