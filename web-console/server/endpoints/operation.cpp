// What runs the office: incidents, live updates, messages, health, numbers.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"
#include "web-console/server/static_files.h"

namespace chancery::web_server {

namespace {

// "<case>-<instance>" or "<case>-<instance>-<timer>".
Result<journal::RetryIncident> incident_of(const std::string& text) {
  journal::RetryIncident command;
  const std::size_t first = text.find('-');
  const std::size_t second = first == text.npos ? text.npos : text.find('-', first + 1);
  if (first == text.npos) return not_found("http.no-such-id");
  command.case_id = TRY(parse_id<CaseId>(text.substr(0, first)));
  command.instance =
      TRY(parse_id<InstanceId>(text.substr(first + 1, second == text.npos ? second : second - first - 1)));
  if (second == text.npos) return command;
  const auto timer = TRY(parse_id<Id<struct TimerTag>>(text.substr(second + 1)));
  if (timer.value > UINT32_MAX) return not_found("http.no-such-id");
  command.timer = static_cast<std::uint32_t>(timer.value);
  return command;
}

Value filtered(const Value& answer, std::string_view state, UnitId unit) {
  if (!answer.get("items").is_list()) return answer;
  List items;
  for (const Value& incident : answer.get("items").as_list()) {
    if (incident.get_text("state") != state) continue;
    if (unit && incident.get("unit").get_text("id") != std::to_string(unit.value)) continue;
    items.push_back(incident);
  }
  Context out = answer.as_context();
  out.set("items", Value::list(std::move(items)));
  return Value::context(std::move(out));
}

// As it stands after the retry: still there with its new reason, or gone and so resolved.
Value incident_now(const Call& call, const std::string& id, const Value& before) {
  const auto all = call.engine().incidents(call.viewer());
  if (all && all->get("items").is_list())
    for (const Value& incident : all->get("items").as_list())
      if (incident.get_text("id") == id) return incident;
  Context out = before.is_context() ? before.as_context() : Context{};
  out.set("state", Value::text("resolved"));
  return Value::context(std::move(out));
}

Response plain(int status, std::string_view text) {
  Response response;
  response.status = status;
  response.set("Content-Type", "text/plain; charset=utf-8");
  response.body = text;
  return response;
}

std::vector<UnitId> units_of(service::Engine& engine, PersonId person) {
  std::vector<UnitId> units;
  const auto me = engine.me({person});
  if (!me || !me->get("units").is_list()) return units;
  for (const Value& unit : me->get("units").as_list())
    if (const auto id = parse_id<UnitId>(unit.get_text("id"))) units.push_back(*id);
  return units;
}

}  // namespace

Result<Value> list_incidents(Call& call) {
  const std::string state = call.query("state").value_or("open");
  if (state != "open" && state != "resolved") return bad_query("state");
  const UnitId unit = TRY(unit_of(call));
  const service::Page page = TRY(page_of(call));
  const Value all = TRY(call.engine().incidents(call.viewer()));
  return list_answer(call, page, filtered(all, state, unit));
}

Result<void> retry_incident(const CallPointer& call) {
  const std::string id = call->parameters[0];
  journal::Command command;
  command.actor = call->actor();
  command.key = call->act_key();
  command.body = TRY(incident_of(id));
  Value before;
  const Value all = TRY(call->engine().incidents(call->viewer()));
  if (all.get("items").is_list())
    for (const Value& incident : all.get("items").as_list())
      if (incident.get_text("id") == id) before = incident;
  if (before.is_null()) return not_found("http.no-such-id");
  call->engine().submit(std::move(command), [call, id, before](service::Answer answer) {
    call->later([call, id, before, answer = std::make_shared<service::Answer>(std::move(answer))] {
      if (const auto* rejection = std::get_if<service::Rejection>(answer.get()))
        return call->answer(*rejection, "", Value());
      call->answer_json(200, incident_now(*call, id, before));
    });
  });
  return {};
}

Result<void> stream_events(const CallPointer& call) {
  const std::string_view last = call->request.header("Last-Event-ID");
  std::optional<EventNumber> resumed;
  if (!last.empty()) {
    const auto number = parse_id<EventNumber>(last);
    resumed = number ? *number : EventNumber{};
  }
  Services& services = call->services();
  LiveReader reader;
  reader.person = call->person;
  reader.units = [engine = services.engine, person = call->person] { return units_of(*engine, person); };
  reader.is_signed_in = [auth = services.auth, token = call->session->token] {
    return auth->find(token, ports::Seen::kNo).has_value();
  };
  Response response;
  response.stream = services.live->open(std::move(reader), resumed);
  if (response.stream == nullptr) return unavailable("http.too-many-streams");
  response.set("Content-Type", "text/event-stream");
  response.set("X-Accel-Buffering", "no");  // a proxy must not hold lines back
  call->answer(std::move(response));
  return {};
}

Result<void> get_messages(const CallPointer& call) {
  const std::string& locale = call->parameters[0];
  if (locale != "zh-CN" && locale != "en") return not_found("http.no-such-place");
  Response response;
  response.body = call->services().catalogue->json(locale == "en" ? Language::kEnglish : Language::kChinese);
  const Sha256 hash = sha256(response.body);
  const std::string tag = to_hex(BytesView(hash).first(12));
  response.set("Content-Type", "application/json");
  response.set("Cache-Control", "no-cache");
  response.set("ETag", '"' + tag + '"');
  if (matches_tag(call->request.header("If-None-Match"), tag)) {
    response.status = 304;
    response.body.clear();
  }
  call->answer(std::move(response));
  return {};
}

Result<void> livez(const CallPointer& call) {
  call->answer(plain(200, "ok\n"));
  return {};
}

Result<void> readyz(const CallPointer& call) {
  const bool ready = call->engine().healthy();
  Response response = plain(ready ? 200 : 503, ready ? "ok\n" : "not ready\n");
  if (!ready) response.set("Retry-After", "5");
  call->answer(std::move(response));
  return {};
}

Result<void> metrics(const CallPointer& call) {
  const service::Engine::Metrics m = call->engine().metrics();
  std::string out = call->services().metrics.text();
  write_metric(out, "chancery_commands_total", "counter", m.commands);
  write_metric(out, "chancery_refusals_total", "counter", m.refusals);
  write_metric(out, "chancery_commits_total", "counter", m.commits);
  write_metric(out, "chancery_records_total", "counter", m.records);
  write_metric(out, "chancery_command_queue", "gauge", m.queue);
  write_metric(out, "chancery_cases_open", "gauge", m.open_cases);
  write_metric(out, "chancery_tasks_open", "gauge", m.open_tasks);
  write_metric(out, "chancery_timers_open", "gauge", m.open_timers);
  write_metric(out, "chancery_incidents_open", "gauge", m.open_incidents);
  write_metric(out, "chancery_outbox_pending", "gauge", m.outbox_pending);
  write_metric(out, "chancery_sse_clients", "gauge", call->services().live->streams());
  write_metric(out, "chancery_http_work_queue", "gauge", call->services().workers->waiting());
  call->answer(plain(200, out));
  return {};
}

}  // namespace chancery::web_server
