// Signing in and out, the own password. Hashes are made on the pool of hashers, never on an I/O thread or on a worker.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

namespace {

constexpr std::size_t kAccountBytesMax = 64 * 4;
constexpr std::size_t kPasswordBytesMax = 256;

Value person_ref(const Call& call, PersonId person) {
  Context out;
  out.set("id", Value::text(std::to_string(person.value)));
  out.set("name", Value::text(call.services().name_of(person)));
  return Value::context(std::move(out));
}

std::string civil_text(const Call& call, Instant at) {
  DateTime local = call.services().zones->local_date_time(at);
  local.time.zone.name.clear();
  return local.text();
}

Result<Value> session_value(const Call& call, const ports::SessionView& session, PersonId person) {
  const Value me = TRY(call.engine().me({person}));
  Context out;
  out.set("csrf", Value::text(session.csrf));
  out.set("person", person_ref(call, person));
  out.set("account", Value::text(session.account));
  out.set("posts", me.get("posts").is_list() ? me.get("posts") : Value::list({}));
  out.set("units", me.get("units").is_list() ? me.get("units") : Value::list({}));
  out.set("locale", Value::text(language_tag(call.language)));
  out.set("zone", Value::text(call.services().zones->default_zone()));
  out.set("expires_at", Value::text(civil_text(call, session.expires_at)));
  out.set("must_change_password", Value::boolean(session.must_change));
  return Value::context(std::move(out));
}

Result<void> read_password(json::ObjectReader& body, std::string_view name, std::string& out) {
  out = TRY(body.non_empty_text(name));
  if (out.size() <= kPasswordBytesMax) return {};
  return body.error_at(name, "http.text-too-long", {{"limit", std::to_string(kPasswordBytesMax)}});
}

// The contract answers every failed sign-in with 401 or 429.
void answer_sign_in_failed(Call& call, Error error) {
  if (error.code == "identity.account-locked") error.kind = ErrorKind::kUnauthorized;
  call.answer(error);
}

void do_sign_in(const CallPointer& call, const std::string& account, const std::string& password) {
  const Services& services = call->services();
  const auto replaced = session_token(call->request.header("Cookie"), services.transport);
  const auto session = services.auth->sign_in(account, password, call->client, replaced);
  if (!session) return answer_sign_in_failed(*call, session.error());
  const auto person = services.person_of_account(account);
  if (!person) {
    if (const auto ended = services.auth->sign_out(session->token); !ended) return call->answer(ended.error());
    return answer_sign_in_failed(*call, Error{ErrorKind::kUnauthorized, "http.account-without-person", {}});
  }
  call->person = *person;
  const auto value = session_value(*call, *session, *person);
  if (!value) return call->answer(value.error());
  call->answer_json(201, *value, {{"Set-Cookie", session_cookie(session->token, services.transport)}});
}

}  // namespace

Result<void> sign_in(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  const std::string account = TRY(body.non_empty_text("account"));
  std::string password;
  TRY_VOID(read_password(body, "password", password));
  TRY_VOID(body.finish());
  if (account.size() > kAccountBytesMax) return body.error_at("account", "http.text-too-long", {{"limit", "64"}});
  if (!call->services().hashers->try_post([call, account, password] { do_sign_in(call, account, password); }))
    return unavailable("http.overloaded");
  return {};
}

Result<Value> get_session(Call& call) { return session_value(call, *call.session, call.person); }

Result<void> sign_out(const CallPointer& call) {
  TRY_VOID(call->services().auth->sign_out(call->session->token));
  Response response;
  response.status = 204;
  response.set("Set-Cookie", expired_session_cookie(call->services().transport));
  response.set("Clear-Site-Data", "\"cache\"");
  call->answer(std::move(response));
  return {};
}

Result<void> change_password(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  std::string current;
  std::string fresh;
  TRY_VOID(read_password(body, "current", current));
  TRY_VOID(read_password(body, "new", fresh));
  TRY_VOID(body.finish());
  const auto change = [call, current, fresh] {
    const auto changed = call->services().auth->change_password(call->session->token, current, fresh, call->client);
    if (!changed) return answer_sign_in_failed(*call, changed.error());
    Response response;
    response.status = 204;
    call->answer(std::move(response));
  };
  if (!call->services().hashers->try_post(change)) return unavailable("http.overloaded");
  return {};
}

}  // namespace chancery::web_server
