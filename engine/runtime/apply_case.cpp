#include "engine/runtime/apply_case.h"

#include <algorithm>

namespace chancery::runtime {

using namespace journal;

namespace {
constexpr std::size_t kFewVariables = 8;
}

CaseState& CaseWriter::edit() { return state.cases.edit(envelope.case_id); }

Instance& CaseWriter::instance(CaseState& c, InstanceId id) {
  Instance* found = c.find(id);
  CHANCERY_ASSERT(found != nullptr);
  return *found;
}

void CaseWriter::operator()(const CaseStarted& e) {
  CaseState& c = edit();
  c.package = e.package;
  c.workflow = e.workflow;
  c.unit = e.unit;
  c.starter = e.starter;
  c.applicant = e.applicant;
  if (!e.business_key.empty()) c.business_key = e.business_key;
  c.started_at = envelope.at;
}

void CaseWriter::operator()(const CaseEnded&) {
  CaseState& c = edit();
  CHANCERY_ASSERT(c.instances.empty());
  state.cases.erase(envelope.case_id);
  state.acts.cases.erase(envelope.case_id);
}

void CaseWriter::operator()(const CaseTitled& e) { edit().title = e.title; }

void CaseWriter::operator()(const ElementActivated& e) {
  CaseState& c = edit();
  CHANCERY_ASSERT(e.instance.value == c.next_instance);
  c.next_instance = e.instance.value + 1;
  Instance i;
  i.id = e.instance;
  i.scope = e.scope;
  i.process = e.process;
  i.ordinal = e.ordinal;
  i.loop = e.loop;
  i.resumes = e.resumes;
  CHANCERY_ASSERT(may_go(i.lifecycle, Lifecycle::kActive));
  i.lifecycle = Lifecycle::kActive;
  if (e.multi_body) i.body.emplace();
  if (e.loop > 0) {
    Instance& body = instance(c, e.scope);
    CHANCERY_ASSERT(body.body.has_value());
    body.body->started = e.loop;
  }
  c.instances.push_back(std::move(i));
}

void CaseWriter::operator()(const ElementCompleted& e) {
  CaseState& c = edit();
  Instance& i = instance(c, e.instance);
  CHANCERY_ASSERT(may_go(i.lifecycle, Lifecycle::kCompleted));
  if (i.loop > 0) ++instance(c, i.scope).body->completed;
  remove(c, e.instance);
}

void CaseWriter::operator()(const ElementKept& e) {
  CaseState& c = edit();
  Instance& i = instance(c, e.instance);
  CHANCERY_ASSERT(may_go(i.lifecycle, Lifecycle::kKept));
  i.lifecycle = Lifecycle::kKept;
  if (i.loop > 0) ++instance(c, i.scope).body->completed;
  drop_waits(c, e.instance);
}

void CaseWriter::operator()(const ElementResumed& e) {
  Instance& i = instance(edit(), e.instance);
  CHANCERY_ASSERT(i.lifecycle == Lifecycle::kKept && may_go(i.lifecycle, Lifecycle::kActive));
  i.lifecycle = Lifecycle::kActive;
  i.resumes = e.resumes;
}

void CaseWriter::operator()(const ElementReleased& e) {
  CaseState& c = edit();
  CHANCERY_ASSERT(may_go(instance(c, e.instance).lifecycle, Lifecycle::kCompleted));
  remove(c, e.instance);
}

void CaseWriter::operator()(const ActivityCompensable& e) {
  CaseState& c = edit();
  CHANCERY_ASSERT(e.number == c.next_compensable);
  c.next_compensable = e.number + 1;
  c.compensables.push_back({e.number, e.scope, e.ordinal, e.kept, e.together});
}

void CaseWriter::operator()(const CompensationBegun& e) {
  instance(edit(), e.instance).compensation = Compensation{e.pending, e.cancels};
}

void CaseWriter::operator()(const CompensationTaken& e) {
  CaseState& c = edit();
  std::erase_if(c.compensables, [&e](const Compensable& x) { return x.number == e.number; });
  std::erase(instance(c, e.instance).compensation->pending, e.number);
}

void CaseWriter::operator()(const ElementTerminated& e) {
  CaseState& c = edit();
  CHANCERY_ASSERT(may_go(instance(c, e.instance).lifecycle, Lifecycle::kTerminated));
  remove(c, e.instance);
}

// Takes an instance out, with all that hangs on it; what was kept inside for compensation goes as well.
void CaseWriter::remove(CaseState& c, InstanceId id) {
  std::vector<InstanceId> kept;
  for (const Instance& i : c.instances)
    if (i.scope == id && i.lifecycle == Lifecycle::kKept) kept.push_back(i.id);
  for (const InstanceId inside : kept) remove(c, inside);
  const Instance& i = instance(c, id);
  if (i.task) state.tasks.erase(i.task->id);
  std::erase_if(c.instances, [id](const Instance& x) { return x.id == id; });
  std::erase_if(c.compensables, [id](const Compensable& x) { return x.scope == id; });
  drop_waits(c, id);
}

void CaseWriter::drop_waits(CaseState& c, InstanceId id) {
  std::erase_if(c.tokens, [id](const Token& t) { return t.scope == id; });
  drop_activated(c, id, 0);
  std::erase_if(c.timers, [id](const Timer& t) { return t.instance == id; });
  std::erase_if(c.incidents, [id](const Incident& x) { return x.instance == id; });
  for (const Subscription& s : c.subscriptions)
    if (s.instance == id) remove_receiver(s);
  std::erase_if(c.subscriptions, [id](const Subscription& s) { return s.instance == id; });
}

void CaseWriter::remove_receiver(const Subscription& s) {
  if (s.condition) return;
  const std::string key = receiver_key(s.signal, s.name, s.key);
  ReceiverList& list = state.receivers.edit(key);
  std::erase(list.receivers, Receiver{envelope.case_id, s.instance, s.ordinal});
  if (list.receivers.empty()) state.receivers.erase(key);
}

void CaseWriter::operator()(const TokenArrived& e) { edit().tokens.push_back({e.scope, e.flow}); }

void CaseWriter::operator()(const TokensJoined& e) {
  CaseState& c = edit();
  for (const std::uint32_t flow : e.flows) {
    const auto it = std::find(c.tokens.begin(), c.tokens.end(), Token{e.scope, flow});
    CHANCERY_ASSERT(it != c.tokens.end());
    c.tokens.erase(it);
  }
}

void CaseWriter::operator()(const GatewayActivated& e) {
  CaseState& c = edit();
  if (!c.activated) c.activated.emplace();
  c.activated->push_back({e.scope, e.ordinal, e.flows});
}

void CaseWriter::operator()(const GatewayReset& e) {
  CaseState& c = edit();
  CHANCERY_ASSERT(c.find_activated(e.scope, e.ordinal) != nullptr);
  drop_activated(c, e.scope, e.ordinal);
}

// Of one gateway; of all in the scope with ordinal 0.
void CaseWriter::drop_activated(CaseState& c, InstanceId scope, std::uint32_t ordinal) {
  if (!c.activated) return;
  std::erase_if(*c.activated,
                [&](const Activated& a) { return a.scope == scope && (ordinal == 0 || a.ordinal == ordinal); });
  if (c.activated->empty()) c.activated.reset();
}

void CaseWriter::operator()(const AdHocAdvanced& e) {
  instance(edit(), e.instance).begun = static_cast<std::uint16_t>(e.begun);
}

void CaseWriter::operator()(const VariableSet& e) {
  CaseState& c = edit();
  const Program* program = programs.find(c.package);
  CHANCERY_ASSERT(program != nullptr);
  Instance& scope = instance(c, e.scope);
  const auto symbol = program->symbols.find(e.name);
  for (Variable& v : scope.variables)
    if (v.is(symbol, e.name)) {
      v.value = e.value;
      return;
    }
  // Most scopes hold a few and wait with them: no room for more than there are.
  if (scope.variables.size() < kFewVariables) scope.variables.reserve(scope.variables.size() + 1);
  scope.variables.push_back(symbol ? Variable::of_symbol(*symbol, e.value) : Variable::of_name(e.name, e.value));
}

void CaseWriter::operator()(const MultiInstancePlanned& e) {
  Loop& body = *instance(edit(), e.instance).body;
  body.planned = e.planned;
  body.items = e.items;
}

void CaseWriter::operator()(const TaskCreated& e) {
  CaseState& c = edit();
  Task task;
  task.id = e.task;
  task.duty = e.duty;
  task.assignee = e.assignee;
  task.due = Instant{e.due_ms};
  task.created = envelope.at;
  task.wishes = e.wishes;
  instance(c, e.instance).task = task;
  state.tasks.set(e.task, TaskPlace{envelope.case_id, e.instance});
}

void CaseWriter::operator()(const TaskAssigned& e) {
  Task& task = *instance(edit(), e.instance).task;
  task.assignee = e.assignee;
  task.delegator = e.delegator;
  ++task.version;
}

void CaseWriter::operator()(const TimerSet& e) {
  CaseState& c = edit();
  CHANCERY_ASSERT(e.timer == c.next_timer);
  c.next_timer = e.timer + 1;
  c.timers.push_back(
      {e.timer, e.instance, e.ordinal, Instant{e.due_ms}, e.repeat_left, e.every_ms, false, e.every_months, e.day});
}

void CaseWriter::operator()(const TimerEnded& e) {
  std::erase_if(edit().timers, [&e](const Timer& t) { return t.number == e.timer; });
}

void CaseWriter::operator()(const SubscriptionOpened& e) {
  edit().subscriptions.push_back({e.instance, e.ordinal, e.signal, e.name, e.key, e.condition, e.holds});
  if (e.condition) return;
  // By case, then in order of subscription: as a snapshot gives them back.
  std::vector<Receiver>& list = state.receivers.edit(receiver_key(e.signal, e.name, e.key)).receivers;
  const auto behind = std::upper_bound(list.begin(), list.end(), envelope.case_id,
                                       [](CaseId id, const Receiver& r) { return id < r.case_id; });
  list.insert(behind, {envelope.case_id, e.instance, e.ordinal});
}

void CaseWriter::operator()(const SubscriptionClosed& e) {
  CaseState& c = edit();
  const Subscription* found = c.find_subscription(e.instance, e.ordinal);
  CHANCERY_ASSERT(found != nullptr);
  remove_receiver(*found);
  std::erase_if(c.subscriptions,
                [&e](const Subscription& s) { return s.instance == e.instance && s.ordinal == e.ordinal; });
}

void CaseWriter::operator()(const ConditionChanged& e) {
  for (Subscription& s : edit().subscriptions)
    if (s.instance == e.instance && s.ordinal == e.ordinal) s.holds = e.holds;
}

void CaseWriter::operator()(const MessageThrown& e) {
  if (e.buffered) state.buffered.edit(receiver_key(e.signal, e.name, e.key)).payloads.push_back(e.payload);
}

void CaseWriter::operator()(const BufferedTaken& e) {
  const std::string key = receiver_key(false, e.name, e.key);
  BufferedList& list = state.buffered.edit(key);
  CHANCERY_ASSERT(!list.payloads.empty());
  list.payloads.erase(list.payloads.begin());
  if (list.payloads.empty()) state.buffered.erase(key);
}

void CaseWriter::operator()(const WorkCreated& e) { instance(edit(), e.instance).work = Work{e.topic, e.inputs}; }

void CaseWriter::operator()(const IncidentRaised& e) {
  CaseState& c = edit();
  if (e.timer != 0) {
    for (Timer& t : c.timers)
      if (t.number == e.timer) t.stopped = true;
  } else if (e.ordinal == 0) {
    Instance& i = instance(c, e.instance);
    CHANCERY_ASSERT(may_go(i.lifecycle, Lifecycle::kIncident));
    i.lifecycle = Lifecycle::kIncident;
  }
  c.incidents.push_back({e.instance, e.timer, e.ordinal, e.code, e.parameters, e.payload, envelope.at});
}

void CaseWriter::operator()(const IncidentResolved& e) {
  CaseState& c = edit();
  for (Timer& t : c.timers)
    if (t.number == e.timer) t.stopped = false;
  if (e.timer == 0 && e.ordinal == 0) {
    Instance& i = instance(c, e.instance);
    CHANCERY_ASSERT(may_go(i.lifecycle, Lifecycle::kActive));
    i.lifecycle = Lifecycle::kActive;
  }
  // One place may have met several, each with its own message; the oldest is meant.
  const auto met = std::find_if(c.incidents.begin(), c.incidents.end(), [&e](const Incident& x) {
    return x.instance == e.instance && x.timer == e.timer && x.ordinal == e.ordinal;
  });
  CHANCERY_ASSERT(met != c.incidents.end());
  c.incidents.erase(met);
}

}  // namespace chancery::runtime
