// What a test reads from the stand: the state as it is and the journal as it was written.
#include <shared_mutex>

#include "engine/service/impl.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {

namespace {

void add_word(std::string& out, const std::string& word) {
  if (!out.empty()) out += ' ';
  out += word;
}

}  // namespace

const runtime::CaseState* Stand::find(CaseId id) const { return engine_->impl().committed.cases.find(id ? id : case_); }

runtime::CaseState Stand::state(CaseId id) const {
  std::shared_lock lock(engine_->impl().mutex_);
  const runtime::CaseState* c = find(id);
  return c == nullptr ? runtime::CaseState{} : *c;
}

std::vector<CaseId> Stand::cases() const {
  std::shared_lock lock(engine_->impl().mutex_);
  std::vector<CaseId> out;
  for (const auto& [id, c] : engine_->impl().committed.cases.own()) out.push_back(id);
  return out;
}

std::size_t Stand::running() const { return cases().size(); }

std::size_t Stand::receivers() const {
  std::shared_lock lock(engine_->impl().mutex_);
  std::size_t count = 0;
  engine_->impl().committed.receivers.for_each([&count](const std::string&, const runtime::ReceiverList& list) {
    count += list.receivers.size();
    return true;
  });
  return count;
}

UnitId Stand::unit(std::string_view key) const { return engine_->unit_by_key(key).value_or(UnitId{}); }

std::string Stand::name_of(const runtime::CaseState& c, const runtime::Instance& i, std::uint32_t ordinal) const {
  const graph::Process& process = *engine_->impl().programs.find(c.package)->processes[i.process];
  return ordinal == 0 ? process.id : process.nodes[process.node_of(ordinal)].id;
}

std::string Stand::waiting(CaseId id) const {
  const runtime::CaseState c = state(id);
  std::string out;
  for (const runtime::Instance& i : c.instances)
    if (i.ordinal != 0 && i.lifecycle != runtime::Lifecycle::kKept) add_word(out, name_of(c, i, i.ordinal));
  return out;
}

namespace {

std::string text_of(const runtime::Program& program, const runtime::Instance& i, std::string_view name) {
  const auto symbol = program.symbols.find(name);
  for (const runtime::Variable& v : i.variables)
    if (v.is(symbol, name)) return feel::to_text(v.value);
  return "-";
}

}  // namespace

std::string Stand::value(std::string_view name, CaseId id) const {
  const runtime::CaseState c = state(id);
  return c.instances.empty() ? "-" : text_of(*engine_->impl().programs.find(c.package), c.instances.front(), name);
}

std::string Stand::value_in(std::string_view element, std::string_view name) const {
  const runtime::CaseState c = state();
  const runtime::Instance* i = c.find(instance(element));
  return i == nullptr ? "-" : text_of(*engine_->impl().programs.find(c.package), *i, name);
}

// The last instance of that element: of a multi-instance activity one inside, not its body.
InstanceId Stand::instance(std::string_view element) const {
  const runtime::CaseState c = state();
  for (auto i = c.instances.rbegin(); i != c.instances.rend(); ++i)
    if (i->ordinal != 0 && name_of(c, *i, i->ordinal) == element) return i->id;
  return {};
}

// The first open task of that element.
TaskId Stand::task(std::string_view element, CaseId id) const {
  const runtime::CaseState c = state(id);
  for (const runtime::Instance& i : c.instances)
    if (i.task && name_of(c, i, i.ordinal) == element) return i.task->id;
  return {};
}

std::string Stand::timers(CaseId id) const {
  const runtime::CaseState c = state(id);
  std::string out;
  for (const runtime::Timer& t : c.timers) {
    const DaysTimeDuration left{(t.due.ms - stores_.clock.now().ms) / 1000, 0};
    add_word(out, name_of(c, *c.find(t.instance), t.ordinal) + " " + left.text() + (t.stopped ? " stopped" : ""));
  }
  return out;
}

std::string Stand::start_timers() const {
  const service::Engine::Impl& impl = engine_->impl();
  std::shared_lock lock(impl.mutex_);
  std::string out;
  impl.committed.start_timers.for_each([&](std::uint32_t, const runtime::StartTimer& timer) {
    const graph::Process& process = *impl.programs.find(timer.package)->processes[timer.process];
    const DaysTimeDuration left{(timer.due.ms - stores_.clock.now().ms) / 1000, 0};
    add_word(out, process.nodes[process.node_of(timer.ordinal)].id + " " + (timer.armed ? left.text() : "spent"));
    return true;
  });
  return out;
}

std::string Stand::subscriptions(CaseId id) const {
  const runtime::CaseState c = state(id);
  std::string out;
  for (const runtime::Subscription& s : c.subscriptions)
    add_word(out, name_of(c, *c.find(s.instance), s.ordinal) + ":" + s.name + (s.key.empty() ? "" : "/" + s.key));
  return out;
}

std::string Stand::incidents(CaseId id) const {
  std::string out;
  for (const runtime::Incident& i : state(id).incidents) add_word(out, i.code);
  return out;
}

std::size_t Stand::tokens(CaseId id) const { return state(id).tokens.size(); }

std::vector<journal::Record> Stand::journal() const {
  std::vector<journal::Record> out;
  const auto read = stores_.events.read_after({}, [&out](EventNumber, BytesView bytes) {
    out.push_back(journal::decode_record(bytes).value());
    return true;
  });
  CHANCERY_ASSERT(read.has_value());
  return out;
}

std::string Stand::outcome(CaseId id) const {
  for (const journal::Record& record : journal())
    for (const journal::Event& event : record.events)
      if (const auto* ended = std::get_if<journal::CaseEnded>(&event); ended && record.case_id == (id ? id : case_))
        return ended->outcome;
  return "(running)";
}

std::string Stand::trace(CaseId id) const {
  std::string out;
  std::map<InstanceId, journal::ElementActivated> instances;
  PackageId package;
  const auto say = [&](InstanceId scope, std::uint32_t ordinal, const char* sign) {
    if (ordinal == 0) return;
    const graph::Process& p = *engine_->impl().programs.find(package)->processes[instances.at(scope).process];
    add_word(out, sign + p.nodes[p.node_of(ordinal)].id);
  };
  for (const journal::Record& record : journal()) {
    if (record.case_id != (id ? id : case_)) continue;
    for (const journal::Event& event : record.events) {
      if (const auto* e = std::get_if<journal::CaseStarted>(&event)) package = e->package;
      if (const auto* e = std::get_if<journal::ElementActivated>(&event)) instances[e->instance] = *e;
      if (const auto* e = std::get_if<journal::ElementPassed>(&event)) say(e->scope, e->ordinal, "");
      if (const auto* e = std::get_if<journal::ElementCompleted>(&event))
        say(e->instance, instances.at(e->instance).ordinal, "");
      if (const auto* e = std::get_if<journal::ElementKept>(&event))
        say(e->instance, instances.at(e->instance).ordinal, "");
      if (const auto* e = std::get_if<journal::ElementTerminated>(&event))
        say(e->instance, instances.at(e->instance).ordinal, "-");
    }
  }
  return out;
}

}  // namespace chancery::test
