// duties.json: what is read, and that all faults are told at once.
#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

using testing_codes = std::vector<std::string>;

testing_codes faults(std::string_view json) {
  feel::SymbolTable symbols;
  const RulesResult result = read(json, symbols);
  EXPECT_EQ(result.ok(), result.diagnostics.empty());
  return codes(result);
}

std::string with_constraint(std::string_view constraint) {
  return R"({"duties": [{"id": "a"}, {"id": "b"}, {"id": "c"}], "posts": [{"id": "p"}, {"id": "q"}], "constraints": [)" +
         std::string(constraint) + "]}";
}

TEST(RulesReader, ReadsTheSealRules) {
  Village village;
  EXPECT_EQ(village.rules->duty_count(), 13U);
  EXPECT_EQ(village.rules->post_count(), 9U);
  EXPECT_EQ(village.rules->constraint_count(), 16U);
  const Duty& approve = village.rules->duty(village.duty("approve-use"));
  EXPECT_EQ(approve.constraints.size(), 5U);
  EXPECT_TRUE(village.rules->files_under("meeting"));
  EXPECT_FALSE(village.rules->files_under("seal"));
  EXPECT_EQ(village.rules->find_duty("approve-us"), kNoDuty);
  EXPECT_EQ(village.rules->find_constraint("own-matter")->strength, Strength::kHard);
  EXPECT_EQ(village.rules->find_constraint("nothing"), nullptr);
}

TEST(RulesReader, SeveralFilesAreOneRuleSet) {
  feel::SymbolTable symbols;
  const RulesResult result = read_rules(
      {{"a.json",
        parse(R"({"duties": [{"id": "a"}], "constraints": [{"id": "x", "kind": "separate", "duties": ["a", "b"],
         "strength": "firm", "message": {"zh": "一", "en": "x"}}]})")},
       {"b.json", parse(R"({"duties": [{"id": "b", "who": {"posts": ["p"]}}], "posts": [{"id": "p"}]})")}},
      symbols, {"c_task", "a"});
  ASSERT_TRUE(result.ok());
  EXPECT_EQ(result.rules->duty_count(), 3U);
  EXPECT_NE(result.rules->find_duty("c_task"), kNoDuty);
}

TEST(RulesReader, FaultsCarryFileAndPlace) {
  feel::SymbolTable symbols;
  const RulesResult result = read_rules({{"a.json", parse(R"({"duties": [{"id": "a", "who": {"posts": ["p"]}}]})")},
                                         {"b.json", parse(R"({"duties": [{"id": "a"}]})")}},
                                        symbols);
  ASSERT_EQ(codes(result), (testing_codes{"duty.duplicate-id", "duty.unknown-post-named"}));
  EXPECT_EQ(result.diagnostics[0].file, "b.json");
  EXPECT_EQ(result.diagnostics[1].file, "a.json");
  EXPECT_EQ(result.diagnostics[1].parameters[0], (MessageParameter{"pointer", "/duties/0/who/posts"}));
}

TEST(RulesReader, AllFaultsAtOnce) {
  EXPECT_EQ(
      faults(R"({"duties": [{"id": "A b"}, {"id": "a", "who": {"level": "moon", "when": "1 +", "stand_in": ["p"]}}],
                       "posts": [{"id": "p", "of": "moon"}], "extra": 1})"),
      (testing_codes{"json.bad-choice", "duty.bad-id", "json.bad-choice", "feel.unexpected-end",
                     "duty.stand-in-without-posts", "json.unknown-field"}));
}

TEST(RulesReader, WhoFaults) {
  EXPECT_EQ(faults(R"({"duties": [{"id": "a", "who": {"posts": ["p"], "stand_in": ["p"]}}], "posts": [{"id": "p"}]})"),
            testing_codes{"duty.named-twice"});
  EXPECT_EQ(
      faults(R"({"duties": [{"id": "a", "who": {"posts": ["p"]}}], "posts": [{"id": "p", "designated_only": true}]})"),
      testing_codes{"duty.post-never-active"});
  EXPECT_EQ(faults(R"({"duties": [{"id": "a", "who": {"posts": ["p", "p"]}}], "posts": [{"id": "p"}]})"),
            testing_codes{"duty.named-twice"});
  EXPECT_EQ(faults(R"({"duties": [{"id": "a", "who": {"when": "="}}]})"), testing_codes{"duty.expression-empty"});
  EXPECT_EQ(faults("[]"), testing_codes{"json.wrong-type"});
}

TEST(RulesReader, ConstraintFaults) {
  const char* message = R"("message": {"zh": "一", "en": "one"})";
  const auto constraint = [&](std::string fields) {
    return faults(with_constraint("{\"id\": \"x\", " + fields + ", " + message + "}"));
  };
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"], "strength": "firm")"), testing_codes{});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"], "strength": "hard")"),
            testing_codes{"duty.basis-missing"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a"], "strength": "firm")"),
            testing_codes{"duty.too-few-duties"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "z"], "strength": "firm")"),
            (testing_codes{"duty.unknown-duty-named", "duty.too-few-duties"}));
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "a", "b"], "strength": "firm")"),
            testing_codes{"duty.named-twice"});
  EXPECT_EQ(constraint(R"("kind": "seperate", "duties": ["a", "b"], "strength": "firm")"),
            testing_codes{"duty.unknown-kind"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"], "strength": "soft")"),
            testing_codes{"json.bad-choice"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"])"), testing_codes{"json.missing-field"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"], "strength": "firm", "scope": "object")"),
            testing_codes{"duty.object-missing"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"], "strength": "firm", "object": "seal")"),
            testing_codes{"duty.field-not-for-scope"});
  EXPECT_EQ(constraint(R"("kind": "separate", "duties": ["a", "b"], "strength": "firm", "override": true)"),
            testing_codes{"json.unknown-field"});
  EXPECT_EQ(constraint(R"("kind": "exclude", "duties": ["a"], "strength": "firm")"),
            testing_codes{"duty.when-missing"});
  EXPECT_EQ(constraint(R"("kind": "exclude", "duties": [], "when": "true", "strength": "firm")"),
            testing_codes{"duty.too-few-duties"});
  EXPECT_EQ(constraint(R"("kind": "exclude", "duties": ["a"], "when": "true", "per_part": true, "strength": "firm")"),
            testing_codes{"duty.field-not-for-kind"});
  EXPECT_EQ(constraint(R"("kind": "incompatible", "posts": [["p"], ["q"]], "same": "unit", "strength": "firm")"),
            testing_codes{});
  EXPECT_EQ(constraint(R"("kind": "incompatible", "posts": [["p"]], "same": "unit", "strength": "firm")"),
            testing_codes{"duty.bad-post-group"});
  EXPECT_EQ(constraint(R"("kind": "incompatible", "posts": [["p"], ["p"]], "same": "unit", "strength": "firm")"),
            testing_codes{"duty.named-twice"});
  EXPECT_EQ(constraint(R"("kind": "incompatible", "posts": ["p", "q"], "same": "unit", "strength": "firm")"),
            (testing_codes{"duty.bad-post-group", "duty.bad-post-group"}));
  EXPECT_EQ(constraint(R"("kind": "incompatible", "posts": [["p"], ["z"]], "same": "unit", "strength": "firm")"),
            testing_codes{"duty.unknown-post-named"});
}

TEST(RulesReader, WordingInBothLanguages) {
  EXPECT_EQ(faults(with_constraint(R"({"id": "x", "kind": "separate", "duties": ["a", "b"], "strength": "firm"})")),
            testing_codes{"duty.wording-missing"});
  EXPECT_EQ(
      faults(with_constraint(
          R"({"id": "x", "kind": "separate", "duties": ["a", "b"], "strength": "firm", "message": {"zh": "一"}})")),
      testing_codes{"json.missing-field"});
}

std::string pair(std::string_view id, std::string_view kind, std::string_view duties, std::string_view more = "") {
  return "{\"id\": \"" + std::string(id) + "\", \"kind\": \"" + std::string(kind) +
         "\", \"duties\": " + std::string(duties) +
         ", \"strength\": \"firm\", \"message\": {\"zh\": \"一\", \"en\": \"x\"}" + std::string(more) + "}";
}

TEST(Contradictions, BoundAndSeparated) {
  feel::SymbolTable symbols;
  const RulesResult result =
      read(with_constraint(pair("s", "separate", R"(["a", "b"])") + "," + pair("t", "bind", R"(["a", "b"])")), symbols);
  ASSERT_EQ(codes(result), testing_codes{"duty.bound-and-separated"});
  EXPECT_EQ(result.rules, nullptr);
}

TEST(Contradictions, Transitively) {
  feel::SymbolTable symbols;
  const RulesResult result =
      read(with_constraint(pair("s", "separate", R"(["a", "c"])") + "," + pair("t", "bind", R"(["a", "b"])") + "," +
                           pair("u", "bind", R"(["b", "c"])")),
           symbols);
  ASSERT_EQ(codes(result), testing_codes{"duty.bound-and-separated"});
  EXPECT_EQ(result.diagnostics[0].parameters[4].value, "t, u");
}

TEST(Contradictions, NoneWhereTheRulesHoldInDifferentCases) {
  EXPECT_EQ(faults(with_constraint(pair("s", "separate", R"(["a", "b"])", R"(, "when": "x")") + "," +
                                   pair("t", "bind", R"(["a", "b"])"))),
            testing_codes{});
  EXPECT_EQ(faults(with_constraint(pair("s", "separate", R"(["a", "b"])") + "," + pair("t", "bind", R"(["b", "c"])"))),
            testing_codes{});
}

}  // namespace
}  // namespace chancery::duty
