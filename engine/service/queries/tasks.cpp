// tasks: the tasks a person has, and those he may take. Read from the hot index in the order of their due dates: what a
// page costs does not grow with the number of cases that wait.
#include <algorithm>
#include <charconv>

#include "engine/runtime/steps/duties.h"
#include "engine/service/queries/task_view.h"

namespace chancery::service {

namespace {

using namespace queries;

constexpr std::size_t kAskedMax = 1'000;       // tasks about which duty is asked for one page; the cursor goes on
                                               // from there
constexpr std::size_t kCountedMax = kPageMax;  // tasks one may take that are counted; of more there is no total

// "<due>.<task>" of the last task looked at; what is no cursor of ours begins at the beginning.
TaskRank cursor_of(const std::string& after) {
  TaskRank rank{std::numeric_limits<std::int64_t>::min(), TaskId{}};
  const char* const end = after.data() + after.size();
  const auto [dot, bad] = std::from_chars(after.data(), end, rank.due_ms);
  if (bad == std::errc() && dot != end && *dot == '.') std::from_chars(dot + 1, end, rank.task.value);
  return rank;
}

Value cursor_text(const TaskRank& rank) {
  return Value::text(std::to_string(rank.due_ms) + "." + std::to_string(rank.task.value));
}

Value page_answer(List items, std::optional<TaskRank> next, std::optional<std::size_t> total) {
  Context out;
  out.set("items", Value::list(std::move(items)));
  out.set("next", next ? cursor_text(*next) : Value());
  if (total) out.set("total", integer(static_cast<std::int64_t>(*total)));
  return Value::context(std::move(out));
}

// Several lists of the index read as one, from a cursor on.
class Lanes {
 public:
  explicit Lanes(TaskRank cursor) : cursor_(cursor) {}
  void add(const std::set<TaskRank>& ranks) { push({ranks.upper_bound(cursor_), ranks.end()}); }
  bool is_over() const { return heap_.empty(); }
  TaskRank take() {
    std::pop_heap(heap_.begin(), heap_.end(), is_later);
    Lane lane = heap_.back();
    heap_.pop_back();
    const TaskRank rank = *lane.at++;
    push(lane);
    return rank;
  }

 private:
  struct Lane {
    std::set<TaskRank>::const_iterator at, end;
  };
  static bool is_later(const Lane& a, const Lane& b) { return *b.at < *a.at; }
  void push(const Lane& lane) {
    if (lane.at == lane.end) return;
    heap_.push_back(lane);
    std::push_heap(heap_.begin(), heap_.end(), is_later);
  }
  TaskRank cursor_;
  std::vector<Lane> heap_;  // the earliest in front
};

Value mine(const Reading& reading, PersonId person, UnitId unit, const Page& page) {
  Lanes lanes(cursor_of(page.after));
  std::size_t total = 0;
  if (const auto own = reading.impl.hot.tasks_of_person.find(person); own != reading.impl.hot.tasks_of_person.end())
    for (const auto& [where, ranks] : own->second) {
      if (unit && where != unit) continue;
      total += ranks.size();
      lanes.add(ranks);
    }
  TaskRank last;
  List items;
  while (!lanes.is_over() && items.size() < limit_of(page)) {
    last = lanes.take();
    if (const auto at = open_task(reading, last.task)) items.push_back(task_view(reading, *at));
  }
  return page_answer(std::move(items), lanes.is_over() ? std::nullopt : std::optional(last), total);
}

// What nobody has yet, and of it what the person may take.
class Claimable {
 public:
  Claimable(const Reading& reading, PersonId person) : reading_(reading), sight_(reading, person) {}

  // Every list but those of a duty of posts of which the person holds none: all else is asked task by task.
  void add_to(Lanes& lanes, UnitId unit) const {
    for (const auto& [where, duties] : reading_.impl.hot.unclaimed) {
      if (unit && where != unit) continue;
      const auto around = reading_.directory().with_ancestors(where);
      const bool works_there =
          std::any_of(around.begin(), around.end(), [this](UnitId each) { return sight_.own_units().contains(each); });
      for (const auto& [key, ranks] : duties)
        if (could_have(key, works_there)) lanes.add(ranks);
    }
  }

  bool may_claim(const TaskAt& at) const {
    const duty::DutyService& duty = *at.program.duty;
    const runtime::steps::TaskFacts facts(at.program, reading_.state, reading_.zones, at.case_id, at.c, at.instance.id,
                                          reading_.at);
    if (!duty.offered(sight_.person(), at.duty(), facts.facts())) return false;
    return duty.check(at.question(duty::Entrance::kClaim, sight_.person()), facts.facts()).allowed();
  }

 private:
  bool could_have(const DutyOfPackage& key, bool works_there) const {
    const runtime::Program* program = reading_.impl.programs.find(key.package);
    if (program == nullptr || key.duty == 0 || key.duty > program->rules->duty_count()) return false;
    const duty::Who& who = program->rules->duty(static_cast<duty::DutyIndex>(key.duty - 1)).who;
    if (who.posts.empty()) return true;
    const auto holds = [&](duty::PostIndex post) { return sight_.posts().contains(program->rules->post(post).id); };
    return works_there && (std::any_of(who.posts.begin(), who.posts.end(), holds) ||
                           std::any_of(who.stand_in.begin(), who.stand_in.end(), holds));
  }

  const Reading& reading_;
  Sight sight_;
};

// The first page counts on behind its end, so that a short list has a total; further ones end where the next page is
// sure.
Value claimable(const Reading& reading, PersonId person, UnitId unit, const Page& page) {
  const Claimable tasks(reading, person);
  Lanes lanes(cursor_of(page.after));
  tasks.add_to(lanes, unit);
  const std::size_t limit = limit_of(page);
  const bool counts = page.after.empty();
  const std::size_t enough = (counts ? std::max(limit, kCountedMax) : limit) + 1;
  std::size_t found = 0;
  TaskRank last;
  List items;
  for (std::size_t asked = 0; !lanes.is_over() && found < enough && asked < kAskedMax; ++asked) {
    const TaskRank rank = lanes.take();
    if (found < limit) last = rank;
    const auto at = open_task(reading, rank.task);
    if (at && tasks.may_claim(*at) && ++found <= limit) items.push_back(task_view(reading, *at));
  }
  const bool whole = lanes.is_over() && found < enough;
  const bool more = found > limit || !whole;
  return page_answer(std::move(items), more ? std::optional(last) : std::nullopt,
                     counts && whole ? std::optional(found) : std::nullopt);
}

}  // namespace

Result<Value> Engine::tasks(Viewer viewer, TaskBox box, UnitId unit, const Page& page) const {
  Value answer;
  {
    const Reading reading(*impl_);
    answer = box == TaskBox::kMine ? mine(reading, viewer.person, unit, page)
                                   : claimable(reading, viewer.person, unit, page);
  }
  return finish(*impl_, answer);
}

}  // namespace chancery::service
