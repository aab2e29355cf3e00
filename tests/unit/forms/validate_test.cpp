#include "engine/forms/validate.h"

#include <gtest/gtest.h>

#include <map>

#include "engine/json/json.h"

namespace chancery::forms {
namespace {

constexpr std::string_view kForm = R"json({"id":"f","title":{"zh":"表"},"components":[
  {"key":"title","type":"textfield","label":{"zh":"题"},"validate":{"required":true,"maxLength":5}},
  {"key":"note","type":"textarea","label":{"zh":"注"},"validate":{"minLength":2}},
  {"key":"copies","type":"number","label":{"zh":"份"},"validate":{"min":1,"max":20},"default":1},
  {"key":"amount","type":"number","label":{"zh":"元"},"decimalDigits":2},
  {"key":"on","type":"datetime","subtype":"date","label":{"zh":"日"},"validate":{"min":"2026-01-01","max":"2026-12-31"}},
  {"key":"at","type":"datetime","subtype":"datetime","label":{"zh":"时"}},
  {"key":"kind","type":"radio","label":{"zh":"类"},"values":[{"value":"a","label":{"zh":"甲"}},{"value":"b","label":{"zh":"乙"}}]},
  {"type":"group","label":{"zh":"组"},"visibleWhen":"form.kind = \"b\"","components":[
    {"key":"reason","type":"textfield","label":{"zh":"理由"},"requiredWhen":"form.copies > 2"}]},
  {"key":"seen","type":"checkbox","label":{"zh":"见"}},
  {"key":"ways","type":"checklist","label":{"zh":"法"},"values":[{"value":"x","label":{"zh":"一"}},{"value":"y","label":{"zh":"二"}}],"validate":{"maxLength":1}},
  {"key":"id_no","type":"textfield","label":{"zh":"证"},"personal":true,"validate":{"pattern":"[0-9]{3}[0-9Xx]"}},
  {"key":"scan","type":"filepicker","label":{"zh":"件"}},
  {"key":"photos","type":"filepicker","multiple":true,"label":{"zh":"照"}},
  {"key":"who","type":"person","label":{"zh":"人"},"options":{"staff":["member"]}},
  {"key":"tellers","type":"persons","label":{"zh":"计票"}},
  {"key":"seal","type":"select","label":{"zh":"章"},"options":{"register":"seal","where":"state = \"active\""}},
  {"key":"by_hand","type":"textfield","label":{"zh":"默"},"default":"=prefix + \"!\""},
  {"key":"lines","type":"dynamiclist","label":{"zh":"行"},"components":[
    {"key":"name","type":"textfield","label":{"zh":"名"},"personal":true,"validate":{"required":true}},
    {"key":"absent","type":"checkbox","label":{"zh":"缺"}},
    {"key":"why","type":"textfield","label":{"zh":"因"},"visibleWhen":"item.absent = true","requiredWhen":"item.absent = true"}]}
]})json";

struct Forms : ::testing::Test {
  feel::SymbolTable symbols;
  ZoneTable zones;
  std::shared_ptr<const FormSchema> form;
  Lookups lookups;
  Forms() {
    const CompiledForm compiled = compile_form("f.json", *json::parse_json(kForm), symbols);
    for (const Diagnostic& fault : compiled.diagnostics)
      ADD_FAILURE() << invalid(fault.code, fault.parameters).debug_text();
    form = compiled.form;
    lookups.person = [](std::string_view text) {
      static const std::map<std::string, std::uint64_t, std::less<>> kPersons = {
          {"chair", 3}, {"3", 3}, {"secretary", 3}, {"4", 4}};
      const auto found = kPersons.find(text);
      return PersonId{found == kPersons.end() ? 0 : found->second};
    };
    lookups.offers = [](const Options& options, const Value& value) {
      if (options.source == Options::Source::kStaff) return options.posts[0] == "member" && value == Value::number(3);
      return options.name == "seal" && value == Value::text("g-committee");
    };
  }
  Submission run(const Value& submitted) {
    feel::EvaluationContext context(zones, *parse_rfc3339("2026-03-02T01:00:00Z"));
    feel::LocalScope scope;
    scope.set(symbols.intern("prefix"), Value::text("甲"));
    return validate(*form, submitted, scope, context, lookups);
  }
  Submission run(std::string_view text) { return run(*json::parse_json(text)); }
  // "pointer code" of every fault, joined.
  std::string faults(std::string_view fields) {
    std::string out;
    for (const FieldFault& fault :
         run("{\"title\":\"函\"" + std::string(fields.empty() ? "" : ",") + std::string(fields) + "}").faults)
      out += (out.empty() ? "" : "; ") + fault.pointer + " " + fault.code;
    return out;
  }
};

TEST_F(Forms, CleansWhatIsRight) {
  const Submission done =
      run(R"({"title":"函","copies":3,"kind":"b","reason":"急","on":"2026-03-02","at":"2026-03-02T09:00:00","seen":true,
    "ways":["x"],"who":"chair","tellers":["secretary","4"],"seal":"g-committee","lines":[{"name":"王"}]})");
  ASSERT_TRUE(done.ok()) << done.faults[0].pointer << " " << done.faults[0].code;
  EXPECT_EQ(done.cleaned.get("on").kind(), ValueKind::kDate);
  EXPECT_EQ(done.cleaned.get("at").as_date_time().instant(), *parse_rfc3339("2026-03-02T01:00:00Z"))
      << "a bare clock reading is civil time";
  EXPECT_EQ(done.cleaned.get("who"), Value::number(3));
  EXPECT_EQ(done.cleaned.get("tellers").as_list()[1], Value::number(4));
  EXPECT_EQ(done.cleaned.get("by_hand"), Value::text("甲!"));
  EXPECT_FALSE(done.cleaned.get("lines").as_list()[0].get("absent").is_true());
}

TEST_F(Forms, FillsInDefaultsAndLeavesBlanksOut) {
  const Submission done = run(R"({"title":"函","note":"  　 ","ways":[],"kind":""})");
  ASSERT_TRUE(done.ok());
  EXPECT_EQ(done.cleaned.get("copies"), Value::number(1));
  EXPECT_EQ(done.cleaned.get("seen"), Value::boolean(false));
  for (const char* name : {"note", "ways", "kind", "amount", "reason"})
    EXPECT_EQ(done.cleaned.as_context().find(name), nullptr) << name;
}

TEST_F(Forms, TellsEveryFaultAtOnce) {
  EXPECT_EQ(run(R"({"colour":1,"copies":0,"scan":"x.pdf","lines":[{},{"name":5}]})").faults.size(), 6u);
}

TEST_F(Forms, RefusesWrongTypes) {
  EXPECT_EQ(faults(R"("note":5)"), "/note forms.wrong-type");
  EXPECT_EQ(faults(R"("copies":"3")"), "/copies forms.wrong-type");
  EXPECT_EQ(faults(R"("seen":"true")"), "/seen forms.wrong-type");
  EXPECT_EQ(faults(R"("kind":{})"), "/kind forms.wrong-type");
  EXPECT_EQ(faults(R"("ways":"x")"), "/ways forms.wrong-type");
  EXPECT_EQ(faults(R"("lines":{})"), "/lines forms.wrong-type");
  EXPECT_EQ(faults(R"("lines":["王"])"), "/lines/0 forms.not-an-object");
  EXPECT_EQ(faults(R"("who":true)"), "/who forms.wrong-type");
  EXPECT_EQ(faults(R"("on":20260302)"), "/on forms.wrong-type");
  EXPECT_EQ(run("[]").faults[0].code, "forms.not-an-object");
  EXPECT_EQ(run("null").faults[0].code, "forms.not-an-object");
}

TEST_F(Forms, RefusesUnknownFields) {
  EXPECT_EQ(faults(R"("outcome":"passed")"), "/outcome forms.unknown-field");
  EXPECT_EQ(faults(R"("a/b":1)"), "/a~1b forms.unknown-field");
  EXPECT_EQ(faults(R"("lines":[{"name":"王","rank":1}])"), "/lines/0/rank forms.unknown-field");
}

TEST_F(Forms, RefusesWhatIsOutOfLimits) {
  EXPECT_EQ(run(R"({"title":"一二三四五六"})").faults[0].code, "forms.too-long") << "characters, not bytes";
  EXPECT_TRUE(run(R"({"title":"一二三四五"})").ok());
  EXPECT_EQ(run(R"({"title":" "})").faults[0].code, "forms.required");
  EXPECT_EQ(run(R"({"title":"a\u0007"})").faults[0].code, "forms.control-character");
  EXPECT_EQ(faults(R"("note":"一")"), "/note forms.too-short");
  EXPECT_EQ(faults(R"("copies":0)"), "/copies forms.too-small");
  EXPECT_EQ(faults(R"("copies":21)"), "/copies forms.too-large");
  EXPECT_EQ(faults(R"("copies":1.5)"), "/copies forms.too-many-digits");
  EXPECT_EQ(faults(R"("amount":1.234)"), "/amount forms.too-many-digits");
  EXPECT_EQ(faults(R"("amount":1.23)"), "");
  EXPECT_EQ(faults(R"("on":"2025-12-31")"), "/on forms.too-small");
  EXPECT_EQ(faults(R"("on":"2027-01-01")"), "/on forms.too-large");
  EXPECT_EQ(faults(R"("on":"2026-02-30")"), "/on forms.bad-date");
  EXPECT_EQ(faults(R"("at":"2026-03-02")"), "/at forms.bad-date-time");
  EXPECT_EQ(faults(R"("ways":["x","y"])"), "/ways forms.too-many-items");
}

TEST_F(Forms, RefusesWhatIsNotOffered) {
  EXPECT_EQ(faults(R"("kind":"c")"), "/kind forms.not-an-option");
  EXPECT_EQ(faults(R"("ways":["z"])"), "/ways/0 forms.not-an-option");
  EXPECT_EQ(faults(R"("ways":["x","x"])"), "/ways/1 forms.duplicate-item");
  EXPECT_EQ(faults(R"("seal":"old-seal")"), "/seal forms.not-an-option");
  EXPECT_EQ(faults(R"("who":4)"), "/who forms.not-an-option");
  EXPECT_EQ(faults(R"("who":"nobody")"), "/who forms.unknown-person");
  EXPECT_EQ(faults(R"("who":99)"), "/who forms.unknown-person");
  EXPECT_EQ(faults(R"("tellers":["chair","secretary"])"), "/tellers/1 forms.duplicate-item")
      << "two accounts of one person";
  lookups = {};
  EXPECT_EQ(faults(R"("seal":"g-committee")"), "/seal forms.not-an-option") << "nothing to look it up in";
  EXPECT_EQ(faults(R"("tellers":[3])"), "/tellers/0 forms.unknown-person");
}

TEST_F(Forms, ConditionsShowAndRequire) {
  EXPECT_EQ(faults(R"("kind":"a","reason":"急")"), "/reason forms.not-visible");
  EXPECT_EQ(faults(R"("reason":"急")"), "/reason forms.not-visible") << "the condition is null";
  EXPECT_EQ(faults(R"("kind":"b")"), "") << "one copy, the default";
  EXPECT_EQ(faults(R"("kind":"b","copies":3)"), "/reason forms.required");
  EXPECT_EQ(faults(R"("lines":[{"name":"王","absent":true}])"), "/lines/0/why forms.required");
  EXPECT_EQ(faults(R"("lines":[{"name":"王","why":"病"}])"), "/lines/0/why forms.not-visible");
  EXPECT_EQ(faults(R"("lines":[{"name":"王","absent":true,"why":"病"},{"absent":false}])"),
            "/lines/1/name forms.required");
}

TEST_F(Forms, RefusesBadFiles) {
  const std::string good = R"({"name":"a.pdf","sha256":")" + std::string(64, 'a') + R"(","size":10})";
  EXPECT_EQ(faults("\"scan\":" + good), "");
  EXPECT_EQ(faults("\"photos\":[" + good + "]"), "");
  EXPECT_EQ(faults("\"photos\":" + good), "/photos forms.wrong-type");
  EXPECT_EQ(faults("\"photos\":[" + good + ",5]"), "/photos/1 forms.bad-file");
  EXPECT_EQ(faults(R"("scan":{"name":"a.pdf","sha256":"AB","size":10})"), "/scan forms.bad-file");
  EXPECT_EQ(faults(R"("scan":{"name":"","sha256":")" + std::string(64, 'a') + R"(","size":10})"),
            "/scan forms.bad-file");
  EXPECT_EQ(faults(R"("scan":{"name":"a","sha256":")" + std::string(64, 'a') + R"(","size":-1})"),
            "/scan forms.bad-file");
  EXPECT_EQ(faults(R"("scan":{"name":"a","sha256":")" + std::string(64, 'a') + R"(","size":1,"path":"/etc"})"),
            "/scan forms.bad-file");
}

TEST_F(Forms, PatternsMatchTheWholeValue) {
  EXPECT_EQ(faults(R"("id_no":"123X")"), "");
  EXPECT_EQ(faults(R"("id_no":"0123X")"), "/id_no forms.pattern");
  EXPECT_EQ(faults(R"("id_no":"123X0")"), "/id_no forms.pattern");
  EXPECT_EQ(faults(R"("id_no":"12３X")"), "/id_no forms.pattern");
}

TEST_F(Forms, PersonalFieldsAreListedAndReplacedByReferences) {
  const Submission done = run(R"({"title":"函","id_no":"123X","lines":[{"name":"王"},{"name":"李"}]})");
  ASSERT_TRUE(done.ok());
  ASSERT_EQ(done.personal.size(), 3u);
  EXPECT_EQ(done.personal[0].pointer, "/id_no");
  EXPECT_EQ(done.personal[2].pointer, "/lines/1/name");
  EXPECT_EQ(done.personal[2].key, "name");
  EXPECT_EQ(done.personal[2].value, Value::text("李"));
  Value stored = done.cleaned;
  for (const PersonalField& field : done.personal)
    stored = with_replaced(stored, field.pointer, Value::personal({"case-1", field.pointer, {}}));
  EXPECT_TRUE(stored.get("lines").as_list()[1].get("name").is_personal());
  EXPECT_EQ(stored.get("title"), Value::text("函"));
  const Submission again = run(stored);
  EXPECT_TRUE(again.ok()) << "a cleaned value with references validates again";
  EXPECT_TRUE(again.personal.empty());
  EXPECT_EQ(again.cleaned, stored);
}

TEST_F(Forms, AReferenceStandsOnlyWhereAFieldIsPersonal) {
  Context forged;
  forged.set("title", Value::personal({"case-1", "title", {}}));
  EXPECT_EQ(run(Value::context(forged)).faults[0].code, "forms.wrong-type");
}

}  // namespace
}  // namespace chancery::forms
