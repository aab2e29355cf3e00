// Stand: small models on an engine over memory stores, with a clock that the test moves. It answers in short texts, so
// that a test reads as a table of what was done and what stands then.
//
// Timers that are due have fired when a step is over. After every step it stops the engine and opens it twice, from its
// snapshot and from the journal alone; the state must be the same each time. A refused step must leave the state as it
// was. What differs is a failure of the running test.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/memory/stores.h"
#include "engine/runtime/case_state.h"
#include "engine/service/engine.h"

namespace chancery::test {

class Stand {
 public:
  // A package of one BPMN file without workflow.json: bare processes, whose duties anybody may do.
  explicit Stand(const std::string& bpmn);
  explicit Stand(const std::vector<service::PackageFile>& files);

  // A further package, as the first one was; what it refuses is a failure of the test.
  void deploy(const std::vector<service::PackageFile>& files);
  // One that is refused: the code.
  std::string refused(const std::vector<service::PackageFile>& files);

  // ---- steps: "" when it was done, else the code of the refusal. JSON for values; case 0 is the last one started.
  std::string start(std::string_view process = "p", std::string_view variables = "{}");
  std::string complete(std::string_view element, std::string_view form = "{}", CaseId id = {});
  std::string complete_task(TaskId task, std::string_view form);
  std::string work(std::string_view element, std::string_view variables = "{}");
  std::string work_error(std::string_view element, std::string_view error_code);
  std::string work_fails(std::string_view element, std::string_view code);
  std::string message(std::string_view name, std::string_view key = "", std::string_view payload = "{}");
  std::string signal(std::string_view name, std::string_view payload = "{}");
  std::string retry(std::size_t incident = 0);  // by its place in the case
  // Any command, as the first administrator, as person 0, 1 or nobody (-1), or as a service.
  std::string give(journal::CommandBody body) { return give_as(0, std::move(body)); }
  std::string give_as(int person, journal::CommandBody body);
  std::string give_as_service(journal::CommandBody body);
  // Moves the clock, an ISO 8601 duration; timers fire at their instants on the way.
  void wait(std::string_view duration);
  // Moves the clock in one leap, as if the machine had been off; what is due then fires at that instant.
  void sleep(std::string_view duration);

  // ---- what stands, of the last case or of `id`
  CaseId last_case() const { return case_; }
  std::size_t running() const;        // cases
  std::vector<CaseId> cases() const;  // that run
  // Ids of the elements that wait, in the order in which they began, without processes: "a b"; "" after the end.
  std::string waiting(CaseId id = {}) const;
  // A variable of the case's own process as FEEL text; "-" when there is none.
  std::string value(std::string_view name, CaseId id = {}) const;
  // As value, in the innermost instance of `element` that waits.
  std::string value_in(std::string_view element, std::string_view name) const;
  std::string timers(CaseId id = {}) const;         // "limit PT1H": how long from now
  std::string start_timers() const;                 // "start PT1H", or "start spent"
  std::string subscriptions(CaseId id = {}) const;  // "catch:m/key" or "catch:g"
  std::string incidents(CaseId id = {}) const;      // codes
  std::size_t tokens(CaseId id = {}) const;         // at joins
  std::size_t receivers() const;                    // of all cases
  std::string outcome(CaseId id = {}) const;        // "(running)" before the end
  // What was done in the case, in order: ids of elements that passed or completed; "-a" for one that was terminated.
  std::string trace(CaseId id = {}) const;
  std::vector<journal::Record> journal() const;
  runtime::CaseState state(CaseId id = {}) const;  // as it stands; empty when the case has ended
  TaskId task(std::string_view element, CaseId id = {}) const;
  PersonId person(int number) const { return persons_[number]; }  // two: 0 and 1
  UnitId unit(std::string_view key = "demo") const;
  Instant now() const { return stores_.clock.now(); }

 private:
  void open();
  Instant after(std::string_view duration) const;
  Instant next_due() const;  // of the timers; far away when there is none
  void tick();
  void fire_due();
  std::string execute(journal::CommandBody body, journal::Actor actor);
  std::string settle(const std::string& code);
  void compare(const std::string& how);
  std::map<std::string, std::string> slices() const;
  InstanceId instance(std::string_view element) const;
  std::string name_of(const runtime::CaseState& c, const runtime::Instance& i, std::uint32_t ordinal) const;
  const runtime::CaseState* find(CaseId id) const;

  memory::Stores stores_;
  std::unique_ptr<service::Engine> engine_;
  PersonId persons_[2];
  CaseId case_;
  std::map<std::string, std::string> before_;  // the state as it stood after the last step
};

// The first fault that a deployment of this file finds, "" when there is none.
std::string fault_of(const std::string& bpmn);

}  // namespace chancery::test
