#include "web-console/server/gate.h"

#include <arpa/inet.h>

#include <array>
#include <charconv>

#include "engine/json/json.h"

namespace chancery::web_server {

namespace {

constexpr std::size_t kKeyMarkBytes = 8;  // of the fingerprint: enough that nobody meets another by chance

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::string_view first = words.substr(0, words.find(' '));
    if (first == word) return true;
    words.remove_prefix(std::min(words.size(), first.size() + 1));
  }
  return false;
}

bool is_json(std::string_view content_type) {
  return equal_ignoring_case(trimmed(content_type.substr(0, content_type.find(';'))), "application/json");
}

// A strong ETag of a version, "42" with its quotes; 0 when it is anything else.
std::uint32_t version_of(std::string_view etag) {
  etag = trimmed(etag);
  if (etag.size() < 3 || etag.front() != '"' || etag.back() != '"') return 0;
  std::uint32_t version = 0;
  const char* const end = etag.data() + etag.size() - 1;
  const auto [at, error] = std::from_chars(etag.data() + 1, end, version);
  return error == std::errc() && at == end ? version : 0;
}

std::size_t body_limit(const Limits& limits, Body body) {
  switch (body) {
    case Body::kNone: return 0;
    case Body::kJson: return limits.json_body_bytes_max;
    case Body::kFile: return limits.upload_bytes_max;
  }
  return 0;
}

Error unreadable_error(int status, const Limits& limits) {
  if (status == 413) return too_large("http.body-too-large", {{"limit", std::to_string(limits.json_body_bytes_max)}});
  if (status == 431) return too_large("http.header-too-large", {{"limit", std::to_string(limits.header_bytes_max)}});
  if (status == 503) return unavailable("http.overloaded");
  return invalid("http.malformed");
}

Response not_allowed(const Call& call, std::string_view allow) {
  Response response = call.problem(invalid("http.method-not-allowed", {{"allow", std::string(allow)}}));
  response.status = 405;
  response.set("Allow", allow);
  return response;
}

}  // namespace

std::string brake_key(std::string_view address) {
  const std::string text(address);
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) return text;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(&v6);
  constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (std::equal(kMapped.begin(), kMapped.end(), bytes)) return to_hex(BytesView(bytes + 12, 4));
  return to_hex(BytesView(bytes, 8)) + "/64";
}

bool is_loopback(std::string_view address) {
  return address == "::1" || address.starts_with("127.") || address.starts_with("::ffff:127.");
}

Gate::Gate(ServicesPointer services, std::span<const Route> routes, StaticFiles files, GateOptions options)
    : services_(std::move(services)), router_(routes), files_(std::move(files)), options_(options) {
  const auto ms = static_cast<std::uint64_t>(services_->clock->now().ms);
  std::array<std::uint8_t, 6> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(ms >> (8 * (bytes.size() - 1 - i)));
  start_ = to_hex(bytes);
}

std::string Gate::next_request_id() { return start_ + '-' + std::to_string(++requests_); }

std::string Gate::client_of(const Request& request) const {
  std::string_view address = request.peer;
  const std::string_view forwarded = request.header("X-Forwarded-For");
  if (options_.trusts_proxy && is_loopback(address) && !forwarded.empty())
    address = trimmed(forwarded.substr(forwarded.rfind(',') + 1));
  return brake_key(address);
}

Admission Gate::admit(Request head) {
  Admission admission;
  admission.call = std::make_shared<Call>(services_, std::move(head));
  Call& call = *admission.call;
  call.request_id = next_request_id();
  call.client = client_of(call.request);
  call.language = language_of(call.request.header("Accept-Language"));
  auto checked = check(call);
  if (!checked)
    admission.answer = call.finished(call.problem(checked.error()));
  else if (*checked)
    admission.answer = call.finished(*std::move(*checked));
  else
    admission.body_bytes_max = body_limit(services_->limits, call.route->body);
  return admission;
}

Result<std::optional<Response>> Gate::check(Call& call) {
  auto answered = TRY(find_route(call));
  if (answered) return answered;
  TRY_VOID(check_access(call));
  TRY_VOID(check_origin(call));
  TRY_VOID(check_query(call));
  TRY_VOID(check_preconditions(call));
  TRY_VOID(check_length(call));
  return std::optional<Response>();
}

Result<std::optional<Response>> Gate::find_route(Call& call) {
  if (call.request.repeated_header) return invalid("http.repeated-header");
  if (call.request.requires_host && call.request.header("Host").empty()) return invalid("http.host-missing");
  call.target = TRY(parse_target(call.request.target));
  Match match = router_.match(call.request.method, call.target.segments);
  if (match.route != nullptr) {
    call.route = match.route;
    call.parameters = std::move(match.parameters);
    return std::optional<Response>();
  }
  if (!match.allow.empty()) return std::optional(not_allowed(call, match.allow));
  if (call.target.segments.front() == "api") return not_found("http.no-such-place");
  if (!is_safe(call.request.method)) return std::optional(not_allowed(call, "GET, HEAD"));
  auto file = files_.answer(call.target.path, call.request);
  if (!file) return not_found("http.no-such-place");
  return file;
}

Result<void> Gate::check_access(Call& call) {
  switch (call.route->access) {
    case Access::kAnyone: return {};
    case Access::kLocal:
      // A forwarded request comes from elsewhere, whatever the address of the proxy.
      if (services_->metrics_for_everybody ||
          (is_loopback(call.request.peer) && call.request.header("X-Forwarded-For").empty()))
        return {};
      return refused("http.local-only");
    case Access::kSession:
    case Access::kFreshSession: break;
  }
  return check_session(call);
}

Result<void> Gate::check_session(Call& call) {
  const std::string_view token = session_token(call.request.header("Cookie"), services_->transport);
  if (token.empty()) return Error{ErrorKind::kUnauthorized, "identity.no-session", {}};
  call.session = TRY(services_->auth->find(token, ports::Seen::kYes));
  const auto person = services_->person_of_account(call.session->account);
  if (!person) return refused("http.account-without-person");
  call.person = *person;
  if (!is_safe(call.request.method) && !equal_in_constant_time(call.session->csrf, call.request.header("X-CSRF-Token")))
    return refused("http.csrf");
  if (call.session->must_change && call.route->access != Access::kFreshSession)
    return refused("http.password-must-change");
  return {};
}

// Signing in has no CSRF token yet; a page of another site must not sign its reader in under an account of its own.
Result<void> Gate::check_origin(const Call& call) const {
  if (is_safe(call.request.method) || call.request.header("Sec-Fetch-Site") != "cross-site") return {};
  return refused("http.cross-site");
}

Result<void> Gate::check_query(const Call& call) const {
  for (const auto& [name, value] : call.target.query)
    if (!has_word(call.route->query, name)) return invalid("http.unknown-query", {{"name", name}});
  return {};
}

Result<void> Gate::check_preconditions(Call& call) const {
  if (call.route->key == Key::kRequired) {
    const std::string_view key = call.request.header("Idempotency-Key");
    if (key.empty()) return invalid("http.idempotency-missing");
    if (!is_idempotency_key(key)) return invalid("http.bad-idempotency-key");
  }
  if (call.route->version == Version::kRequired) {
    const std::string_view match = call.request.header("If-Match");
    if (match.empty()) return invalid("http.match-missing");
    call.version = version_of(match);
    if (call.version == 0) return invalid("http.bad-match");
  }
  if (call.route->body == Body::kJson && !is_json(call.request.header("Content-Type"))) return invalid("http.not-json");
  return {};
}

Result<void> Gate::check_length(const Call& call) const {
  const std::string_view text = call.request.header("Content-Length");
  if (text.empty()) return {};
  std::uint64_t length = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), length);
  if (error != std::errc() || end != text.data() + text.size()) return invalid("http.bad-length");
  const std::size_t limit = body_limit(services_->limits, call.route->body);
  if (length > limit) return too_large("http.body-too-large", {{"limit", std::to_string(limit)}});
  return {};
}

void Gate::handle(std::shared_ptr<Call> call, std::string body, Reply reply) {
  call->set_reply(std::move(reply));
  if (auto read = read_body(*call, std::move(body)); !read) return call->answer(read.error());
  if (call->route->runs == Runs::kInline) return call->route->handler(call);
  if (!services_->workers->try_post([call] { call->route->handler(call); }))
    call->answer(unavailable("http.overloaded"));
}

Result<void> Gate::read_body(Call& call, std::string body) const {
  if (call.route->key == Key::kRequired) TRY_VOID(claim_key(call, body));
  if (call.route->body == Body::kFile) call.request.body = std::move(body);
  if (call.route->body != Body::kJson) return {};
  json::JsonLimits limits;
  limits.bytes_max = services_->limits.json_body_bytes_max;
  limits.depth_max = services_->limits.json_depth_max;
  auto parsed = json::parse_json(body, limits);
  if (!parsed) return std::move(parsed).error();
  call.body = std::move(parsed).value();
  return {};
}

// The path names the thing and the verb, the version what the caller saw of it.
Result<void> Gate::claim_key(Call& call, std::string_view body) const {
  std::string key(call.request.header("Idempotency-Key"));
  std::string seen(method_name(call.request.method));
  seen.append(" ")
      .append(call.request.target)
      .append("\n")
      .append(std::to_string(call.version))
      .append("\n")
      .append(body);
  const Sha256 fingerprint = sha256(seen);
  auto begun = services_->keys.begin(call.person, key, fingerprint, services_->clock->now());
  if (!begun) return begun;
  call.key = std::move(key);
  call.key_mark = to_hex(BytesView(fingerprint).first(kKeyMarkBytes));
  return {};
}

Response Gate::unreadable(int status) {
  const auto call = std::make_shared<Call>(services_, Request{});
  call->request_id = next_request_id();
  const Error error = unreadable_error(status, services_->limits);
  Response response = call->problem(error);
  response.status = status;
  response.close = true;
  return call->finished(std::move(response));
}

}  // namespace chancery::web_server
