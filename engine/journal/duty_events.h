// Events of duty: acts of persons, claims given back, refusals. Kinds 200–219.
//
// An act says that a person influenced a duty of a case; the constraints read nothing else of the past. The case, the
// number and the instant of an event stand in its envelope. Duties are named by their text, which outlives any one
// version of a package. Applied by engine/duty/acts.cpp; RefusalRecorded changes no state.
#pragma once

#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/journal/runtime_events.h"  // CHANCERY_EVENT_KIND

namespace chancery::journal {

// Stored: never renumber.
enum class ActKind : std::uint8_t {
  kNone = 0,
  kRequested = 1,   // started the case, or is the applicant for whom it was typed in
  kClaimed = 2,     // binds while held
  kAssignedTo = 3,  // binds while held
  kTransferredFrom = 4,
  kTransferredTo = 5,  // binds while held
  kDelegatedFrom = 6,
  kDelegatedTo = 7,  // on_behalf_of is the delegator
  kResolved = 8,
  kEdited = 9,  // saved, without completing
  kCompleted = 10,
  kVoted = 11,
  kReturned = 12,
  kWithdrew = 13,
  kSentMessage = 14,
  kOverrode = 15,  // jump, import, migration and other extraordinary moves
};

// Through which door a command came. Stored: never renumber.
enum class Entrance : std::uint8_t {
  kNone = 0,
  kOffer = 1,
  kStart = 2,
  kClaim = 3,
  kAssign = 4,
  kDelegate = 5,
  kResolve = 6,
  kTransfer = 7,
  kForward = 8,
  kAddSign = 9,
  kRemoveSign = 10,
  kVote = 11,
  kComplete = 12,
  kSave = 13,
  kReturn = 14,
  kWithdraw = 15,
  kMessage = 16,
  kJump = 17,
  kSubstitute = 18,
  kTimer = 19,
  kImport = 20,
  kMigrate = 21,
  kGivePost = 22,
  kEndPost = 23,
  kOpenActing = 24,
  kChangeRules = 25,
  kRelease = 26,
};

struct ActRecorded {
  PersonId person;
  PersonId on_behalf_of;  // the delegator or the represented; both are bound
  std::string duty;       // its id
  ActKind kind = ActKind::kNone;
  std::uint32_t element = 0;         // ordinal of the task or start event
  InstanceId activation;             // the innermost process instance around it
  InstanceId instance;               // the task's element instance; 0 for a start
  std::string part;                  // canonical text of the duty's `part`; "" = none
  std::vector<std::string> objects;  // correlated objects under which it is filed besides: "meeting:17"
  std::string post;                  // the post that made the person eligible; "" = none asked
  CHANCERY_EVENT_KIND(200) {
    v(1, e.person);
    v(2, e.on_behalf_of);
    v(3, e.duty);
    v(4, e.kind);
    v(5, e.element);
    v(6, e.activation);
    v(7, e.instance);
    v(8, e.part);
    v(9, e.objects);
    v(10, e.post);
  }
  bool operator==(const ActRecorded&) const = default;
};

// A task was given back, or taken away, with nothing saved, voted or sent: these acts (of holding it) no longer bind.
struct ActReleased {
  PersonId person;
  InstanceId instance;
  std::vector<EventNumber> acts;     // the ActRecorded that cease
  std::vector<std::string> objects;  // as they were filed
  CHANCERY_EVENT_KIND(201) {
    v(1, e.person);
    v(2, e.instance);
    v(3, e.acts);
    v(4, e.objects);
  }
  bool operator==(const ActReleased&) const = default;
};

// Somebody tried what a rule forbids. Equal ones of a person on a task are counted and written once an hour.
struct RefusalRecorded {
  PersonId person;  // the actor
  PersonId target;  // 0 = none
  Entrance entrance = Entrance::kNone;
  std::string duty;
  std::uint32_t element = 0;
  InstanceId instance;
  std::string constraint;  // constraint id, or a code of the catalogue
  PersonId refused;        // actor, target or delegator: whom the rule refused
  std::vector<EventNumber> evidence;
  std::uint32_t count = 0;  // this one and the equal ones since the last record
  CHANCERY_EVENT_KIND(202) {
    v(1, e.person);
    v(2, e.target);
    v(3, e.entrance);
    v(4, e.duty);
    v(5, e.element);
    v(6, e.instance);
    v(7, e.constraint);
    v(8, e.refused);
    v(9, e.evidence);
    v(10, e.count);
  }
  bool operator==(const RefusalRecorded&) const = default;
};

}  // namespace chancery::journal
