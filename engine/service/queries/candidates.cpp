// candidates: who could receive a task, in order of preference, and of those whom a rule keeps out the rule.
#include <algorithm>

#include "engine/service/queries/receivers.h"
#include "engine/service/queries/refusals.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr std::size_t kExplainedMax = 20;  // whom a rule keeps out: to explain one, duty is asked about everybody

// The last day of the absence that runs; null when none runs, or one without an end.
Value absent_until(const Reading& reading, PersonId person) {
  const directory::PersonRecord* record = reading.directory().person(person);
  if (record == nullptr) return {};
  for (const directory::Absence& absence : record->absences) {
    if (!absence.covers(reading.at)) continue;
    const std::optional<Instant> end = absence.ended ? absence.ended : absence.until;
    return end ? local_day(reading.zones, Instant{end->ms - 1}) : Value();
  }
  return {};
}

class Candidates {
 public:
  Candidates(const Reading& reading, const TaskAt& at, PersonId viewer)
      : reading_(reading),
        at_(at),
        facts_(at.program, reading.state, reading.zones, at.case_id, at.c, at.instance.id, reading.at),
        viewer_(viewer) {}

  List write() {
    const Receivers receivers = receivers_of(reading_, at_, facts_.facts());
    for (const PersonId person : receivers.free) add(person);
    for (std::size_t i = 0; i < std::min(receivers.barred.size(), kExplainedMax); ++i) add(receivers.barred[i]);
    return std::move(items_);
  }

 private:
  void add(PersonId person) {
    if (person == at_.task().assignee) return;  // has it
    const std::optional<duty::Refusal> refusal = ask(person);
    Context out;
    out.set("person", person_ref(person));
    out.set("posts", posts_value(reading_, at_.program, at_.c.unit, person, at_.duty()));
    out.set("absent_until", absent_until(reading_, person));
    out.set("allowed", Value::boolean(!refusal));
    out.set("refusal", refusal ? refusal_value(reading_, at_.program, at_.c.unit, *refusal) : Value());
    items_.push_back(Value::context(std::move(out)));
  }

  // One's own task is handed on, one that nobody has is assigned. To somebody else's the viewer can do nothing: then
  // only the receiver is asked about.
  std::optional<duty::Refusal> ask(PersonId person) {
    using duty::Entrance;
    const PersonId assignee = at_.task().assignee;
    if (assignee && assignee != viewer_) return refused_by_duty(at_, facts_.facts(), Entrance::kOffer, person);
    // What keeps the viewer himself from giving it stands before every receiver.
    if (viewer_refused_ && person != viewer_) return viewer_refused_;
    const Entrance entrance = assignee ? Entrance::kTransfer : Entrance::kAssign;
    auto refusal = refused_by_duty(at_, facts_.facts(), entrance, viewer_, person);
    if (refusal && refusal->person == viewer_) viewer_refused_ = refusal;
    return refusal;
  }

  const Reading& reading_;
  const TaskAt& at_;
  const runtime::steps::TaskFacts facts_;
  PersonId viewer_;
  std::optional<duty::Refusal> viewer_refused_;
  List items_;
};

}  // namespace

Result<Value> Engine::candidates(Viewer viewer, TaskId id) const {
  Value answer;
  {
    const Reading reading(*impl_);
    const auto at = open_task(reading, id);
    if (!at || !Sight(reading, viewer.person).sees_case(reading, at->case_id, at->c))
      return not_found("service.no-task");
    Context out;
    out.set("items", Value::list(Candidates(reading, *at, viewer.person).write()));
    answer = Value::context(std::move(out));
  }
  return finish(*impl_, answer);
}

}  // namespace chancery::service
