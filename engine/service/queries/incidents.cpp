// incidents: what stopped and waits for a person; newest first. Whoever sees an incident may have it tried again: what
// goes on then is the process, in which every step of a person is asked of duty again.
#include <algorithm>

#include "engine/service/queries/task_view.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr std::size_t kShownMax = 500;
constexpr std::size_t kLookedAtMax = 2'000;     // newest ones of which it is asked whether the viewer may see them
constexpr std::size_t kRecordsBackMax = 1'000;  // of a case, in which earlier attempts are looked for

struct Shown {
  IncidentPlace place;
  EventNumber head;  // of its case
  Context view;
};

// The element that could not go on: a timer, a waiting event, or the activity itself.
const graph::Node* element_of(const runtime::Program& program, const runtime::CaseState& c,
                              const runtime::Incident& incident) {
  const runtime::Instance& instance = *c.find(incident.instance);
  const runtime::Timer* timer = incident.timer == 0 ? nullptr : c.find_timer(incident.timer);
  const std::uint32_t ordinal = timer != nullptr        ? timer->ordinal
                                : incident.ordinal != 0 ? incident.ordinal
                                                        : instance.ordinal;
  const graph::Process& process = *program.processes[instance.process];
  const graph::NodeIndex node = process.node_of(ordinal);
  return node == graph::kNone ? nullptr : &process.nodes[node];
}

std::string id_of(const IncidentPlace& place) {
  std::string id = std::to_string(place.case_id.value) + "-" + std::to_string(place.instance.value);
  if (place.timer != 0) id += "-" + std::to_string(place.timer);
  return id;
}

// `whole`: the viewer may see the case, so also its title.
Context view(const Reading& reading, const runtime::Program& program, const runtime::CaseState& c,
             const IncidentPlace& place, const runtime::Incident& incident, bool whole) {
  const graph::Node* element = element_of(program, c, incident);
  Context parameters;
  for (const auto& [name, value] : incident.parameters) parameters.set(name, Value::text(value));
  Context of;
  of.set("id", id_text(place.case_id));
  of.set("number", id_text(place.case_id));
  of.set("title", title_of(&program, c.workflow, whole ? c.title : std::string()));
  Context out;
  out.set("id", Value::text(id_of(place)));
  out.set("case", Value::context(std::move(of)));
  out.set("unit", unit_ref(reading, c.unit));
  out.set("element", Value::text(element == nullptr ? "" : element->id));
  out.set("element_name", Value::text(element == nullptr ? "" : element->name.empty() ? element->id : element->name));
  out.set("code", Value::text(incident.code));
  out.set("message", message(incident.code, parameters));
  out.set("remedy", remedy(incident.code, std::move(parameters)));
  out.set("at", local_instant(reading.zones, incident.at));
  out.set("state", Value::text("open"));
  out.set("may_retry", Value::boolean(true));
  return out;
}

std::vector<Shown> shown_to(const Impl& impl, PersonId viewer) {
  const Reading reading(impl);
  const Sight sight(reading, viewer);
  std::vector<Shown> out;
  std::size_t looked_at = 0;
  for (auto it = impl.hot.incidents.rbegin(); it != impl.hot.incidents.rend(); ++it) {
    if (out.size() >= kShownMax || ++looked_at > kLookedAtMax) break;
    const runtime::CaseState& c = *reading.state.cases.find(it->case_id);
    const runtime::Program* program = impl.programs.find(c.package);
    const bool whole = sight.sees_case(reading, it->case_id, c);
    if (program == nullptr || (!whole && !sight.is_administrator())) continue;
    const auto incident = std::find_if(c.incidents.begin(), c.incidents.end(), [&it](const runtime::Incident& i) {
      return i.instance == it->instance && i.timer == it->timer;
    });
    out.push_back({*it, c.head, view(reading, *program, c, *it, *incident, whole)});
  }
  return out;
}

// How often it was tried in vain, as the case's records tell.
Result<std::int64_t> attempts(const Impl& impl, const Shown& shown) {
  std::int64_t count = 0;
  EventNumber next = shown.head;
  for (std::size_t read = 0; next && read < kRecordsBackMax; ++read) {
    const Bytes bytes = TRY(impl.ports.events->read_one(next));
    const journal::Record record = TRY(journal::decode_record(bytes));
    for (const journal::Event& event : record.events)
      if (const auto* raised = std::get_if<journal::IncidentRaised>(&event);
          raised != nullptr && raised->instance == shown.place.instance && raised->timer == shown.place.timer)
        ++count;
    next = record.previous;
  }
  return count;
}

}  // namespace

Result<Value> Engine::incidents(Viewer viewer) const {
  List items;
  for (Shown& shown : shown_to(*impl_, viewer.person)) {
    shown.view.set("attempts", integer(TRY(attempts(*impl_, shown))));
    items.push_back(finish(*impl_, Value::context(std::move(shown.view))));
  }
  Context out;
  out.set("items", Value::list(std::move(items)));
  return Value::context(std::move(out));
}

}  // namespace chancery::service
