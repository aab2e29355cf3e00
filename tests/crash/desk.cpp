#include "tests/crash/desk.h"

#include <charconv>

#include "engine/json/json.h"

namespace chancery::crash {

namespace {

constexpr std::string_view kLetter =
    R"({"kind":"letter","purpose":"report","paper":"complete","pages":2,"copies":2,"impressions":2,)"
    R"("guarantee_no":"none"})";
constexpr std::string_view kApproval = R"({"form":{"decision":"approve","text_read":true,"guarantee_no":"none"}})";
constexpr std::string_view kStamp =
    R"({"form":{"decision":"affix","paper_matches_text":"page-by-page","impressions":2,"copies":2,"place":"office",)"
    R"("guarantee_no":"none"}})";
constexpr std::string_view kFiling = R"({"form":{"target":"none"}})";

Context context(std::string_view json) { return json::parse_json(json)->as_context(); }

std::string paper_of(const Matter& matter) { return "This is the letter " + matter.title + ".\n"; }

Value file_of(const Matter& matter) {
  Context file;
  file.set("name", Value::text("letter.txt"));
  file.set("sha256", Value::text(matter.file));
  file.set("size", Value::number(static_cast<std::int64_t>(paper_of(matter).size())));
  return Value::context(std::move(file));
}

std::string start_body(const Matter& matter, const Session& session) {
  Context form = context(kLetter);
  form.set("seal", Value::text(matter.office->seal));
  form.set("title", Value::text(matter.title));
  form.set("file", file_of(matter));
  Context body;
  body.set("workflow", Value::text("seal-use"));
  body.set("unit", Value::text(session.units.at(std::string(matter.office->unit))));
  body.set("form", Value::context(std::move(form)));
  return json::write_json(Value::context(std::move(body)));
}

std::string_view form_of(Act act) {
  switch (act) {
    case Act::kStart: return "";
    case Act::kApprove: return kApproval;
    case Act::kAffix: return kStamp;
    case Act::kFile: return kFiling;
  }
  return "";
}

int status_of_success(Act act) { return act == Act::kStart ? 201 : 200; }

std::uint64_t first_open_task(const Value& answer) {
  const Value& tasks = answer.get("tasks");
  return tasks.is_list() && tasks.as_list().size() == 1 ? number_of(tasks.as_list().front().get("id")) : 0;
}

}  // namespace

std::uint64_t number_of(const Value& value) {
  std::uint64_t number = 0;
  if (!value.is_text()) return 0;
  const std::string_view text = value.as_text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

Value body_of(const HttpReply& reply) {
  auto value = json::parse_json(reply.body);
  return value ? std::move(value).value() : Value();
}

std::string answer_text(const HttpReply& reply) {
  constexpr std::size_t kShown = 300;
  return std::to_string(reply.status) + " " + reply.body.substr(0, kShown);
}

Result<Session> sign_in(HttpClient& client, std::string_view account, std::string_view password) {
  Context who;
  who.set("account", Value::text(account));
  who.set("password", Value::text(password));
  const HttpReply reply = client.send({"POST",
                                       "/api/v1/session",
                                       {{"Content-Type", "application/json"}},
                                       json::write_json(Value::context(std::move(who)))});
  if (reply.status != 201)
    return unavailable("test.unexpected-answer", {{"status", std::to_string(reply.status)}, {"body", reply.body}});
  Session session;
  const std::string cookie = reply.headers.at("set-cookie");
  session.cookie = cookie.substr(0, cookie.find(';'));
  const Value answer = body_of(reply);
  session.csrf = answer.get_text("csrf");
  for (const Value& unit : answer.get("units").as_list())
    session.units[std::string(unit.get_text("key"))] = unit.get_text("id");
  return session;
}

HttpReply get(HttpClient& client, const Session& session, const std::string& target) {
  return client.send({"GET", target, {{"Cookie", session.cookie}}, ""});
}

bool Desk::upload(HttpClient& client, Matter& matter) {
  const Session& clerk = session(matter, Act::kStart);
  const HttpReply reply = client.send({"POST",
                                       "/api/v1/uploads",
                                       {{"Cookie", clerk.cookie},
                                        {"X-CSRF-Token", clerk.csrf},
                                        {"X-File-Name", "letter.txt"},
                                        {"Content-Type", "text/plain"}},
                                       paper_of(matter)});
  if (reply.delivery != Delivery::kAnswered) return false;
  if (reply.status == 201) matter.file = body_of(reply).get_text("sha256");
  if (matter.file.empty()) ledger_.report(matter.title + ": upload answered " + answer_text(reply));
  return !matter.file.empty();
}

std::optional<std::string> Desk::read_version(HttpClient& client, const Matter& matter) {
  const std::string target = "/api/v1/tasks/" + std::to_string(matter.open_task);
  const HttpReply reply = get(client, session(matter, matter.next_act()), target);
  if (reply.delivery != Delivery::kAnswered) return std::nullopt;
  const auto etag = reply.headers.find("etag");
  if (reply.status == 200 && etag != reply.headers.end()) return etag->second;
  ledger_.report(matter.title + ": GET " + target + " answered " + answer_text(reply));
  return std::nullopt;
}

std::optional<Sent> Desk::prepare(HttpClient& client, Matter& matter) {
  Sent sent;
  sent.act = matter.next_act();
  if (sent.act == Act::kStart) {
    if (matter.file.empty() && !upload(client, matter)) return std::nullopt;
    sent.target = "/api/v1/cases";
    sent.body = start_body(matter, session(matter, sent.act));
  } else {
    const auto version = read_version(client, matter);
    if (!version) return std::nullopt;
    sent.match = *version;
    sent.task = matter.open_task;
    sent.target = "/api/v1/tasks/" + std::to_string(matter.open_task) + "/complete";
    sent.body = form_of(sent.act);
  }
  sent.key = ledger_.new_key();
  return sent;
}

HttpReply Desk::send(HttpClient& client, const Matter& matter, const Sent& sent) {
  const Session& who = session(matter, sent.act);
  HttpRequest request{"POST", sent.target, {}, sent.body};
  request.headers = {{"Cookie", who.cookie},
                     {"X-CSRF-Token", who.csrf},
                     {"Content-Type", "application/json"},
                     {"Idempotency-Key", sent.key}};
  if (!sent.match.empty()) request.headers.emplace_back("If-Match", sent.match);
  return client.send(request);
}

std::optional<Acknowledged> Desk::read_answer(const Matter& matter, const Sent& sent, const HttpReply& reply) const {
  if (reply.delivery != Delivery::kAnswered || reply.status != status_of_success(sent.act)) return std::nullopt;
  const Value answer = body_of(reply);
  Acknowledged step{sent, number_of(answer.get("event")), ""};
  const std::uint64_t case_id = number_of(answer.get("case").get("id"));
  if (step.event == 0 || case_id == 0 || (sent.act != Act::kStart && case_id != matter.case_id)) return std::nullopt;
  const Value& registered = answer.get("registered");
  if (sent.act == Act::kAffix && registered.is_list() && registered.as_list().size() == 1)
    step.line = registered.as_list().front().get_text("text");
  if ((sent.act == Act::kAffix) == step.line.empty()) return std::nullopt;
  return step;
}

bool Desk::acknowledge(Matter& matter, const Sent& sent, const HttpReply& reply) {
  auto step = read_answer(matter, sent, reply);
  const Value answer = body_of(reply);
  const std::uint64_t open_task = first_open_task(answer);
  if (!step || (sent.act == Act::kFile) != (open_task == 0)) {
    ledger_.report(matter.title + ": " + std::string(act_name(sent.act)) + " " + sent.key + " answered " +
                   answer_text(reply));
    return false;
  }
  matter.acknowledge(std::move(*step), number_of(answer.get("case").get("id")), open_task);
  return true;
}

std::string Desk::difference(const Matter& matter, const Acknowledged& first, const HttpReply& reply) const {
  const auto again = read_answer(matter, first.sent, reply);
  if (again && again->event == first.event && again->line == first.line) return "";
  return matter.title + ": " + std::string(act_name(first.sent.act)) + " " + first.sent.key +
         " was acknowledged as event " + std::to_string(first.event) + " and, sent again, answered " +
         answer_text(reply);
}

}  // namespace chancery::crash
