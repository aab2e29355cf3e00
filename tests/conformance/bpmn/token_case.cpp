#include "tests/conformance/bpmn/token_case.h"

#include <algorithm>

#include "tests/conformance/bpmn/exec_case.h"
#include "tests/conformance/bpmn/token_model.h"

namespace chancery::conformance {

namespace {

const Instant kStart = *parse_rfc3339("2030-01-01T00:00:00Z");
constexpr std::int64_t kLongerThanAnyTimerMs = 2 * 3'600'000;

void add(std::string& wrong, const std::string& more) {
  if (more.empty()) return;
  if (!wrong.empty()) wrong += "; ";
  wrong += more;
}

std::int64_t count_of(const Counts& counts, const std::string& id) {
  const auto it = counts.find(id);
  return it == counts.end() ? 0 : it->second;
}

Counts counts_of(const Value& context) {
  Counts out;
  if (context.is_context())
    for (const auto& entry : context.as_context()) out[entry.name] = entry.value.as_number().to_int64().value_or(0);
  return out;
}

bool contains(const Value& list, std::string_view id) {
  return list.is_list() &&
         std::any_of(list.as_list().begin(), list.as_list().end(), [id](const Value& v) { return v.as_text() == id; });
}

// Where tokens wait, of every kind.
Ids active(const Facts& facts) {
  Ids out = facts.tasks;
  for (const Ids* more : {&facts.services, &facts.waiting, &facts.joins})
    out.insert(out.end(), more->begin(), more->end());
  return out;
}

}  // namespace

TokenCase::TokenCase(const Value& one, std::string model) : case_(one), model_(std::move(model)), engine_(kStart) {}

std::string TokenCase::run() {
  const std::string faults = engine_.deploy({{"workflows/model.bpmn", repaired_model(model_, case_)}});
  if (!faults.empty()) return "deployment: expected to be accepted, found " + faults;
  std::size_t number = 0;
  const Value& unstable = case_.get("unstable");
  for (const Value& step : case_.get("steps").as_list()) {
    const Value& what = step.get("trigger");
    const std::string where = "step " + std::to_string(++number) + " (" + std::string(what.get_text("kind")) + " " +
                              std::string(what.get_text("element")) + "): ";
    const std::string refused = trigger(what);
    if (!refused.empty()) return where + "expected to be done, found " + refused;
    const auto compare = [&] {
      if (unstable.get("activeAfter").is_true()) return std::string();
      return differ("active", ids_of(step.get("activeAfter")), active(facts_of(engine_)));
    };
    if (std::string wrong = compare(); !wrong.empty()) return where + wrong;
    if (std::string differs = engine_.reload(); !differs.empty()) return where + differs;
    if (std::string wrong = compare(); !wrong.empty()) return where + "after reading back " + wrong;
  }
  const std::string wrong = compare_end();
  return wrong.empty() ? wrong : "at the end: " + wrong;
}

std::string TokenCase::trigger(const Value& what) {
  const std::string_view kind = what.get_text("kind");
  const std::string_view element = what.get_text("element");
  if (kind == "start") return start(element);
  const std::optional<CaseId> id = case_of(what);
  if (!id) return "no such process instance";
  if (kind == "timer") return fire(*id, element);
  if (kind == "conditional") return meet_condition(*id, element);
  if (kind == "message" || kind == "signal") return deliver(*id, element);
  if (kind == "task-complete") return complete(*id, element);
  return "a trigger that the runner does not know";
}

// Instances are counted from 1 in order of creation.
std::optional<CaseId> TokenCase::case_of(const Value& what) const {
  const auto number = what.get("instance").is_number() ? what.get("instance").as_number().to_int64() : std::nullopt;
  const History history = history_of(engine_);
  if (!number || *number < 1 || static_cast<std::size_t>(*number) > history.cases.size()) return std::nullopt;
  return history.cases[static_cast<std::size_t>(*number) - 1];
}

// As what the program itself says to a start event that was triggered: at exactly this element.
std::string TokenCase::start(std::string_view element) {
  journal::StartByMessage body;
  bool found = false;
  engine_.read([&](const runtime::State&, const runtime::Programs& programs) {
    const auto& processes = programs.latest()->processes;
    for (std::uint32_t i = 0; i < processes.size(); ++i) {
      const graph::NodeIndex node = processes[i]->find(element);
      if (node == graph::kNone) continue;
      found = true;
      body.process = i;
      body.ordinal = processes[i]->nodes[node].ordinal;
    }
  });
  if (!found) return "no such element";
  body.unit = engine_.unit();
  return engine_.give_as_service(std::move(body));
}

std::string TokenCase::fire(CaseId id, std::string_view element) {
  journal::FireTimer body{id, 0};
  for_each_instance(engine_, [&](const Seen& seen) {
    for (const runtime::Timer& timer : seen.state.timers)
      if (seen.case_id == id && body.timer == 0 && timer.instance == seen.instance.id &&
          seen.element(timer.ordinal).id == element)
        body.timer = timer.number;
  });
  if (body.timer == 0) return "no timer runs there";
  engine_.set_clock({engine_.now().ms + kLongerThanAnyTimerMs});
  return engine_.give_as_service(body);
}

std::string TokenCase::meet_condition(CaseId id, std::string_view element) {
  for (const bool met : {true, false}) {
    if (facts_of(engine_).ended) return {};
    Context variables;
    variables.set(condition_variable(element), Value(met));
    journal::SetVariables body;
    body.case_id = id;
    body.variables = Value::context(std::move(variables));
    std::string refused = engine_.give_as_service(std::move(body));
    if (!refused.empty()) return met ? refused : std::string();  // the case may have ended by it
  }
  return {};
}

std::string TokenCase::deliver(CaseId id, std::string_view element) {
  journal::DeliverMessage body;
  for_each_instance(engine_, [&](const Seen& seen) {
    if (seen.case_id != id) return;
    for (const runtime::Subscription& s : seen.state.subscriptions)
      if (!body.instance && s.instance == seen.instance.id && seen.element(s.ordinal).id == element)
        body = {id, s.instance, s.ordinal, s.signal, s.name, Value()};
  });
  if (!body.instance) return "nothing is waited for there";
  return engine_.give_as_service(std::move(body));
}

std::string TokenCase::complete(CaseId id, std::string_view element) {
  TaskId task;
  for_each_instance(engine_, [&](const Seen& seen) {
    if (seen.case_id == id && seen.instance.task && seen.node()->id == element && !task) task = seen.instance.task->id;
  });
  if (!task) return "no such task";
  return engine_.give(journal::CompleteTask{task, 0, Value()});
}

bool TokenCase::is_unstable(const char* list, const std::string& id) const {
  return contains(case_.get("unstable").get(list), id);
}

std::string TokenCase::compare_end() const {
  const Value& expected = case_.get("expected");
  const Facts facts = facts_of(engine_);
  const History history = history_of(engine_);
  std::string wrong;
  const auto compare = [&](const char* what, const char* list, const Counts& wanted, const Counts& found,
                           const auto& tolerated) {
    std::map<std::string, bool> ids;
    for (const auto& [id, n] : wanted) ids[id] = true;
    for (const auto& [id, n] : found) ids[id] = true;
    for (const auto& [id, seen] : ids) {
      const std::int64_t w = count_of(wanted, id);
      const std::int64_t f = count_of(found, id);
      if (w != f && !is_unstable(list, id) && !tolerated(id, w, f))
        add(wrong, std::string(what) + " " + id + " expected " + std::to_string(w) + ", found " + std::to_string(f));
    }
  };
  const Counts implied = counts_of(expected.get("impliedFlows"));
  const Counts interrupted = counts_of(expected.get("interrupted"));
  compare("entered", "elements", counts_of(expected.get("entered")), history.entered,
          [](const std::string& id, std::int64_t, std::int64_t) { return id.starts_with("gap-"); });
  compare("completed", "elements", counts_of(expected.get("completed")), history.completed,
          [&](const std::string& id, std::int64_t w, std::int64_t f) {
            return id.starts_with("gap-") ||
                   (contains(expected.get("selfInterrupted"), id) && f == w + count_of(interrupted, id));
          });
  compare("flow", "flows", counts_of(expected.get("takenFlows")), history.flows,
          [&](const std::string& id, std::int64_t w, std::int64_t f) { return f == w + count_of(implied, id); });
  const Value& unstable = case_.get("unstable");
  if (!unstable.get("activeAfter").is_true())
    add(wrong, differ("open scopes", ids_of(expected.get("openScopes")), facts.scopes));
  if (!unstable.get("ended").is_true() && expected.get("ended").is_true() != facts.ended)
    add(wrong, facts.ended ? "ended" : "not ended");
  for (const Value& pair : expected.get("order").as_list()) {
    const auto first = history.first.find(std::string(pair.as_list()[0].as_text()));
    const auto second = history.first.find(std::string(pair.as_list()[1].as_text()));
    if (first != history.first.end() && second != history.first.end() && first->second > second->second)
      add(wrong, first->first + " expected before " + second->first);
  }
  return wrong;
}

}  // namespace chancery::conformance
