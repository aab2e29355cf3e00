#include <sstream>

#include "engine/json/json.h"
#include "engine/runtime/scope.h"
#include "engine/runtime/steps/duties.h"
#include "engine/service/impl.h"
#include "tests/scenarios/player.h"

namespace chancery::scenarios {

namespace {

// The case's row in history, once the writer has caught up.
std::optional<ports::CaseRow> row_of(const service::Engine::Impl& impl, CaseId id) {
  const auto found = impl.ports.history->find_case(id);
  return found ? *found : std::nullopt;
}

bool offered(const service::Engine::Impl& impl, CaseId id, TaskId task, PersonId person, Instant at,
             const ZoneTable& zones) {
  const runtime::CaseState& c = *impl.committed.cases.find(id);
  const runtime::Program& program = *impl.programs.find(c.package);
  for (const runtime::Instance& i : c.instances) {
    if (!i.task || i.task->id != task) continue;
    const runtime::steps::TaskFacts facts(program, impl.committed, zones, id, c, i.id, at);
    return program.duty->offered(person, static_cast<duty::DutyIndex>(i.task->duty - 1), facts.facts());
  }
  return false;
}

}  // namespace

void Player::after(const Step& step) {
  if (const std::string difference = bench_.restart(); !difference.empty()) fail(step, difference);
}

void Player::expect(const Step& step) {
  const std::string& what = step.words[0];
  const auto& impl = bench_.engine().impl();
  if (what == "task" || what == "no-task") {
    const bool there = static_cast<bool>(find_task(step, step.words[1]));
    if (there != (what == "task")) fail(step, what + " " + step.words[1]);
    return;
  }
  if (what == "ended") {
    const auto row = row_of(impl, current(step));
    const std::string outcome = row && row->ended_at ? row->outcome : "(running)";
    if (step.words.size() > 1 ? outcome != step.words[1] : outcome == "(running)") fail(step, "outcome is " + outcome);
    return;
  }
  if (what == "register") {
    std::string all;
    const std::string& printed = step.words[2];  // 2026-0001, or 0001 in a book that is not numbered by year
    const std::size_t dash = printed.find('-');
    const auto year = dash == std::string::npos ? 0 : std::atoi(printed.substr(0, dash).c_str());
    const auto number = std::strtoull(printed.substr(dash == std::string::npos ? 0 : dash + 1).c_str(), nullptr, 10);
    bool found = false;
    std::shared_lock lock(impl.mutex_);
    impl.committed.registers.heads.for_each([&](const registers::BookKey& key, const registers::BookHead& head) {
      if (key.book != step.words[1]) return true;
      all += " " + key.scope + "/" + std::to_string(key.year) + ":" + std::to_string(head.last_number);
      if ((key.year == static_cast<std::uint64_t>(year) || key.year == 0) && head.last_number == number) found = true;
      return true;
    });
    if (!found) fail(step, step.words[1] + " " + step.words[2] + " is not the last number:" + all);
    return;
  }
  if (what == "offered" || what == "not-offered") {
    const TaskId task = find_task(step, step.words[1]);
    if (!task && what == "not-offered") return;  // a task that is not there is offered to nobody
    if (!task) return fail(step, "no open task " + step.words[1]);
    std::istringstream names(step.words[3]);
    for (std::string name; std::getline(names, name, ',');) {
      std::shared_lock lock(impl.mutex_);
      if (offered(impl, current(step), task, impl.committed.directory.person_of_account(name), bench_.now(),
                  bench_.zones()) != (what == "offered"))
        fail(step, what + " " + step.words[1] + " to " + name);
    }
    return;
  }
  if (what == "variable") {
    std::shared_lock lock(impl.mutex_);
    const runtime::CaseState* c = impl.committed.cases.find(current(step));
    if (c == nullptr) return fail(step, "the case has ended");
    std::string text;
    for (std::size_t i = 3; i < step.words.size(); ++i) text += step.words[i];
    const auto wanted = json::parse_json(text.empty() ? step.json : text);
    const auto symbol = impl.programs.find(c->package)->symbols.find(step.words[1]);
    for (const runtime::Instance& i : c->instances)
      for (const runtime::Variable& v : i.variables)
        if (symbol && v.symbol == *symbol && wanted && v.value == *wanted) return;
    return fail(step, step.words[1] + " is not " + text);
  }
  fail(step, "unknown expectation " + what);
}

}  // namespace chancery::scenarios
