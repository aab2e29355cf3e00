// What an allowed command leaves behind: acts, or the end of an act of holding.
#include <algorithm>

#include "engine/duty/asking.h"
#include "engine/duty/service.h"

namespace chancery::duty {

namespace {

struct Part {
  PersonId person;
  PersonId on_behalf_of;
  ActKind kind;
};

// Who did what through that entrance.
std::vector<Part> parts_of(const Question& q) {
  switch (q.entrance) {
    case Entrance::kStart: return {{q.actor, q.on_behalf_of, ActKind::kRequested}};
    case Entrance::kClaim: return {{q.actor, q.on_behalf_of, ActKind::kClaimed}};
    case Entrance::kAssign:
    case Entrance::kAddSign: return {{q.target, PersonId{}, ActKind::kAssignedTo}};
    case Entrance::kDelegate:
    case Entrance::kSubstitute:
      return {{q.actor, q.on_behalf_of, ActKind::kDelegatedFrom}, {q.target, q.actor, ActKind::kDelegatedTo}};
    case Entrance::kTransfer:
    case Entrance::kForward:
      return {{q.actor, q.on_behalf_of, ActKind::kTransferredFrom}, {q.target, PersonId{}, ActKind::kTransferredTo}};
    case Entrance::kResolve: return {{q.actor, q.on_behalf_of, ActKind::kResolved}};
    case Entrance::kVote: return {{q.actor, q.on_behalf_of, ActKind::kVoted}};
    case Entrance::kComplete: return {{q.actor, q.on_behalf_of, ActKind::kCompleted}};
    case Entrance::kSave: return {{q.actor, q.on_behalf_of, ActKind::kEdited}};
    case Entrance::kReturn: return {{q.actor, q.on_behalf_of, ActKind::kReturned}};
    case Entrance::kWithdraw: return {{q.actor, q.on_behalf_of, ActKind::kWithdrew}};
    case Entrance::kMessage: return {{q.actor, q.on_behalf_of, ActKind::kSentMessage}};
    case Entrance::kJump:
    case Entrance::kRemoveSign:
    case Entrance::kImport:
    case Entrance::kMigrate: return {{q.actor, q.on_behalf_of, ActKind::kOverrode}};
    case Entrance::kNone:
    case Entrance::kOffer:
    case Entrance::kTimer:  // an act of nobody
    case Entrance::kGivePost:
    case Entrance::kEndPost:
    case Entrance::kOpenActing:
    case Entrance::kChangeRules:
    case Entrance::kRelease: return {};
  }
  return {};
}

std::vector<std::string> filed_under(const DutyRules& rules, const CaseFacts& facts) {
  std::vector<std::string> keys;
  for (const ObjectRef& object : facts.objects)
    if (!object.id.empty() && rules.files_under(object.kind)) keys.push_back(object.key());
  return keys;
}

// Saving ten times is one act: further ones would bind nothing more.
bool is_known_edit(const ActRecorded& event, const CaseFacts& facts) {
  if (event.kind != ActKind::kEdited || facts.acts == nullptr) return false;
  const std::vector<Act>& acts = facts.acts->of_case(facts.root);
  return std::any_of(acts.begin(), acts.end(), [&event](const Act& act) {
    return act.kind == ActKind::kEdited && act.instance == event.instance && act.person == event.person &&
           act.on_behalf_of == event.on_behalf_of && act.part == text_key(event.part) &&
           act.duty == text_key(event.duty);
  });
}

bool lists(const std::vector<Act>& acts, EventNumber event) {
  return std::any_of(acts.begin(), acts.end(), [event](const Act& act) { return act.event == event; });
}

}  // namespace

std::vector<ActRecorded> DutyService::acts_of(const Question& question, const Standing& standing,
                                              const CaseFacts& facts) const {
  std::vector<ActRecorded> events;
  const std::vector<Part> parts = parts_of(question);
  if (parts.empty()) return events;
  const Duty& duty = rules_.duty(question.duty);
  const PersonScope scope(rules_, facts, question.actor, facts.scope);
  const std::string part = part_of(duty, scope, facts);
  const std::vector<std::string> objects = filed_under(rules_, facts);
  for (const Part& who : parts) {
    ActRecorded event;
    event.person = who.person;
    event.on_behalf_of = who.on_behalf_of == who.person ? PersonId{} : who.on_behalf_of;
    event.duty = duty.id;
    event.kind = who.kind;
    event.element = question.element;
    event.activation = facts.activation;
    event.instance = question.instance;
    event.part = part;
    event.objects = objects;
    if (who.person == question.actor) event.post = standing.post;
    if (!is_known_edit(event, facts)) events.push_back(std::move(event));
  }
  return events;
}

std::optional<ActReleased> DutyService::release_of(PersonId person, InstanceId instance, const CaseFacts& facts) const {
  if (facts.acts == nullptr) return std::nullopt;
  ActReleased event;
  event.person = person;
  event.instance = instance;
  for (const Act& act : facts.acts->of_case(facts.root)) {
    if (act.instance != instance || !act.is_of(person)) continue;
    if (!act.is_holding()) return std::nullopt;
    event.acts.push_back(act.event);
  }
  if (event.acts.empty()) return std::nullopt;
  for (const ObjectRef& object : facts.objects)
    if (rules_.files_under(object.kind) && lists(facts.acts->of_object(object.key()), event.acts.front()))
      event.objects.push_back(object.key());
  return event;
}

}  // namespace chancery::duty
