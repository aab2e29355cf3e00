#include "engine/duty/refusals.h"

namespace chancery::duty {

std::optional<journal::RefusalRecorded> RefusalCounter::count(const Question& question, const DutyRules& rules,
                                                              CaseId root, const Refusal& refusal, Instant at) {
  // A task is known by its case and instance; a start, a post or an acting period by what was asked alone.
  Key key{question.actor.value, root.value, question.instance.value, question.element, refusal.rule()};
  const auto it = entries_.find(key);
  if (it != entries_.end() && at.ms - it->second.written.ms < kRefusalWindowMs) {
    ++it->second.unwritten;
    return std::nullopt;
  }
  journal::RefusalRecorded event;
  event.person = question.actor;
  event.target = question.target;
  event.entrance = question.entrance;
  event.duty = question.duty < rules.duty_count() ? rules.duty(question.duty).id : refusal.duty;
  event.element = question.element;
  event.instance = question.instance;
  event.constraint = refusal.rule();
  event.refused = refusal.person;
  for (const Evidence& evidence : refusal.evidence)
    if (evidence.event) event.evidence.push_back(evidence.event);
  event.count = 1 + (it == entries_.end() ? 0 : it->second.unwritten);
  if (it == entries_.end()) make_room(at);
  entries_.insert_or_assign(std::move(key), Entry{at, 0});
  return event;
}

// Drops what is older than an hour; when all are younger, everything: then at worst an equal refusal is written again.
void RefusalCounter::make_room(Instant at) {
  if (entries_.size() < kRefusalsRememberedMax) return;
  std::erase_if(entries_, [at](const auto& entry) { return at.ms - entry.second.written.ms >= kRefusalWindowMs; });
  if (entries_.size() >= kRefusalsRememberedMax) entries_.clear();
}

}  // namespace chancery::duty
