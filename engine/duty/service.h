// DutyService: the one door. Every command that a person gives passes check(); what it allows, acts_of() records.
//
// check() tests eligibility (`who`) and every constraint touching the duty, for the actor AND the target AND the person
// acted for, always by natural person; then the look-ahead, when there is one. It reads const facts and computes; it
// keeps nothing. Callers: runtime (each entrance), service (posts, acting periods, inbox pages). Administrators pass
// like anybody else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/directory/tables.h"
#include "engine/duty/acts.h"
#include "engine/duty/rules.h"
#include "engine/duty/verdict.h"
#include "engine/feel/symbol_table.h"
#include "engine/value/zone_table.h"

namespace chancery::duty {

// Persons tried when candidates are asked for; further ones are not looked at.
inline constexpr std::size_t kCandidatesMax = 500;

struct Question {
  Entrance entrance = Entrance::kNone;
  PersonId actor;
  PersonId target;        // of assign, delegate, transfer, forward, add-sign, substitute; 0 = none
  PersonId on_behalf_of;  // for whom the actor acts (the delegator of the task); 0 = himself
  DutyIndex duty = kNoDuty;
  std::uint32_t element = 0;  // ordinal of the task or start event
  InstanceId instance;        // the task; 0 at start
};

// A correlated object of the case: {"seal", "12"}; acts may be filed under "seal:12".
struct ObjectRef {
  std::string kind;
  std::string id;
  std::string key() const { return kind + ":" + id; }
};

// What a check may read. Filled by the runtime for one command; pointers must outlive the call and be set, except
// `acts` (null = none yet) and `scope` (null = no variables).
struct CaseFacts {
  const ActTables* acts = nullptr;
  CaseId root;            // of the case tree; 0 when it does not exist yet
  InstanceId activation;  // innermost process instance around the task
  std::vector<ObjectRef> objects;
  const directory::DirectoryTables* directory = nullptr;
  UnitId unit;
  Instant at;  // of the command, or occurred_at of a late paper entry
  const ZoneTable* zones = nullptr;
  const feel::Scope* scope = nullptr;  // variables of the task, objects, `case`, `unit`; `person` is bound here
};

// After the constraints: would the rest of the case still be finishable? Consulted for every allowed question but an
// offer.
class LookAhead {
 public:
  virtual ~LookAhead() = default;
  virtual std::optional<Refusal> check(const Question& question, const DutyRules& rules,
                                       const CaseFacts& facts) const = 0;
};

// How a post is to be given or ended: by a process step (terms.process set), by two administrators from an election
// paper (`second` set), or as a record of one.
struct PostQuestion {
  Entrance entrance = Entrance::kGivePost;  // or kEndPost: then `terms` are those of the holding
  PersonId actor;                           // 0 when a process step does it
  PersonId second;                          // the second administrator, or 0
  directory::PostTerms terms;
};

// An entity as the expressions see it, under its name there ("seal").
struct NamedEntity {
  std::string name;
  std::string kind;
  Value entity;
};

struct ActingQuestion {
  PersonId actor;   // who opens the period
  PersonId person;  // who is to act
  std::string post;
  UnitId unit;
  std::vector<NamedEntity> entities;  // the objects over which that post decides (the unit's seals)
};

class DutyService {
 public:
  // Both must outlive the service. `symbols` is the package's table, complete. look_ahead may be null: none.
  DutyService(const DutyRules& rules, const feel::SymbolTable& symbols, const LookAhead* look_ahead = nullptr)
      : rules_(rules), symbols_(symbols), look_ahead_(look_ahead) {}

  Verdict check(const Question& question, const CaseFacts& facts) const;

  // The events to emit after an allowed question: both sides of a delegation or transfer, filed under the objects that
  // constraints read. Nothing for an offer or a release.
  std::vector<ActRecorded> acts_of(const Question& question, const Standing& standing, const CaseFacts& facts) const;

  // When `person` gives back, or loses, task `instance` with nothing saved, voted or sent: the event that lifts his
  // claim. None when he holds nothing there or has done more than hold it: then the acts stay.
  std::optional<ActReleased> release_of(PersonId person, InstanceId instance, const CaseFacts& facts) const;

  // May the person be offered the task? For inbox pages: no explanation, no look-ahead.
  bool offered(PersonId person, DutyIndex duty, const CaseFacts& facts) const;

  // Everybody to whom it may be offered, in order of preference (posts as declared, then by number; the absent last).
  // Empty for a duty that asks for neither post nor persons: anybody may.
  std::vector<PersonId> candidates(DutyIndex duty, const CaseFacts& facts) const;

  // Giving and ending posts: incompatible posts, nobody to himself, posts that only a process or an election gives.
  Verdict check_post(const PostQuestion& question, const CaseFacts& facts) const;

  // Opening an acting period: not to oneself; and every `exclude` of scope object on a duty of that post is asked for
  // each entity as if the person were acting already (the holder of a seal does not become its approver).
  Verdict check_acting(const ActingQuestion& question, const CaseFacts& facts) const;

  const DutyRules& rules() const { return rules_; }

 private:
  const DutyRules& rules_;
  const feel::SymbolTable& symbols_;
  const LookAhead* look_ahead_;
};

}  // namespace chancery::duty
