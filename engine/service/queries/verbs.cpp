#include "engine/service/queries/verbs.h"

#include <array>

#include "engine/service/queries/refusals.h"

namespace chancery::service::queries {

namespace {

using duty::Entrance;

constexpr std::array<std::string_view, 6> kVerbs = {"claim", "release", "complete", "delegate", "transfer", "assign"};
constexpr std::size_t kTriedMax = 5;  // receivers asked about before a handing over counts as forbidden

class TaskVerbs {
 public:
  TaskVerbs(const Reading& reading, const TaskAt& at, const duty::CaseFacts& facts, PersonId viewer)
      : reading_(reading), at_(at), facts_(facts), viewer_(viewer) {}

  List write() const {
    const bool open = !at_.task().assignee;
    const bool mine = at_.task().assignee == viewer_;
    return {
        verb_value(kVerbs[0], open, open ? refusal(Entrance::kClaim) : std::nullopt),
        verb_value(kVerbs[1], mine, std::nullopt),  // giving back needs no right
        verb_value(kVerbs[2], open || mine, open || mine ? refusal(Entrance::kComplete) : std::nullopt),
        handing(kVerbs[3], mine, Entrance::kDelegate),
        handing(kVerbs[4], mine, Entrance::kTransfer),
        handing(kVerbs[5], open, Entrance::kAssign),
    };
  }

 private:
  Value view(const duty::Refusal& refusal) const { return refusal_value(reading_, at_.program, at_.c.unit, refusal); }
  std::optional<Value> refusal(Entrance entrance) const {
    const auto found = refused_by_duty(at_, facts_, entrance, viewer_);
    return found ? std::optional(view(*found)) : std::nullopt;
  }

  // Allowed when there is somebody to whom it may go; forbidden by what keeps the first one out; else there is nobody.
  Value handing(std::string_view verb, bool applies, Entrance entrance) const {
    std::optional<duty::Refusal> first;
    if (applies)
      for (const PersonId person : targets(entrance)) {
        auto found = refused_by_duty(at_, facts_, entrance, viewer_, person);
        if (!found) return verb_value(verb, true, std::nullopt);
        if (!first) first = std::move(found);
        if (first->person == viewer_) break;  // he may give it to nobody
      }
    return verb_value(verb, first.has_value(), first ? std::optional(view(*first)) : std::nullopt);
  }

  // Others before oneself, to whom a task may only be assigned.
  std::vector<PersonId> targets(Entrance entrance) const {
    const Receivers receivers = receivers_of(reading_, at_, facts_);
    std::vector<PersonId> out;
    for (const auto* list : {&receivers.free, &receivers.barred})
      for (const PersonId person : *list)
        if (person != viewer_ && out.size() < kTriedMax - 1) out.push_back(person);
    if (entrance == Entrance::kAssign) out.push_back(viewer_);
    return out;
  }

  const Reading& reading_;
  const TaskAt& at_;
  const duty::CaseFacts& facts_;
  PersonId viewer_;
};

}  // namespace

List task_verbs(const Reading& reading, const TaskAt& at, const duty::CaseFacts& facts, PersonId viewer) {
  return TaskVerbs(reading, at, facts, viewer).write();
}

List task_verbs_over() {
  List out;
  for (const std::string_view verb : kVerbs) out.push_back(verb_value(verb, false, std::nullopt));
  return out;
}

}  // namespace chancery::service::queries
