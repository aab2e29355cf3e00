// The table of all places. A test holds it against openapi.yaml.
#include <array>

#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

namespace {

constexpr Route read_route(std::string_view pattern, Handler handler, std::string_view query = "") {
  return {.pattern = pattern, .handler = handler, .query = query};
}
constexpr Route act_route(std::string_view pattern, Handler handler, Body body = Body::kJson) {
  return {.method = Method::kPost, .pattern = pattern, .handler = handler, .body = body, .key = Key::kRequired};
}
constexpr Route verb_route(std::string_view pattern, Handler handler, Body body = Body::kJson) {
  Route route = act_route(pattern, handler, body);
  route.version = Version::kRequired;
  return route;
}
constexpr Route open_route(std::string_view pattern, Handler handler, Access access, Runs runs) {
  return {.pattern = pattern, .handler = handler, .access = access, .runs = runs};
}

const std::array kRoutes = {
    Route{.method = Method::kPost,
          .pattern = "/api/v1/session",
          .handler = acting<sign_in>,
          .access = Access::kAnyone,
          .body = Body::kJson,
          .runs = Runs::kInline},
    Route{.pattern = "/api/v1/session", .handler = reading<get_session>, .access = Access::kFreshSession},
    Route{.method = Method::kDelete,
          .pattern = "/api/v1/session",
          .handler = acting<sign_out>,
          .access = Access::kFreshSession},
    Route{.method = Method::kPost,
          .pattern = "/api/v1/session/password",
          .handler = acting<change_password>,
          .access = Access::kFreshSession,
          .body = Body::kJson,
          .runs = Runs::kInline},

    read_route("/api/v1/workflows", reading<list_workflows>, "unit"),
    read_route("/api/v1/forms/{workflow}/{form}", reading<get_form>, "unit"),

    act_route("/api/v1/cases", acting<start_case>),
    read_route("/api/v1/cases", reading<list_cases>, "scope unit state limit after count"),
    read_route("/api/v1/cases/{id}", acting<get_case>),
    read_route("/api/v1/cases/{id}/timeline", reading<get_timeline>, "limit after"),
    read_route("/api/v1/cases/{id}/diagram", reading<get_diagram>),
    act_route("/api/v1/cases/{id}/withdraw", acting<withdraw_case>),
    act_route("/api/v1/cases/{id}/messages/{name}", acting<send_case_message>),

    read_route("/api/v1/tasks", reading<list_tasks>, "box unit limit after count"),
    read_route("/api/v1/tasks/{id}", acting<get_task>),
    read_route("/api/v1/tasks/{id}/candidates", reading<list_candidates>),
    verb_route("/api/v1/tasks/{id}/claim", acting<claim_task>, Body::kNone),
    verb_route("/api/v1/tasks/{id}/release", acting<release_task>, Body::kNone),
    verb_route("/api/v1/tasks/{id}/complete", acting<complete_task>),
    verb_route("/api/v1/tasks/{id}/delegate", acting<delegate_task>),
    verb_route("/api/v1/tasks/{id}/transfer", acting<transfer_task>),
    verb_route("/api/v1/tasks/{id}/assign", acting<assign_task>),

    Route{.method = Method::kPost, .pattern = "/api/v1/uploads", .handler = acting<upload>, .body = Body::kFile},
    read_route("/api/v1/uploads/{sha256}", acting<get_upload>),

    read_route("/api/v1/registers", reading<list_registers>, "unit"),
    read_route("/api/v1/registers/{book}/lines", reading<list_register_lines>, "scope year limit after count"),
    read_route("/api/v1/entities/{kind}", reading<list_entities>, "unit limit after"),
    read_route("/api/v1/meetings", reading<list_meetings>, "unit limit after"),
    read_route("/api/v1/meetings/{id}", reading<get_meeting>),

    read_route("/api/v1/directory/units", reading<list_units>),
    read_route("/api/v1/directory/units/{id}", reading<get_unit>),
    act_route("/api/v1/directory/absences", acting<record_absence>),
    act_route("/api/v1/directory/acting", acting<open_acting>),

    read_route("/api/v1/incidents", reading<list_incidents>, "state unit limit after count"),
    act_route("/api/v1/incidents/{id}/retry", acting<retry_incident>, Body::kNone),
    read_route("/api/v1/events", acting<stream_events>),
    open_route("/api/v1/messages/{locale}", acting<get_messages>, Access::kAnyone, Runs::kInline),

    open_route("/livez", acting<livez>, Access::kAnyone, Runs::kInline),
    open_route("/readyz", acting<readyz>, Access::kAnyone, Runs::kInline),
    open_route("/healthz", acting<readyz>, Access::kAnyone,
               Runs::kInline),  // older name of readyz, not of the contract
    open_route("/metrics", acting<metrics>, Access::kLocal, Runs::kWorker),
};

}  // namespace

std::span<const Route> all_routes() { return kRoutes; }

}  // namespace chancery::web_server
