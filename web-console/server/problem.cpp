#include "web-console/server/problem.h"

#include <algorithm>
#include <array>
#include <span>

#include "engine/json/json.h"

namespace chancery::web_server {

namespace {

constexpr std::string_view kRetryAfterSeconds = "2";

// What a person put into a body wrongly, told by the engine's rules rather than by the form.
constexpr std::array<std::string_view, 7> kBadSubmissions = {
    "runtime.form-has-faults", "runtime.hand-to-self",   "runtime.no-person",    "runtime.no-unit",
    "runtime.post-not-held",   "runtime.reason-missing", "runtime.no-none-start"};

// What somebody did, in words.
constexpr std::array<std::string_view, 16> kActs = {
    "act.assigned-to",      "act.claimed",        "act.completed",    "act.delegated-from",
    "act.delegated-to",     "act.edited",         "act.overrode",     "act.requested",
    "act.resolved",         "act.returned",       "act.sent-message", "act.state",
    "act.transferred-from", "act.transferred-to", "act.voted",        "act.withdrew"};

constexpr std::array<std::string_view, 4> kProcessModules = {"feel.", "dmn.", "graph.", "runtime."};

bool begins_with_any(std::string_view code, std::span<const std::string_view> prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view p) { return code.starts_with(p); });
}

int status_of_invalid(std::string_view code) {
  if (code == "http.not-our-media-type") return 415;
  if (code == "http.idempotency-reused") return 422;
  if (code == "http.match-missing") return 428;
  constexpr std::array<std::string_view, 2> kReaders = {"http.", "json."};
  if (begins_with_any(code, kReaders)) return 400;
  if (std::find(kBadSubmissions.begin(), kBadSubmissions.end(), code) != kBadSubmissions.end()) return 422;
  return begins_with_any(code, kProcessModules) ? 409 : 422;
}

Value code_text(std::string_view code, std::string_view text) {
  Context out;
  out.set("code", Value::text(code));
  out.set("text", Value::text(text));
  return Value::context(std::move(out));
}

std::string act_text(const std::string& act, const ProblemReader& reader) {
  const auto known =
      std::find_if(kActs.begin(), kActs.end(), [&](std::string_view code) { return code.substr(4) == act; });
  return known == kActs.end() ? act : reader.catalogue->text(reader.language, Error{{}, std::string(*known), {}});
}

Value person_ref(PersonId person, const ProblemReader& reader) {
  Context out;
  out.set("id", Value::text(std::to_string(person.value)));
  out.set("name", Value::text(reader.name_of ? reader.name_of(person) : std::string()));
  return Value::context(std::move(out));
}

std::string civil_time(Instant at, const ProblemReader& reader) {
  DateTime local = reader.zones->local_date_time(at);
  local.time.zone.name.clear();  // the offset alone, as RFC 3339 wants it
  return local.text();
}

Value evidence_value(const service::Evidence& evidence, const ProblemReader& reader) {
  Context out;
  out.set("event", evidence.event ? Value::text(std::to_string(evidence.event.value)) : Value());
  out.set("person", person_ref(evidence.person, reader));
  out.set("duty", code_text(evidence.duty, evidence.duty));
  out.set("kind", code_text(evidence.act, act_text(evidence.act, reader)));
  out.set("at", Value::text(civil_time(evidence.at, reader)));
  return Value::context(std::move(out));
}

Value basis_value(const service::Basis& basis) {
  Context out;
  out.set("source", Value::text(basis.source));
  out.set("article", Value::text(basis.article));
  return Value::context(std::move(out));
}

Value could_act_value(PersonId person, const ProblemReader& reader) {
  Context out;
  out.set("person", Value::text(std::to_string(person.value)));
  out.set("name", Value::text(reader.name_of ? reader.name_of(person) : std::string()));
  out.set("posts", Value::list({}));
  return Value::context(std::move(out));
}

template <class Items, class Write>
Value list_of(const Items& items, Write&& write) {
  List out;
  for (const auto& item : items) out.push_back(write(item));
  return Value::list(std::move(out));
}

Context problem_of(const Error& error, int status, const ProblemReader& reader) {
  Context out;
  out.set("type", Value::text("/help/errors#" + error.code));
  out.set("title", Value::text(reader.catalogue->text(reader.language, error)));
  out.set("status", Value::number(status));
  const std::string remedy = reader.catalogue->remedy(reader.language, error);
  if (!remedy.empty()) out.set("detail", Value::text(remedy));
  if (!reader.request_id.empty()) out.set("instance", Value::text("urn:request:" + reader.request_id));
  out.set("code", Value::text(error.code));
  return out;
}

Value fault_value(std::string_view pointer, const Error& error, const ProblemReader& reader) {
  Context out;
  out.set("pointer", Value::text(pointer));
  out.set("code", Value::text(error.code));
  out.set("message", Value::text(reader.catalogue->text(reader.language, error)));
  return Value::context(std::move(out));
}

Response as_response(Context problem, int status, const Error& error, const ProblemReader& reader) {
  Response response;
  response.status = status;
  response.set("Content-Type", "application/problem+json");
  response.set("Content-Language", language_tag(reader.language));
  if (status == 429)
    response.set("Retry-After", error.parameter("seconds").empty() ? kRetryAfterSeconds : error.parameter("seconds"));
  if (status == 503) response.set("Retry-After", kRetryAfterSeconds);
  response.body = json::write_json(Value::context(std::move(problem)));
  return response;
}

bool has_pointer(const Error& error) {
  return std::any_of(error.parameters.begin(), error.parameters.end(),
                     [](const auto& p) { return p.name == "pointer"; });
}

}  // namespace

int status_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kInvalid: return status_of_invalid(error.code);
    case ErrorKind::kUnauthorized: return 401;
    case ErrorKind::kRefused: return error.code == "runtime.check-refused" ? 409 : 403;
    case ErrorKind::kNotFound: return 404;
    case ErrorKind::kConflict: return error.code == "task.changed" || error.code == "runtime.task-changed" ? 412 : 409;
    case ErrorKind::kTooLarge: return error.code.starts_with("json.") ? 400 : 413;
    case ErrorKind::kUnavailable: return error.code == "identity.throttled" ? 429 : 503;
    case ErrorKind::kCorrupt: break;
  }
  return 500;
}

Error contract_error(const Error& error) {
  if (error.code == "service.key-reused") return invalid("http.idempotency-reused");
  if (error.code == "runtime.task-changed") return conflict("task.changed", error.parameters);
  if (error.code == "runtime.no-receiver") return conflict("message.no-receiver", error.parameters);
  return error;
}

Response problem_response(const Error& given, const ProblemReader& reader) {
  const Error error = contract_error(given);
  const int status = status_of(error);
  Context problem = problem_of(error, status, reader);
  if (status < 500 && has_pointer(error))
    problem.set("errors", Value::list({fault_value(error.parameter("pointer"), error, reader)}));
  return as_response(std::move(problem), status, error, reader);
}

Value refusal_value(const service::RefusalDetail& refusal, const ProblemReader& reader) {
  Context out;
  out.set("constraint", Value::text(refusal.constraint));
  out.set("strength", Value::text(refusal.hard ? "hard" : "firm"));
  const Value message = localized(*reader.catalogue, refusal.message, reader.language);
  out.set("message", message.is_text() ? message : Value::text(""));
  out.set("basis", list_of(refusal.basis, basis_value));
  out.set("evidence", list_of(refusal.evidence, [&](const auto& e) { return evidence_value(e, reader); }));
  out.set("remedy", localized(*reader.catalogue, refusal.remedy, reader.language));
  out.set("could_act", list_of(refusal.could_act, [&](PersonId p) { return could_act_value(p, reader); }));
  return Value::context(std::move(out));
}

Response problem_response(const service::Rejection& rejection, const ProblemReader& reader, std::string_view pointer,
                          const Value& current) {
  const Error error = contract_error(rejection.error);
  const int status = rejection.faults.empty() ? status_of(error) : 422;
  Context problem = problem_of(error, status, reader);
  if (rejection.refusal) {
    const Value refusal = refusal_value(*rejection.refusal, reader);
    if (!refusal.get_text("message").empty()) problem.set("title", refusal.get("message"));
    if (!refusal.get_text("remedy").empty()) problem.set("detail", refusal.get("remedy"));
    problem.set("code", Value::text(rejection.refusal->constraint));
    problem.set("refusal", refusal);
  }
  if (!rejection.faults.empty())
    problem.set("errors", list_of(rejection.faults, [&](const service::FieldFault& fault) {
                  return fault_value(std::string(pointer) + fault.pointer, fault.error, reader);
                }));
  else if (!rejection.refusal && status < 500 && has_pointer(error))
    problem.set("errors", Value::list({fault_value(error.parameter("pointer"), error, reader)}));
  if (!current.is_null()) problem.set("current", current);
  return as_response(std::move(problem), status, error, reader);
}

}  // namespace chancery::web_server
