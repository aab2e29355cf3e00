#include "engine/register/decide.h"

#include <gtest/gtest.h>

#include "engine/json/json.h"

namespace chancery::registers {
namespace {

Value context(std::string_view text) { return *json::parse_json(text); }
Instant at(std::string_view text) { return *parse_rfc3339(text); }
template <class T>
std::string code(const Result<T>& result) {
  return result ? "accepted" : result.error().code;
}

struct Registers : ::testing::Test {
  feel::SymbolTable symbols;
  RegisterCatalogue catalogue;
  RegisterTables tables;
  ZoneTable zones;
  Registers() {
    add(R"({"id":"use-book","kind":"book","name":{"zh":"用印登记"},"scope":"seal","kinds":["used","void","corrected"],
      "fields":[{"key":"title","label":{"zh":"题"},"type":"text","required":true},{"key":"copies","label":{"zh":"份"},"type":"number"},
                {"key":"on","label":{"zh":"日"},"type":"date"},{"key":"who","label":{"zh":"人"},"type":"person"},{"key":"scan","label":{"zh":"件"},"type":"file"}]})");
    add(R"({"id":"ledger","kind":"book","name":{"zh":"台账"},"scope":"unit","yearly":false,"fields":[]})");
    add(R"({"id":"letters","kind":"book","name":{"zh":"函"},"scope":"unit","fields":[],"format":"=scope + \"〔\" + string(year) + \"〕\" + string(number) + \"号\""})");
    add(R"({"id":"broken","kind":"book","name":{"zh":"坏"},"scope":"unit","fields":[],"format":"=number"})");
    add(R"({"id":"seal","kind":"entity","name":{"zh":"印章"},"states":["filed","active","void"],"initial":"filed",
      "transitions":[["filed","active"],["active","void"]],
      "fields":[{"key":"name_zh","label":{"zh":"名"},"type":"text","required":true},{"key":"holder","label":{"zh":"保管人"},"type":"person"}]})");
  }
  void add(std::string_view text) { ASSERT_TRUE(catalogue.add("x.json", context(text), symbols).empty()) << text; }
  Result<journal::LineAppended> append(std::string_view line, std::string_view when = "2026-03-02T01:00:00Z",
                                       std::string book = "use-book", std::string scope = "g-committee") {
    return decide_append_line(catalogue, tables, zones,
                              {std::move(book), std::move(scope), "", UnitId{2}, context(line), at(when)});
  }
  Result<journal::EntityCreated> create(std::string id, std::string state, std::string_view content) {
    return decide_create_entity(catalogue, tables,
                                {"seal", std::move(id), std::move(state), UnitId{2}, context(content)});
  }
  Result<journal::EntityChanged> change(std::string id, std::string state, const Value& changed) {
    return decide_change_entity(catalogue, tables, {"seal", std::move(id), std::move(state), changed, {}});
  }
};

TEST_F(Registers, NumbersAreGapFreeForEachScopeAndYear) {
  for (int i = 1; i <= 3; ++i) {
    const auto line = append(R"({"title":"函"})");
    ASSERT_TRUE(line);
    EXPECT_EQ(line->number, static_cast<std::uint64_t>(i));
    apply(tables, *line);
  }
  EXPECT_EQ(append(R"({"title":"函"})")->text, "2026-0004");
  EXPECT_EQ(append(R"({"title":"函"})", "2026-03-02T01:00:00Z", "use-book", "g-branch")->text, "2026-0001")
      << "each seal for itself";
  EXPECT_EQ(append(R"({"title":"函"})", "2027-03-02T01:00:00Z")->text, "2027-0001");
}

TEST_F(Registers, TheYearIsTheCivilOne) {
  EXPECT_EQ(append(R"({"title":"函"})", "2026-12-31T15:59:59Z")->year, 2026u);
  EXPECT_EQ(append(R"({"title":"函"})", "2026-12-31T16:00:00Z")->year, 2027u) << "midnight in Shanghai";
}

TEST_F(Registers, ARefusedLineTakesNoNumber) {
  EXPECT_EQ(code(append(R"({})")), "register.missing-field");
  EXPECT_EQ(code(append(R"({"title":null})")), "register.missing-field");
  EXPECT_EQ(tables.last_number("use-book", "g-committee", 2026), 0u);
  EXPECT_EQ(append(R"({"title":"函"})")->number, 1u);
}

TEST_F(Registers, LinesMustFitTheirDeclaration) {
  EXPECT_EQ(code(append(R"({"title":"函","colour":"红"})")), "register.unknown-field");
  EXPECT_EQ(code(append(R"({"title":5})")), "register.wrong-type");
  EXPECT_EQ(code(append(R"({"title":"函","copies":"2"})")), "register.wrong-type");
  EXPECT_EQ(code(append(R"({"title":"函","on":"2026-02-30"})")), "register.wrong-type");
  EXPECT_EQ(code(append(R"({"title":"函","who":"g-chair"})")), "register.wrong-type");
  EXPECT_EQ(code(append(R"({"title":"函","scan":"x.pdf"})")), "register.wrong-type");
  EXPECT_EQ(code(append("[]")), "register.not-a-context");
  EXPECT_EQ(code(append(R"({"title":"函"})", "2026-03-02T01:00:00Z", "no-book")), "register.unknown-book");
  EXPECT_EQ(code(append(R"({"title":"函"})", "2026-03-02T01:00:00Z", "use-book", "")), "register.scope-missing");
  const LineRequest other_kind{"use-book", "g-committee", "burnt", UnitId{2}, context(R"({"title":"函"})"), {}};
  EXPECT_EQ(code(decide_append_line(catalogue, tables, zones, other_kind)), "register.bad-line-kind");
}

TEST_F(Registers, DatesAreKeptAsDatesAndPersonalReferencesPass) {
  Context line;
  line.set("title", Value::personal({"case-1", "title", {}}));
  line.set("on", Value::text("2026-03-02"));
  line.set("copies", Value());
  const auto event = decide_append_line(
      catalogue, tables, zones,
      {"use-book", "g-committee", "used", UnitId{2}, Value::context(line), at("2026-03-02T01:00:00Z")});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->line.get("on").kind(), ValueKind::kDate);
  EXPECT_TRUE(event->line.get("title").is_personal());
  EXPECT_EQ(event->line.as_context().find("copies"), nullptr) << "nulls are not stored";
  EXPECT_EQ(line_value(*event).get_text("text"), "2026-0001");
}

TEST_F(Registers, NumberTextsFollowTheBook) {
  EXPECT_EQ(append("{}", "2026-03-02T01:00:00Z", "ledger", "demo-gacha")->text, "0001");
  EXPECT_EQ(append("{}", "2026-03-02T01:00:00Z", "ledger", "demo-gacha")->year, 0u);
  EXPECT_EQ(append("{}", "2026-03-02T01:00:00Z", "letters", "demo-gacha")->text, "demo-gacha〔2026〕1号");
  EXPECT_EQ(code(append("{}", "2026-03-02T01:00:00Z", "broken", "demo-gacha")), "register.bad-number-format");
}

TEST_F(Registers, ACounterEntryStandsUnderItsNumberAndTakesNone) {
  apply(tables, *append(R"({"title":"函"})"));
  CorrectionRequest request{"use-book", "g-committee", 2026, 1, "corrected", UnitId{2}, context(R"({"copies":3})")};
  const auto entry = decide_correct_line(catalogue, tables, request);
  ASSERT_TRUE(entry);
  EXPECT_TRUE(entry->correction);
  EXPECT_EQ(entry->text, "2026-0001");
  apply(tables, *entry);
  EXPECT_EQ(tables.last_number("use-book", "g-committee", 2026), 1u);
  for (const std::uint64_t number : {0u, 2u}) {
    request.number = number;
    EXPECT_EQ(code(decide_correct_line(catalogue, tables, request)), "register.no-such-line");
  }
  request.number = 1;
  request.year = 2025;
  EXPECT_EQ(code(decide_correct_line(catalogue, tables, request)), "register.no-such-line");
  request.year = 2026;
  request.kind = "erased";
  EXPECT_EQ(code(decide_correct_line(catalogue, tables, request)), "register.bad-line-kind");
  request.kind = "void";
  request.line = context(R"({"title":null})");
  EXPECT_EQ(code(decide_correct_line(catalogue, tables, request)), "register.missing-field")
      << "a required value is not taken away";
}

TEST_F(Registers, EntitiesAreCreatedOnce) {
  const auto seal = create("g-committee", "", R"({"name_zh":"村民委员会章"})");
  ASSERT_TRUE(seal);
  EXPECT_EQ(seal->state, "filed");
  apply(tables, *seal);
  EXPECT_EQ(tables.entity("seal", "g-committee")->version, 1u);
  EXPECT_EQ(tables.entities_of(UnitId{2}, "seal").size(), 1u);
  EXPECT_TRUE(tables.entities_of(UnitId{3}, "seal").empty());
  EXPECT_EQ(code(create("g-committee", "", R"({"name_zh":"又一枚"})")), "register.entity-exists");
  EXPECT_EQ(code(create("other", "void", R"({"name_zh":"章"})")), "register.bad-transition");
  EXPECT_EQ(code(create("other", "melted", R"({"name_zh":"章"})")), "register.unknown-state");
  EXPECT_EQ(code(create("other", "", "{}")), "register.missing-field");
  EXPECT_EQ(code(create("a b", "", R"({"name_zh":"章"})")), "register.bad-entity-id");
  EXPECT_EQ(code(decide_create_entity(catalogue, tables, {"stamp", "", "", UnitId{2}, {}})), "register.unknown-kind");
}

TEST_F(Registers, MadeIdsAreCountersAndStepOverChosenOnes) {
  const auto first = create("", "", R"({"name_zh":"章"})");
  EXPECT_EQ(first->id, "seal-1");
  apply(tables, *first);
  apply(tables, *create("seal-2", "", R"({"name_zh":"章"})"));
  EXPECT_EQ(create("", "", R"({"name_zh":"章"})")->id, "seal-3");
}

TEST_F(Registers, ChangesFollowTheLifecycle) {
  apply(tables, *create("s", "", R"({"name_zh":"章"})"));
  EXPECT_EQ(code(change("s", "void", {})), "register.bad-transition");
  EXPECT_EQ(code(change("s", "filed", {})), "register.bad-transition") << "staying is not a transition";
  EXPECT_EQ(code(change("s", "melted", {})), "register.unknown-state");
  EXPECT_EQ(code(change("s", "", {})), "register.nothing-to-change");
  EXPECT_EQ(code(change("s", "", context("{}"))), "register.nothing-to-change");
  EXPECT_EQ(code(change("t", "active", {})), "register.no-such-entity");
  EXPECT_EQ(code(change("s", "", context(R"({"colour":"红"})"))), "register.unknown-field");
  EXPECT_EQ(code(change("s", "", context(R"({"name_zh":null})"))), "register.missing-field");
  apply(tables, *change("s", "active", context(R"({"holder":7})")));
  const Value seal = tables.entity_value("seal", "s");
  EXPECT_EQ(seal.get_text("state"), "active");
  EXPECT_EQ(seal.get("holder"), Value::number(7));
  EXPECT_EQ(seal.get_text("name_zh"), "章");
  EXPECT_EQ(seal.get("version"), Value::number(2));
  apply(tables, *change("s", "", context(R"({"holder":null})")));
  EXPECT_TRUE(tables.entity_value("seal", "s").get("holder").is_null());
}

TEST_F(Registers, AStaleChangeIsRefused) {
  apply(tables, *create("s", "", R"({"name_zh":"章"})"));
  EXPECT_EQ(code(decide_change_entity(catalogue, tables, {"seal", "s", "active", {}, 0})),
            "register.changed-meanwhile");
  EXPECT_EQ(code(decide_change_entity(catalogue, tables, {"seal", "s", "active", {}, 1})), "accepted");
}

TEST_F(Registers, SnapshotReadsBackToTheSameBytes) {
  apply(tables, *append(R"({"title":"函"})"));
  apply(tables, *create("z", "", R"({"name_zh":"章"})"));
  apply(tables, *create("a", "active", R"({"name_zh":"章","holder":4})"));
  apply(tables, *create("", "", R"({"name_zh":"章"})"));
  ByteWriter out;
  write_snapshot(out, tables);
  RegisterTables read;
  ByteReader in(out.bytes());
  ASSERT_TRUE(read_snapshot(in, read));
  EXPECT_TRUE(in.at_end());
  ByteWriter again;
  write_snapshot(again, read);
  EXPECT_EQ(out.bytes(), again.bytes());
  EXPECT_EQ(read.entities_of(UnitId{2}, "seal").front()->id, "z") << "in the order of creation";
  for (std::size_t size = 0; size < out.size(); size += 5) {
    RegisterTables cut;
    ByteReader part(BytesView(out.bytes()).first(size));
    EXPECT_FALSE(read_snapshot(part, cut)) << size;
  }
}

TEST_F(Registers, ALayerCanBeDroppedOrMerged) {
  RegisterTables overlay(&tables);
  apply(overlay, *append(R"({"title":"函"})"));
  EXPECT_EQ(overlay.last_number("use-book", "g-committee", 2026), 1u);
  EXPECT_EQ(tables.last_number("use-book", "g-committee", 2026), 0u);
  overlay.merge_down();
  EXPECT_EQ(tables.last_number("use-book", "g-committee", 2026), 1u);
  EXPECT_TRUE(overlay.unchanged());
}

}  // namespace
}  // namespace chancery::registers
