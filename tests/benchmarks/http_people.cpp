#include "tests/benchmarks/http_people.h"

#include "engine/json/json.h"

namespace chancery::benchmarks {

namespace {

std::string post(std::string_view path, std::string_view headers, std::string_view body) {
  std::string out;
  out.reserve(path.size() + headers.size() + body.size() + 160);
  out.append("POST /api/v1/").append(path);
  out.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n").append(headers);
  out.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n").append(body);
  return out;
}

// The first version of a task: nobody has touched it since it was created.
constexpr std::string_view kFirstVersion = "If-Match: \"1\"\r\n";

}  // namespace

Result<HttpPeople> HttpPeople::sign_in(std::uint16_t port, const std::string& password) {
  HttpPeople people;
  HttpWire wire = TRY(HttpWire::connect(port));
  for (const Committee& committee : committees())
    for (const std::string& account : {committee.clerk, committee.chair, committee.custodian})
      TRY_VOID(people.add(wire, account, password));
  return people;
}

Result<void> HttpPeople::add(HttpWire& wire, const std::string& account, const std::string& password) {
  const std::string body = R"({"account":")" + account + R"(","password":")" + password + R"("})";
  const HttpAnswer answer = TRY(wire.exchange(post("session", "", body)));
  if (answer.status != 201)
    return refused("benchmark.sign-in", {{"account", account}, {"status", std::to_string(answer.status)}});
  const std::string_view cookie = header_of(answer.head, "Set-Cookie");
  const Value session = TRY(json::parse_json(answer.body));
  Session& entry = sessions_[account];
  entry.headers = "Cookie: " + std::string(cookie.substr(0, cookie.find(';'))) +
                  "\r\nX-CSRF-Token: " + std::string(session.get_text("csrf")) + "\r\n";
  const List& units = session.get("units").as_list();
  if (!units.empty()) entry.unit = units.front().get_text("id");
  return {};
}

std::string HttpPeople::request_as(const std::string& account, Step step, const CasePlan& plan, std::string_view key,
                                   std::string_view task) const {
  const Session& session = sessions_.find(account)->second;
  std::string headers = session.headers;
  headers.append("Idempotency-Key: ").append(key).append("\r\n");
  const std::string& form = forms_.text(step, plan);
  if (step == Step::kStart)
    return post("cases", headers,
                R"({"workflow":")" + kWorkflow + R"(","unit":")" + session.unit + R"(","form":)" + form + "}");
  headers.append(kFirstVersion);
  return post("tasks/" + std::string(task) + "/complete", headers, R"({"form":)" + form + "}");
}

}  // namespace chancery::benchmarks
