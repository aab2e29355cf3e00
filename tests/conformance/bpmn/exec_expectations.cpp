// What the steps of bpmn-exec expect, compared with what stands.
#include <algorithm>

#include "engine/feel/feel.h"
#include "engine/json/json.h"
#include "tests/conformance/bpmn/exec_case.h"
#include "tests/conformance/bpmn/history.h"

namespace chancery::conformance {

namespace {

// JSON knows no dates: an engine's date is equal to its text.
bool equal(const Value& expected, const Value& found) {
  if (expected.is_list() && found.is_list())
    return std::equal(expected.as_list().begin(), expected.as_list().end(), found.as_list().begin(),
                      found.as_list().end(), equal);
  if (expected.is_context() && found.is_context())
    return expected.as_context().size() == found.as_context().size() &&
           std::all_of(expected.as_context().begin(), expected.as_context().end(), [&found](const auto& entry) {
             const Value* other = found.as_context().find(entry.name);
             return other != nullptr && equal(entry.value, *other);
           });
  return expected == found || (expected.is_text() && feel::to_text(found) == expected.as_text());
}

void add(std::string& wrong, const std::string& more) {
  if (more.empty()) return;
  if (!wrong.empty()) wrong += "; ";
  wrong += more;
}

std::string differ(std::string_view what, std::int64_t expected, std::int64_t found) {
  if (expected == found) return {};
  return std::string(what) + " expected " + std::to_string(expected) + ", found " + std::to_string(found);
}

std::string differ(std::string_view what, const Value& expected, const Value* found) {
  if (found != nullptr && equal(expected, *found)) return {};
  return std::string(what) + " expected " + json::write_json(expected) + ", found " +
         (found == nullptr ? "none" : json::write_json(*found));
}

std::int64_t number(const Value& value) { return value.is_number() ? value.as_number().to_int64().value_or(0) : 0; }

std::string instances_text(const std::map<std::string, std::int64_t>& instances) {
  std::string out;
  for (const auto& [id, count] : instances) out += (out.empty() ? "" : ", ") + id + " " + std::to_string(count);
  return "{" + out + "}";
}

std::string compare_instances(const Value& expected, const Facts& facts) {
  std::map<std::string, std::int64_t> wanted;
  if (expected.is_context())
    for (const auto& entry : expected.as_context())
      if (number(entry.value) != 0) wanted[std::string(entry.name)] = number(entry.value);
  if (wanted == facts.instances) return {};
  return "instances expected " + instances_text(wanted) + ", found " + instances_text(facts.instances);
}

const Ids* list_of(std::string_view key, const Facts& facts) {
  const std::pair<std::string_view, const Ids*> lists[] = {{"tasks", &facts.tasks},
                                                           {"taskNames", &facts.task_names},
                                                           {"services", &facts.services},
                                                           {"waiting", &facts.waiting},
                                                           {"joins", &facts.joins},
                                                           {"timers", &facts.timers},
                                                           {"subscriptions", &facts.subscriptions}};
  for (const auto& [name, ids] : lists)
    if (name == key) return ids;
  return nullptr;
}

// Texts in their order; what is no list stays as it is.
Value sorted(const Value& value) {
  if (!value.is_list()) return value;
  List out = value.as_list();
  std::sort(out.begin(), out.end(), [](const Value& a, const Value& b) { return a.as_text() < b.as_text(); });
  return Value::list(std::move(out));
}

// As the cases write instants, which are of whole seconds.
std::string in_seconds(Instant at) {
  std::string text = to_rfc3339(at);
  const std::size_t point = text.find(".000Z");
  return point == text.npos ? text : text.substr(0, point) + "Z";
}

// What an open task has under the name of an expectation.
Value detail(const Seen& seen, std::string_view name) {
  const Value& wishes = seen.instance.task->wishes;
  const auto instant = [](std::int64_t ms) { return ms == 0 ? Value() : Value::text(in_seconds(Instant{ms})); };
  if (name == "task") return Value::text(seen.node()->id);
  const auto computed = [&wishes](const char* key, const std::string& otherwise) {
    return wishes.get(key).is_text() ? wishes.get(key) : Value::text(otherwise);
  };
  if (name == "name") return computed("name", seen.node()->name);
  if (name == "assignee") return wishes.get("assignee");
  if (name == "candidateUsers") return sorted(wishes.get("candidate_users"));
  if (name == "candidateGroups") return sorted(wishes.get("candidate_groups"));
  if (name == "dueDate") return instant(seen.instance.task->due.ms);
  if (name == "followUpDate") return instant(number(wishes.get("follow_up")));
  if (name == "priority") return wishes.get("priority");
  if (name == "description") return computed("description", seen.node()->user_task->description);
  return {};
}

bool has_details(const Seen& seen, const Value& wanted) {
  return std::all_of(wanted.as_context().begin(), wanted.as_context().end(),
                     [&seen](const auto& entry) { return equal(sorted(entry.value), detail(seen, entry.name)); });
}

}  // namespace

std::string differ(std::string_view what, Ids expected, Ids found) {
  std::sort(expected.begin(), expected.end());
  std::sort(found.begin(), found.end());
  if (expected == found) return {};
  return std::string(what) + " expected [" + join_text(expected) + "], found [" + join_text(found) + "]";
}

Ids ids_of(const Value& list) {
  Ids out;
  if (!list.is_list()) return out;
  out.reserve(list.as_list().size());
  for (const Value& id : list.as_list()) out.emplace_back(id.as_text());
  return out;
}

std::string ExecCase::compare(const Value& step) const {
  const Facts facts = facts_of(engine_);
  std::string wrong;
  if (step.get("expect").is_context())
    for (const auto& entry : step.get("expect").as_context()) add(wrong, compare_key(entry.name, entry.value, facts));
  if (compare_ == Compare::kExpectedAndRecorded && step.get("recorded").is_context())
    add(wrong, compare_recorded(step.get("recorded"), facts));
  return wrong;
}

// A missing key means that there is none.
std::string ExecCase::compare_recorded(const Value& recorded, const Facts& facts) const {
  std::string wrong;
  for (const char* key : {"tasks", "services", "waiting", "joins", "timers", "subscriptions"})
    add(wrong, differ(key, ids_of(recorded.get(key)), *list_of(key, facts)));
  add(wrong, compare_instances(recorded.get("instances"), facts));
  add(wrong, differ("ended", recorded.get("ended").is_true() ? 1 : 0, facts.ended ? 1 : 0));
  return wrong;
}

std::string ExecCase::compare_key(std::string_view key, const Value& expected, const Facts& facts) const {
  if (const Ids* found = list_of(key, facts)) return differ(key, ids_of(expected), *found);
  const auto count = [](const Ids& ids) { return static_cast<std::int64_t>(ids.size()); };
  if (key == "taskCount") return differ(key, number(expected), count(facts.tasks));
  if (key == "timerCount") return differ(key, number(expected), count(facts.timers));
  if (key == "subscriptionCount") return differ(key, number(expected), count(facts.subscriptions));
  if (key == "ended") return differ(key, expected.is_true() ? 1 : 0, facts.ended ? 1 : 0);
  if (key == "instances") return compare_instances(expected, facts);
  if (key == "variables") return compare_variables(expected);
  if (key == "absentVariables") return compare_absent(expected);
  if (key == "completed") return compare_completed(expected);
  if (key == "taskDetails") return compare_details(expected);
  if (key == "taskVariables") return compare_task_variables(expected);
  return "an expectation that the runner does not know: " + std::string(key);
}

CaseId ExecCase::last_case(const std::vector<journal::Record>& journal) const {
  CaseId last;
  for (const journal::Record& record : journal)
    for (const journal::Event& event : record.events)
      if (std::holds_alternative<journal::CaseStarted>(event)) last = record.case_id;
  return last;
}

const Value* ExecCase::root_variable(const std::vector<journal::Record>& journal, std::string_view name) const {
  const CaseId last = last_case(journal);
  constexpr InstanceId kRoot{1};
  const Value* found = nullptr;
  for (const journal::Record& record : journal) {
    if (record.case_id != last) continue;
    for (const journal::Event& event : record.events)
      if (const auto* set = std::get_if<journal::VariableSet>(&event); set && set->scope == kRoot && set->name == name)
        found = &set->value;
  }
  return found;
}

std::string ExecCase::compare_variables(const Value& expected) const {
  const std::vector<journal::Record> journal = engine_.journal();
  std::string wrong;
  for (const auto& entry : expected.as_context())
    add(wrong, differ("variable " + std::string(entry.name), entry.value, root_variable(journal, entry.name)));
  return wrong;
}

std::string ExecCase::compare_absent(const Value& names) const {
  const std::vector<journal::Record> journal = engine_.journal();
  std::string wrong;
  for (const Value& name : names.as_list())
    if (root_variable(journal, name.as_text()) != nullptr)
      add(wrong, "variable " + std::string(name.as_text()) + " expected none, found one");
  return wrong;
}

std::string ExecCase::compare_completed(const Value& expected) const {
  const Counts completed = history_of(engine_).completed;
  std::string wrong;
  for (const auto& entry : expected.as_context()) {
    const auto found = completed.find(std::string(entry.name));
    add(wrong, differ("completed " + std::string(entry.name), number(entry.value),
                      found == completed.end() ? 0 : found->second));
  }
  return wrong;
}

std::string ExecCase::compare_details(const Value& expected) const {
  std::string wrong;
  for (const Value& wanted : expected.as_list()) {
    bool found = false;
    for_each_instance(engine_,
                      [&](const Seen& seen) { found = found || (seen.instance.task && has_details(seen, wanted)); });
    if (!found) add(wrong, "task with " + json::write_json(wanted) + " expected, found none");
  }
  return wrong;
}

std::string ExecCase::compare_task_variables(const Value& expected) const {
  std::string wrong;
  for (const auto& task : expected.as_context())
    for (const auto& entry : task.value.as_context()) {
      const Value* found = nullptr;
      Value copy;
      for_each_instance(engine_, [&](const Seen& seen) {
        if (!seen.instance.task || seen.node()->id != task.name || found != nullptr) return;
        if (const Value* sees = visible_variable(seen, entry.name)) {
          copy = *sees;
          found = &copy;
        }
      });
      add(wrong,
          differ("variable " + std::string(entry.name) + " of task " + std::string(task.name), entry.value, found));
    }
  return wrong;
}

}  // namespace chancery::conformance
