// Random rules and random sequences of commands against a reference that shares no code with the module: it replays the
// whole history of granted commands each time and asks only: did one person influence two separated duties? The service
// must grant what the reference finds harmless and refuse the rest; between commands the acts go through overlays,
// merges, drops and snapshots.
#include <map>
#include <random>
#include <set>

#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

constexpr int kDuties = 6;
constexpr int kTasks = 8;
constexpr int kPersons = 7;

enum class Verb { kClaim, kRelease, kAssign, kDelegate, kTransfer, kSave, kComplete };

struct Command {
  Verb verb;
  int task;
  int actor;   // person from 1
  int target;  // 0 = none
};

// The reference: plain sets over the command history.
struct Reference {
  std::set<std::pair<int, int>> separated;  // both orders
  std::vector<int> duty_of_task;
  std::vector<Command> history;

  struct World {
    std::vector<int> holder = std::vector<int>(kTasks, 0);
    std::vector<int> delegator = std::vector<int>(kTasks, 0);
    std::vector<bool> done = std::vector<bool>(kTasks, false);
    std::set<std::pair<int, int>> lasting;  // (person, task)
  };

  World replay() const {
    World w;
    for (const Command& c : history) step(w, c);
    return w;
  }

  static void step(World& w, const Command& c) {
    const auto last = [&](int person) {
      if (person != 0) w.lasting.insert({person, c.task});
    };
    switch (c.verb) {
      case Verb::kClaim: w.holder[c.task] = c.actor; break;
      case Verb::kRelease:
        w.holder[c.task] = 0;
        w.delegator[c.task] = 0;
        break;
      case Verb::kAssign:
        w.holder[c.task] = c.target;
        w.delegator[c.task] = 0;
        break;
      case Verb::kDelegate:
        last(c.actor);
        last(w.delegator[c.task]);
        last(c.target);
        w.delegator[c.task] = c.actor;
        w.holder[c.task] = c.target;
        break;
      case Verb::kTransfer:
        last(c.actor);
        last(w.delegator[c.task]);
        w.delegator[c.task] = 0;
        w.holder[c.task] = c.target;
        break;
      case Verb::kSave:
        last(c.actor);
        last(w.delegator[c.task]);
        break;
      case Verb::kComplete:
        last(c.actor);
        last(w.delegator[c.task]);
        w.holder[c.task] = 0;
        w.done[c.task] = true;
        break;
    }
  }

  bool influences(const World& w, int person, int duty) const {
    for (int t = 0; t < kTasks; ++t)
      if (duty_of_task[t] == duty && (w.holder[t] == person || w.lasting.contains({person, t}))) return true;
    return false;
  }

  // No person has a hand in two separated duties.
  bool is_clean(const World& w) const {
    for (const auto& [a, b] : separated)
      for (int p = 1; p <= kPersons; ++p)
        if (influences(w, p, a) && influences(w, p, b)) return false;
    return true;
  }

  bool harmless(const World& w, const Command& c) const {
    for (const int p : {c.actor, c.target, w.delegator[c.task]})
      for (int d = 0; p != 0 && d < kDuties; ++d)
        if (separated.contains({duty_of_task[c.task], d}) && influences(w, p, d)) return false;
    return true;
  }
};

std::string duty_name(int d) { return "duty-" + std::to_string(d); }

struct Trial {
  explicit Trial(std::uint32_t seed) : random(seed) {
    std::string constraints;
    for (int i = 0; i < 4; ++i) {
      std::set<int> duties;
      while (duties.size() < 2U + (pick(3) == 0 ? 1U : 0U)) duties.insert(pick(kDuties));
      std::string list;
      for (const int d : duties) list += (list.empty() ? "\"" : ", \"") + duty_name(d) + "\"";
      for (const int a : duties)
        for (const int b : duties)
          if (a != b) reference.separated.insert({a, b});
      constraints += (i ? "," : "") + std::string("{\"id\": \"c-") + std::to_string(i) +
                     "\", \"kind\": \"separate\", \"duties\": [" + list +
                     "], \"strength\": \"firm\", \"message\": {\"zh\": \"一\", \"en\": \"x\"}}";
    }
    std::string duties;
    for (int d = 0; d < kDuties; ++d) duties += (d ? "," : "") + std::string("{\"id\": \"") + duty_name(d) + "\"}";
    village = std::make_unique<Village>("{\"duties\": [" + duties + "], \"constraints\": [" + constraints + "]}");
    for (int t = 0; t < kTasks; ++t) reference.duty_of_task.push_back(pick(kDuties));
  }

  int pick(int n) { return static_cast<int>(random() % static_cast<std::uint32_t>(n)); }

  // A command that the task's state permits; none when it permits none of the verb drawn.
  std::optional<Command> draw(const Reference::World& w) {
    Command c{static_cast<Verb>(pick(7)), pick(kTasks), 1 + pick(kPersons), 0};
    if (w.done[c.task]) return std::nullopt;
    const int holder = w.holder[c.task];
    if (c.verb == Verb::kClaim) return holder == 0 ? std::optional(c) : std::nullopt;
    if (c.verb == Verb::kAssign) {
      c.target = 1 + pick(kPersons);
      return c;
    }
    if (holder == 0) return std::nullopt;
    c.actor = holder;
    if (c.verb == Verb::kDelegate || c.verb == Verb::kTransfer) {
      c.target = 1 + pick(kPersons);
      if (c.target == holder) return std::nullopt;
    }
    return c;
  }

  Question question(const Reference::World& w, const Command& c) const {
    static const std::map<Verb, Entrance> entrances = {
        {Verb::kClaim, Entrance::kClaim},       {Verb::kRelease, Entrance::kRelease},
        {Verb::kAssign, Entrance::kAssign},     {Verb::kDelegate, Entrance::kDelegate},
        {Verb::kTransfer, Entrance::kTransfer}, {Verb::kSave, Entrance::kSave},
        {Verb::kComplete, Entrance::kComplete}};
    Question q;
    q.entrance = entrances.at(c.verb);
    q.actor = PersonId{static_cast<std::uint64_t>(c.actor)};
    q.target = PersonId{static_cast<std::uint64_t>(c.target)};
    if (c.verb != Verb::kAssign && c.verb != Verb::kClaim)
      q.on_behalf_of = PersonId{static_cast<std::uint64_t>(w.delegator[c.task])};
    q.duty = village->duty(duty_name(reference.duty_of_task[c.task]));
    q.instance = InstanceId{static_cast<std::uint64_t>(c.task + 1)};
    return q;
  }

  // As the runtime does it: on an overlay, merged when granted.
  bool decide(const Reference::World& w, const Command& c) {
    const Question q = question(w, c);
    ActTables overlay(&village->acts);
    CaseFacts facts = village->facts();
    facts.acts = &overlay;
    const DutyService service = village->service();
    const Verdict verdict = service.check(q, facts);
    if (!verdict && verdict.refusal->evidence.empty()) ADD_FAILURE() << "a refusal without evidence";
    if (!verdict) return false;
    const int loses = c.verb == Verb::kRelease || c.verb == Verb::kAssign ? w.holder[c.task] : 0;
    if (loses != 0 && loses != c.target)
      if (const auto event = service.release_of(PersonId{static_cast<std::uint64_t>(loses)}, q.instance, facts))
        apply(overlay, village->root, EventNumber{++village->events}, village->now, *event);
    for (const ActRecorded& event : service.acts_of(q, verdict.standing, facts))
      apply(overlay, village->root, EventNumber{++village->events}, village->now, event);
    if (pick(10) == 0) return false;  // the commit fails: nothing of it may stay
    overlay.merge_down();
    return true;
  }

  void restart() {
    ByteWriter out;
    encode_snapshot(out, village->acts);
    village->acts.clear();
    ByteReader in(out.bytes());
    ASSERT_TRUE(decode_snapshot(in, village->acts));
  }

  std::mt19937 random;
  std::unique_ptr<Village> village;
  Reference reference;
};

TEST(Random, NoSequenceLetsOnePersonDoTwoSeparatedDuties) {
  int granted = 0;
  int refused = 0;
  for (std::uint32_t seed = 1; seed <= 150; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Trial run(seed);
    for (int i = 0; i < 80; ++i) {
      const Reference::World w = run.reference.replay();
      const std::optional<Command> c = run.draw(w);
      if (!c) continue;
      const bool harmless = c->verb == Verb::kRelease || run.reference.harmless(w, *c);
      const bool allowed = run.village->service().check(run.question(w, *c), run.village->facts()).allowed();
      ASSERT_EQ(allowed, harmless) << "verb " << static_cast<int>(c->verb) << " task " << c->task << " actor "
                                   << c->actor << " target " << c->target;
      allowed ? ++granted : ++refused;
      if (run.decide(w, *c)) run.reference.history.push_back(*c);
      ASSERT_TRUE(run.reference.is_clean(run.reference.replay()));
      if (run.pick(8) == 0) run.restart();
    }
  }
  EXPECT_GT(granted, 1000);  // a service that refuses everything, or nothing, proves nothing
  EXPECT_GT(refused, 500);
}

}  // namespace
}  // namespace chancery::duty
