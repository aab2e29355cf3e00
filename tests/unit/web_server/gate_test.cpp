#include "tests/unit/web_server/fixture.h"

namespace chancery::web_server {
namespace {

struct Sent {
  Method method = Method::kGet;
  std::string target{};
  std::vector<Header> headers{};
  std::string body{};
  std::string peer = "127.0.0.1";
};

const std::vector<Header> kSignedIn = {{"Cookie", "session=t"}};
const std::vector<Header> kActing = {
    {"Cookie", "session=t"}, {"X-CSRF-Token", "c"}, {"Content-Type", "application/json"}, {"Idempotency-Key", "k1"}};

std::vector<Header> with(std::vector<Header> headers, std::string name, std::string value) {
  std::erase_if(headers, [&](const Header& h) { return h.name == name; });
  if (!value.empty()) headers.push_back({std::move(name), std::move(value)});
  return headers;
}

class GateTest : public Office {
 protected:
  Response send(Sent sent) {
    Request request;
    request.method = sent.method;
    request.target = sent.target;
    request.headers = std::move(sent.headers);
    request.headers.push_back({"Host", "office"});
    request.headers.push_back({"Accept-Language", "en"});
    request.peer = sent.peer;
    Admission admission = gate().admit(std::move(request));
    if (admission.answer) return std::move(*admission.answer);
    std::promise<Response> answer;
    gate().handle(std::move(admission.call), sent.body, [&](Response r) { answer.set_value(std::move(r)); });
    return answer.get_future().get();
  }
  Gate& gate() {
    if (!gate_) gate_.emplace(services_, kPlaces, StaticFiles(), options_);
    return *gate_;
  }
  std::string outcome(Sent sent) {
    const Response response = send(std::move(sent));
    const auto body = json::parse_json(response.body);
    return std::to_string(response.status) + " " + std::string(body ? body->get_text("code") : "-");
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const Header& h : response.headers)
      if (equal_ignoring_case(h.name, name)) return h.value;
    return "";
  }
  GateOptions options_;
  std::optional<Gate> gate_;
};

TEST_F(GateTest, AnOpenPlaceNeedsNothing) { EXPECT_EQ(send({.target = "/api/open?a=1"}).status, 200); }

TEST_F(GateTest, PlacesAndMethods) {
  EXPECT_EQ(outcome({.target = "/api/nothing"}), "404 http.no-such-place");
  EXPECT_EQ(outcome({.target = "/nothing"}), "404 http.no-such-place");
  EXPECT_EQ(outcome({.method = Method::kDelete, .target = "/api/open"}), "405 http.method-not-allowed");
  EXPECT_EQ(header(send({.method = Method::kPut, .target = "/api/things"}), "Allow"), "POST");
  EXPECT_EQ(outcome({.method = Method::kOther, .target = "/"}), "405 http.method-not-allowed");
  EXPECT_EQ(outcome({.target = "/api/../api/open"}), "400 http.bad-target");
}

TEST_F(GateTest, WithoutASessionNobodyComesIn) {
  EXPECT_EQ(outcome({.target = "/api/things/1"}), "401 identity.no-session");
  EXPECT_EQ(outcome({.target = "/api/things/1", .headers = {{"Cookie", "session=guess"}}}), "401 identity.no-session");
  EXPECT_EQ(outcome({.target = "/api/things/1", .headers = {{"Cookie", "session=old"}}}),
            "401 identity.session-expired");
  EXPECT_EQ(outcome({.target = "/api/things/1", .headers = {{"Cookie", "session=nobody"}}}),
            "403 http.account-without-person");
  EXPECT_EQ(send({.target = "/api/things/1", .headers = kSignedIn}).status, 200);
}

TEST_F(GateTest, OverTlsOnlyTheBoundCookieCounts) {
  services_->transport = Transport::kTls;
  EXPECT_EQ(outcome({.target = "/api/things/1", .headers = kSignedIn}), "401 identity.no-session");
  const Response response = send({.target = "/api/things/1", .headers = {{"Cookie", "__Host-session=t"}}});
  EXPECT_EQ(response.status, 200);
  EXPECT_NE(header(response, "Strict-Transport-Security"), "");
}

TEST_F(GateTest, AnActNeedsTheCsrfToken) {
  for (const char* token : {"", "x", "cc", "C"})
    EXPECT_EQ(outcome({.method = Method::kPost,
                       .target = "/api/things",
                       .headers = with(kActing, "X-CSRF-Token", token),
                       .body = "{}"}),
              "403 http.csrf")
        << token;
  EXPECT_EQ(send({.method = Method::kPost, .target = "/api/things", .headers = kActing, .body = "{}"}).status, 200);
}

TEST_F(GateTest, APageOfAnotherSiteSignsNobodyIn) {
  std::vector<Header> headers = {{"Content-Type", "application/json"}, {"Sec-Fetch-Site", "cross-site"}};
  EXPECT_EQ(outcome({.method = Method::kPost, .target = "/api/enter", .headers = headers, .body = "{}"}),
            "403 http.cross-site");
  headers[1].value = "same-origin";
  EXPECT_EQ(send({.method = Method::kPost, .target = "/api/enter", .headers = headers, .body = "{}"}).status, 200);
}

TEST_F(GateTest, WhoMustChangeThePasswordDoesNothingElse) {
  auth_.must_change = true;
  EXPECT_EQ(outcome({.target = "/api/things/1", .headers = kSignedIn}), "403 http.password-must-change");
  EXPECT_EQ(send({.method = Method::kPost, .target = "/api/password", .headers = kActing, .body = "{}"}).status, 200);
}

TEST_F(GateTest, AnActNeedsAKey) {
  const Sent act{.method = Method::kPost, .target = "/api/things", .headers = kActing, .body = "{}"};
  Sent without = act;
  without.headers = with(kActing, "Idempotency-Key", "");
  EXPECT_EQ(outcome(without), "400 http.idempotency-missing");
  without.headers = with(kActing, "Idempotency-Key", std::string(129, 'x'));
  EXPECT_EQ(outcome(without), "400 http.bad-idempotency-key");
}

TEST_F(GateTest, AKeyIsForOneRequest) {
  Sent act{.method = Method::kPost, .target = "/api/things", .headers = kActing, .body = R"({"a":1})"};
  EXPECT_EQ(send(act).status, 200);
  EXPECT_EQ(send(act).status, 200);
  act.body = R"({"a":2})";
  EXPECT_EQ(outcome(act), "422 http.idempotency-reused");
}

TEST_F(GateTest, AFaultyRequestDoesNotUseUpItsKey) {
  Sent act{.method = Method::kPost, .target = "/api/things", .headers = kActing, .body = "{"};
  EXPECT_EQ(outcome(act), "400 json.syntax");
  act.body = "{}";
  EXPECT_EQ(send(act).status, 200);
}

TEST_F(GateTest, AVerbNeedsTheVersionThatWasSeen) {
  const auto verb = [&](const char* match) {
    return outcome(
        {.method = Method::kPost, .target = "/api/things/1/verb", .headers = with(kActing, "If-Match", match)});
  };
  EXPECT_EQ(verb(""), "428 http.match-missing");
  for (const char* match :
       {"42", "*", "W/\"42\"", "\"\"", "\"x\"", "\"42", "\"0\"", "\"42\", \"43\"", "\"-1\"", "\"99999999999\""})
    EXPECT_EQ(verb(match), "400 http.bad-match") << match;
  const Response response =
      send({.method = Method::kPost, .target = "/api/things/1/verb", .headers = with(kActing, "If-Match", "\"42\"")});
  EXPECT_EQ(json::parse_json(response.body)->get("version"), Value::number(42));
}

TEST_F(GateTest, BodiesThatCannotBeRead) {
  const auto act = [&](std::string body) {
    return outcome({.method = Method::kPost, .target = "/api/things", .headers = kActing, .body = std::move(body)});
  };
  EXPECT_EQ(act(""), "400 json.syntax");
  EXPECT_EQ(act("{\"a\":1,\"a\":2}"), "400 json.duplicate-key");
  EXPECT_EQ(act("{\"a\":\"\xFF\"}"), "400 json.bad-utf8");
  EXPECT_EQ(act(std::string(1000, '[')), "400 json.too-deep");
  EXPECT_EQ(act("{\"a\":NaN}"), "400 json.syntax");
}

TEST_F(GateTest, ABodyOfJsonSaysSo) {
  for (const char* type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp"})
    EXPECT_EQ(outcome({.method = Method::kPost,
                       .target = "/api/things",
                       .headers = with(kActing, "Content-Type", type),
                       .body = "{}"}),
              "400 http.not-json")
        << type;
  EXPECT_EQ(send({.method = Method::kPost,
                  .target = "/api/things",
                  .headers = with(kActing, "Content-Type", "application/json; charset=utf-8"),
                  .body = "{}"})
                .status,
            200);
}

TEST_F(GateTest, TheAnnouncedLengthIsHeldAgainstTheLimitOfThePlace) {
  const auto act = [&](const char* target, const char* length) {
    return outcome(
        {.method = Method::kPost, .target = target, .headers = with(kActing, "Content-Length", length), .body = "{}"});
  };
  EXPECT_EQ(act("/api/things", "4097"), "413 http.body-too-large");
  EXPECT_EQ(act("/api/things", "99999999999999999999"), "400 http.bad-length");
  EXPECT_EQ(act("/api/files", "4097"), "200 ");
  EXPECT_EQ(act("/api/files", "100001"), "413 http.body-too-large");
}

TEST_F(GateTest, QueryParametersThatThePlaceDoesNotHave) {
  EXPECT_EQ(outcome({.target = "/api/open?c=1"}), "400 http.unknown-query");
  EXPECT_EQ(outcome({.target = "/api/open?a%20b=1"}), "400 http.unknown-query");
  EXPECT_EQ(outcome({.target = "/api/open?a=1&a=2"}), "400 http.bad-target");
}

TEST_F(GateTest, WhoYouAreComesBeforeWhatYouSent) {
  EXPECT_EQ(outcome({.method = Method::kPost, .target = "/api/things?x=1", .body = "{"}), "401 identity.no-session");
}

TEST_F(GateTest, MetricsStayOnTheMachine) {
  EXPECT_EQ(send({.target = "/metrics"}).status, 200);
  EXPECT_EQ(outcome({.target = "/metrics", .peer = "10.0.0.9"}), "403 http.local-only");
  EXPECT_EQ(outcome({.target = "/metrics", .headers = {{"X-Forwarded-For", "10.0.0.9"}}}), "403 http.local-only");
  services_->metrics_for_everybody = true;
  EXPECT_EQ(send({.target = "/metrics", .peer = "10.0.0.9"}).status, 200);
}

TEST_F(GateTest, EveryAnswerCarriesTheHeadersOfSafety) {
  for (const char* target : {"/api/open", "/api/nothing", "/api/things/1"}) {
    const Response response = send({.target = target});
    EXPECT_NE(header(response, "Content-Security-Policy").find("script-src 'self'"), std::string::npos) << target;
    EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(response, "X-Frame-Options"), "DENY");
    EXPECT_EQ(header(response, "Cache-Control"), "no-store");
    EXPECT_NE(header(response, "X-Request-Id"), "");
    EXPECT_EQ(header(response, "Strict-Transport-Security"), "");
  }
}

TEST_F(GateTest, TheLogHasNeitherTargetsNorAccounts) {
  send({.target = "/api/things/4711", .headers = kSignedIn});
  EXPECT_NE(log_.text.find("route=/api/things/{id} status=200"), std::string::npos) << log_.text;
  EXPECT_EQ(log_.text.find("4711"), std::string::npos);
  EXPECT_EQ(log_.text.find("wang"), std::string::npos);
}

TEST_F(GateTest, AnEndpointThatLosesItsCallIsAnsweredForIt) {
  EXPECT_EQ(outcome({.target = "/api/forget"}), "503 http.not-answered");
}

TEST_F(GateTest, WhenEveryWorkerIsBusyItSaysSo) {
  services_->workers->stop();
  EXPECT_EQ(outcome({.target = "/api/open"}), "503 http.overloaded");
}

TEST_F(GateTest, TheProxysWordCountsOnlyWhenItIsTrusted) {
  const auto client = [&](std::string peer, std::string forwarded) {
    Request request;
    request.target = "/api/open";
    request.peer = std::move(peer);
    request.headers = {{"Host", "office"}, {"X-Forwarded-For", std::move(forwarded)}};
    return gate().admit(std::move(request)).call->client;
  };
  EXPECT_EQ(client("127.0.0.1", "10.0.0.9"), "127.0.0.1");
  options_.trusts_proxy = true;
  gate_.reset();
  EXPECT_EQ(client("127.0.0.1", "1.2.3.4, 10.0.0.9"), "10.0.0.9");
  EXPECT_EQ(client("192.168.0.5", "10.0.0.9"), "192.168.0.5");
}

TEST(BrakeKeyTest, OneHouseholdIsOneAddress) {
  EXPECT_EQ(brake_key("10.0.0.9"), "10.0.0.9");
  EXPECT_EQ(brake_key("2001:db8:1:2::5"), brake_key("2001:db8:1:2:ffff::1"));
  EXPECT_NE(brake_key("2001:db8:1:2::5"), brake_key("2001:db8:1:3::5"));
}

TEST_F(GateTest, ARequestWithoutHostOrWithTwoIsRefused) {
  const auto code = [&](std::vector<Header> headers, bool repeated) {
    Request request;
    request.target = "/api/open";
    request.headers = std::move(headers);
    request.repeated_header = repeated;
    const Admission admission = gate().admit(std::move(request));
    return admission.answer ? std::string(json::parse_json(admission.answer->body)->get_text("code")) : "";
  };
  EXPECT_EQ(code({}, false), "http.host-missing");
  EXPECT_EQ(code({{"Host", "a"}}, true), "http.repeated-header");
  EXPECT_EQ(code({{"Host", "a"}}, false), "");
}

}  // namespace
}  // namespace chancery::web_server
