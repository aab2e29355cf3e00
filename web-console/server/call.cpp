#include "web-console/server/call.h"

#include "engine/json/json.h"

namespace chancery::web_server {

namespace {

// Scripts only from here; inline styles because the component library sets them; nothing may frame a page or be framed.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src "
    "'self' data:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

void add_security_headers(Response& response, Transport transport) {
  const auto add = [&](std::string_view name, std::string_view value) {
    for (const Header& h : response.headers)
      if (equal_ignoring_case(h.name, name)) return;
    response.headers.push_back({std::string(name), std::string(value)});
  };
  add("Content-Security-Policy", kContentSecurityPolicy);
  add("X-Content-Type-Options", "nosniff");
  add("X-Frame-Options", "DENY");
  add("Referrer-Policy", "same-origin");
  add("Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=()");
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("Cross-Origin-Resource-Policy", "same-origin");
  if (transport == Transport::kTls) add("Strict-Transport-Security", "max-age=31536000");
  add("Cache-Control", "no-store");
}

}  // namespace

Call::Call(ServicesPointer services, Request r)
    : request(std::move(r)), services_(std::move(services)), begun_(std::chrono::steady_clock::now()) {}

Call::~Call() {
  if (reply_ && !answered_) answer(unavailable("http.not-answered"));
}

journal::Actor Call::actor() const {
  journal::Actor actor;
  actor.person = person;
  actor.account = session ? session->account : std::string();
  return actor;
}

std::optional<std::string> Call::query(std::string_view name) const {
  const auto found = target.query.find(name);
  if (found == target.query.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

ProblemReader Call::reader() const {
  return {services_->catalogue, services_->zones, language, request_id, services_->name_of};
}

Response Call::finished(Response response) {
  const bool is_head = request.method == Method::kHead;
  response.head_only = is_head;
  if (is_head) response.stream.reset();
  response.set("X-Request-Id", request_id);
  add_security_headers(response, services_->transport);
  const auto duration =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - begun_);
  const std::string_view pattern = route != nullptr ? route->pattern : "other";
  services_->metrics.record(method_name(request.method), pattern, response.status, duration);
  const std::string status = std::to_string(response.status);
  const std::string us = std::to_string(duration.count());
  const std::string bytes = std::to_string(response.content().size());
  const std::string who = person ? std::to_string(person.value) : "";
  services_->log->write(ports::LogLevel::kInfo, "request",
                        {{"req", request_id},
                         {"method", method_name(request.method)},
                         {"route", pattern},
                         {"status", status},
                         {"duration_us", us},
                         {"bytes", bytes},
                         {"person", who}});
  return response;
}

void Call::answer(Response response) {
  if (answered_.exchange(true)) return;  // an engine that answers twice must not answer the next request
  if (!key.empty()) services_->keys.end(person, key, response.status < 300 ? Done::kYes : Done::kNothing);
  response = finished(std::move(response));
  if (reply_) reply_(std::move(response));
}

void Call::answer(const Error& error) {
  if (status_of(error) >= 500)
    services_->log->write(ports::LogLevel::kError, "error", {{"req", request_id}, {"error", error.code}});
  answer(problem(error));
}

void Call::answer(const service::Rejection& rejection, std::string_view form_pointer, const Value& current) {
  answer(problem_response(rejection, reader(), form_pointer, current));
}

void Call::answer_json(int status, const Value& value, std::vector<Header> headers) {
  if (person) services_->grants.grant_all(person, value, services_->clock->now());
  Response response;
  response.status = status;
  response.headers = std::move(headers);
  response.set("Content-Type", "application/json");
  response.set("Content-Language", language_tag(language));
  response.body = json::write_json(localized(*services_->catalogue, value, language));
  answer(std::move(response));
}

void Call::later(std::function<void()> work) { services_->workers->post(std::move(work)); }

}  // namespace chancery::web_server
