#include "tests/benchmarks/callers.h"

#include "engine/base/assert.h"
#include "engine/service/impl.h"

namespace chancery::benchmarks {

namespace {

constexpr std::uint64_t kDoorSample = 8;

}  // namespace

Callers::Callers(service::Engine& engine, std::uint64_t seed) : engine_(engine), plans_(seed) {
  for (const Committee& committee : committees()) {
    units_.push_back(engine.unit_by_key(committee.unit).value_or(UnitId{}));
    CHANCERY_ASSERT(units_.back());
    for (const std::string& account : {committee.clerk, committee.chair, committee.custodian}) {
      const auto person = engine.person_of_account(account);
      CHANCERY_ASSERT(person.has_value());
      actors_[account] = journal::Actor{*person, account, ""};
    }
  }
}

LoadTimes Callers::play(const LoadLimits& limits, Tally& tally) {
  limits_ = limits;
  tally_ = &tally;
  times_ = {};
  cases_ = 0;
  callers_.assign(static_cast<std::size_t>(limits.callers), {});
  began_ns_ = now_ns();
  const std::int64_t cpu = thread_cpu_ns();
  std::size_t open = 0;
  for (std::size_t i = 0; i < callers_.size() && may_begin(); ++i, ++open) {
    begin_case(callers_[i]);
    send(i);
  }
  while (open > 0)
    for (Answered& answered : wait()) {
      if (take(answered))
        send(answered.caller);
      else
        --open;
    }
  times_.wall_ns = now_ns() - began_ns_;
  times_.cpu_ns = thread_cpu_ns() - cpu;
  return times_;
}

bool Callers::may_begin() const {
  return cases_ < limits_.cases_max && (limits_.ns == 0 || now_ns() - began_ns_ < limits_.ns);
}

void Callers::begin_case(Caller& caller) {
  caller = {};
  caller.plan = plans_.next();
  caller.case_number = ++cases_;
}

const journal::Actor& Callers::actor(const Caller& caller) const {
  return actors_.at(account_of(caller.step, committees()[caller.plan.committee]));
}

// What a person would find in the inbox: the one open task of the case.
TaskId Callers::open_task(const Caller& caller) {
  const service::Engine::Impl& impl = engine_.impl();
  std::shared_lock lock(impl.mutex_);
  const runtime::CaseState* c = impl.committed.cases.find(caller.case_id);
  if (c == nullptr) return {};
  for (const runtime::Instance& i : c->instances)
    if (i.task) return i.task->id;
  return {};
}

void Callers::send(std::size_t index) {
  Caller& caller = callers_[index];
  const TaskId task = caller.step == Step::kStart ? TaskId{} : open_task(caller);
  const Value& form = forms_.value(caller.step, caller.plan);
  std::string key = "desk-" + std::to_string(caller.case_number) + "-" + element_of(caller.step);
  service::AnswerHandler handler = [this, index](service::Answer answer) {
    const std::lock_guard guard(lock_);
    answered_.push_back({index, now_ns(), std::move(answer)});
    if (answered_.size() == 1) wake_.notify_one();
  };
  const bool sampled = ++sent_ % kDoorSample == 0;
  const std::int64_t cpu = sampled ? thread_cpu_ns() : 0;
  caller.sent_ns = now_ns();
  if (caller.step == Step::kStart)
    engine_.start_case(actor(caller), std::move(key), kWorkflow, units_[caller.plan.committee], form,
                       std::move(handler));
  else
    engine_.complete_task(actor(caller), std::move(key), task, 1, form, std::move(handler));
  if (sampled) times_.door_ns += (thread_cpu_ns() - cpu) * static_cast<std::int64_t>(kDoorSample);
}

std::vector<Callers::Answered> Callers::wait() {
  std::unique_lock guard(lock_);
  wake_.wait(guard, [this] { return !answered_.empty(); });
  return std::exchange(answered_, {});
}

bool Callers::take(Answered& answered) {
  Caller& caller = callers_[answered.caller];
  tally_->latencies.add(answered.at_ns - caller.sent_ns);
  const auto* outcome = std::get_if<service::Outcome>(&answered.answer);
  if (outcome == nullptr) {
    tally_->fault(std::string("refused at ") + element_of(caller.step) + ": " +
                  std::get<service::Rejection>(answered.answer).error.debug_text());
    return false;
  }
  if (outcome->repeated || outcome->number <= caller.last || (caller.case_id && caller.case_id != outcome->case_id))
    tally_->fault("an answer that is not of this act, event " + std::to_string(outcome->number.value));
  if (outcome->case_ended != (caller.step == caller.plan.last()))
    tally_->fault("case " + std::to_string(outcome->case_id.value) + " ended at the wrong step");
  caller.last = outcome->number;
  caller.case_id = outcome->case_id;
  ++(caller.step == Step::kStart ? tally_->started : tally_->tasks);
  if (caller.step == Step::kAffix) ++tally_->stamped;
  if (outcome->case_ended) ++tally_->ended;
  return step_on(caller);
}

bool Callers::step_on(Caller& caller) {
  if (caller.step != caller.plan.last() && !limits_.only_start) {
    caller.step = static_cast<Step>(static_cast<unsigned>(caller.step) + 1);
    return true;
  }
  if (!may_begin()) return false;
  begin_case(caller);
  return true;
}

}  // namespace chancery::benchmarks
