#include "web-console/server/problem.h"

#include <gtest/gtest.h>

#include "engine/json/json.h"

namespace chancery::web_server {
namespace {

class ProblemTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(catalogue_.add("a.json", R"({
      "a.b": {"zh": "甲{n}", "en": "A {n}", "remedy": {"zh": "乙", "en": "B"}},
      "act.completed": {"zh": "办结", "en": "completed"}})"));
    reader_ = {&catalogue_, &zones_, Language::kEnglish, "r-1", [](PersonId p) { return p.value == 7 ? "王芳" : ""; }};
  }
  Value problem(const Response& response) {
    for (const Header& h : response.headers)
      if (h.name == "Content-Type" && h.value != "application/problem+json") ADD_FAILURE() << h.value;
    return json::parse_json(response.body).value();
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const Header& h : response.headers)
      if (h.name == name) return h.value;
    return "";
  }
  Catalogue catalogue_;
  ZoneTable zones_;
  ProblemReader reader_;
};

TEST_F(ProblemTest, AnErrorSaysWhatHappenedAndWhatToDo) {
  const Response response = problem_response(conflict("a.b", {{"n", "5"}}), reader_);
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(
      json::write_json(problem(response)),
      R"({"type":"/help/errors#a.b","title":"A 5","status":409,"detail":"B","instance":"urn:request:r-1","code":"a.b"})");
}

TEST_F(ProblemTest, TheReadersLanguage) {
  reader_.language = Language::kChinese;
  const Response response = problem_response(conflict("a.b", {{"n", "5"}}), reader_);
  EXPECT_EQ(problem(response).get_text("title"), "甲5");
  EXPECT_EQ(header(response, "Content-Language"), "zh-CN");
}

TEST_F(ProblemTest, StatusByKindAndCode) {
  const auto status = [](const Error& e) { return status_of(e); };
  EXPECT_EQ(status(invalid("json.syntax")), 400);
  EXPECT_EQ(status(too_large("json.too-deep")), 400);
  EXPECT_EQ(status(invalid("http.match-missing")), 428);
  EXPECT_EQ(status(invalid("http.idempotency-reused")), 422);
  EXPECT_EQ(status(invalid("http.not-our-media-type")), 415);
  EXPECT_EQ(status(invalid("forms.required")), 422);
  EXPECT_EQ(status(invalid("runtime.reason-missing")), 422);
  EXPECT_EQ(status(invalid("runtime.no-flow")), 409);
  EXPECT_EQ(status(invalid("feel.bad-number")), 409);
  EXPECT_EQ(status(Error{ErrorKind::kUnauthorized, "identity.no-session", {}}), 401);
  EXPECT_EQ(status(refused("duty.constraint")), 403);
  EXPECT_EQ(status(refused("runtime.check-refused")), 409);
  EXPECT_EQ(status(not_found("a.b")), 404);
  EXPECT_EQ(status(conflict("runtime.task-changed")), 412);
  EXPECT_EQ(status(conflict("runtime.task-held")), 409);
  EXPECT_EQ(status(too_large("http.body-too-large")), 413);
  EXPECT_EQ(status(unavailable("service.queue-full")), 503);
  EXPECT_EQ(status(unavailable("identity.throttled")), 429);
  EXPECT_EQ(status(corrupt("journal.bad-record")), 500);
}

TEST_F(ProblemTest, WhenToComeBack) {
  EXPECT_EQ(header(problem_response(unavailable("identity.throttled", {{"seconds", "8"}}), reader_), "Retry-After"),
            "8");
  EXPECT_NE(header(problem_response(unavailable("service.queue-full"), reader_), "Retry-After"), "");
  EXPECT_EQ(header(problem_response(conflict("a.b"), reader_), "Retry-After"), "");
}

TEST_F(ProblemTest, CodesOfTheContract) {
  EXPECT_EQ(problem(problem_response(conflict("runtime.task-changed"), reader_)).get_text("code"), "task.changed");
  EXPECT_EQ(problem(problem_response(conflict("runtime.no-receiver"), reader_)).get_text("code"),
            "message.no-receiver");
}

TEST_F(ProblemTest, AnErrorWithAPlaceIsToldAtThePlace) {
  const Value p = problem(problem_response(invalid("json.unknown-field", {{"pointer", "/x"}}), reader_));
  ASSERT_EQ(p.get("errors").as_list().size(), 1U);
  EXPECT_EQ(p.get("errors").as_list()[0].get_text("pointer"), "/x");
}

TEST_F(ProblemTest, FaultsOfAFormPointIntoTheBody) {
  service::Rejection rejection{invalid("runtime.form-has-faults"), {}, {}, {}};
  rejection.faults.push_back({"/copies", invalid("a.b", {{"n", "2"}})});
  rejection.faults.push_back({"/rows/0/name", invalid("a.b", {{"n", "3"}})});
  const Response response = problem_response(rejection, reader_, "/form", Value());
  EXPECT_EQ(response.status, 422);
  EXPECT_EQ(
      json::write_json(problem(response).get("errors")),
      R"([{"pointer":"/form/copies","code":"a.b","message":"A 2"},{"pointer":"/form/rows/0/name","code":"a.b","message":"A 3"}])");
}

service::Rejection refusal() {
  service::RefusalDetail detail;
  detail.constraint = "approver-is-not-custodian";
  detail.message = json::parse_json(R"({"zh":"批准人不能用印","en":"Who approved may not stamp"})").value();
  detail.remedy = json::parse_json(R"({"zh":"请由保管人办理","en":"Leave it to the custodian"})").value();
  detail.hard = true;
  detail.basis = {{"印章管理办法", "第十二条"}};
  detail.evidence = {{EventNumber{41}, PersonId{7}, "approve-use", "completed", Instant{1'772'413'200'000}}};
  detail.could_act = {PersonId{7}};
  return {refused("duty.constraint"), detail, {}, {}};
}

TEST_F(ProblemTest, ARefusalTellsTheRuleTheEvidenceAndWhoCouldAct) {
  const Value p = problem(problem_response(refusal(), reader_, "/form", Value()));
  EXPECT_EQ(p.get_text("title"), "Who approved may not stamp");
  EXPECT_EQ(p.get_text("detail"), "Leave it to the custodian");
  EXPECT_EQ(p.get_text("code"), "approver-is-not-custodian");
  EXPECT_EQ(
      json::write_json(p.get("refusal")),
      R"({"constraint":"approver-is-not-custodian","strength":"hard","message":"Who approved may not stamp",)"
      R"("basis":[{"source":"印章管理办法","article":"第十二条"}],)"
      R"("evidence":[{"event":"41","person":{"id":"7","name":"王芳"},"duty":{"code":"approve-use","text":"approve-use"},)"
      R"("kind":{"code":"completed","text":"completed"},"at":"2026-03-02T09:00:00+08:00"}],)"
      R"("remedy":"Leave it to the custodian","could_act":[{"person":"7","name":"王芳","posts":[]}]})");
}

TEST_F(ProblemTest, APostHeldHasNoEventAndAMissingRemedyIsNull) {
  service::Rejection rejection = refusal();
  rejection.refusal->evidence[0].event = EventNumber{};
  rejection.refusal->remedy = Value();
  const Value r = problem(problem_response(rejection, reader_, "", Value())).get("refusal");
  EXPECT_TRUE(r.get("evidence").as_list()[0].get("event").is_null());
  EXPECT_TRUE(r.get("remedy").is_null());
}

TEST_F(ProblemTest, HowTheTaskStandsNow) {
  service::Rejection rejection{conflict("runtime.task-changed"), {}, {}, {}};
  const Response response = problem_response(rejection, reader_, "", json::parse_json(R"({"id":"9"})").value());
  EXPECT_EQ(response.status, 412);
  EXPECT_EQ(problem(response).get("current").get_text("id"), "9");
}

}  // namespace
}  // namespace chancery::web_server
