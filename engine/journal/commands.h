// Commands: everything that may be asked of the engine, as plain data. The writer stamps them (number, instant, salts) and
// nothing in them changes afterwards; every one carries an actor and passes duty. Kind numbers stand in records.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/hash.h"
#include "engine/journal/record.h"
#include "engine/value/value.h"

namespace chancery::journal {

// ---- cases and tasks

// Starts a declared workflow in a unit with its start form.
struct StartCase {
  static constexpr std::uint32_t kCommand = 1;
  std::string workflow;
  UnitId unit;
  Value form;          // personal values are references already
  PersonId applicant;  // 0: the actor
  std::string business_key;
};

// Starts a bare process with variables: conformance, `chancery run`.
struct StartProcess {
  static constexpr std::uint32_t kCommand = 2;
  std::string process;
  UnitId unit;
  Value variables;  // context or null
  std::string business_key;
};

struct ClaimTask {
  static constexpr std::uint32_t kCommand = 3;
  TaskId task;
  std::uint32_t version = 0;  // 0: whatever stands; else the version that the caller saw
};
struct ReleaseTask {
  static constexpr std::uint32_t kCommand = 4;
  TaskId task;
  std::uint32_t version = 0;
};
// Gives an unassigned task to a person (assign), hands one's own on for good (transfer) or for the time being (delegate: the receiver
// acts for the giver and both are bound).
struct HandTask {
  static constexpr std::uint32_t kCommand = 5;
  TaskId task;
  std::uint32_t version = 0;
  Assignment how = Assignment::kAssigned;
  PersonId to;
  std::string reason;
};
struct CompleteTask {
  static constexpr std::uint32_t kCommand = 6;
  TaskId task;
  std::uint32_t version = 0;
  Value form;  // of a task with a form: its values; else variables
};
struct WithdrawCase {
  static constexpr std::uint32_t kCommand = 7;
  CaseId case_id;
  std::string reason;
};
// A message from outside: must match exactly one receiver, else it is refused. Only when nobody waits for it may it match one start
// event, and begin a case.
struct CorrelateMessage {
  static constexpr std::uint32_t kCommand = 8;
  std::string name;
  std::string key;
  Value payload;
  std::string business_key = {};  // "" = any; a case that begins has it
  Value correlate = {};  // context of variables that the receiver's process has; null = any. No case begins by it
};
struct BroadcastSignal {
  static constexpr std::uint32_t kCommand = 9;
  std::string name;
  Value payload;
};
struct RetryIncident {
  static constexpr std::uint32_t kCommand = 10;
  CaseId case_id;
  InstanceId instance;
  std::uint32_t timer = 0;
};
// A worker's answer to external work.
struct CompleteWork {
  static constexpr std::uint32_t kCommand = 11;
  CaseId case_id;
  InstanceId instance;
  Value variables;
  std::string error_code;          // a modelled BPMN error instead of an answer
  std::string failure;             // the work failed: an incident with this catalogue code
  std::string error_message = {};  // of the modelled error
};

// ---- bare processes, of no declared workflow, only: conformance, `chancery run`

// Sets variables of an instance, 0 for the process itself.
struct SetVariables {
  static constexpr std::uint32_t kCommand = 12;
  enum class Where : std::uint8_t { kWhereVisible, kHere };
  CaseId case_id;
  InstanceId instance;
  Where where = Where::kWhereVisible;
  Value variables;  // context
};
// Ends a case with all that runs in it.
struct TerminateCase {
  static constexpr std::uint32_t kCommand = 13;
  CaseId case_id;
};

// Begins a case at every conditional start event of the latest package that is true for these variables.
struct EvaluateConditions {
  static constexpr std::uint32_t kCommand = 14;
  Value variables;  // context or null
};

// ---- given by the program itself (services clock and router)

struct FireTimer {
  static constexpr std::uint32_t kCommand = 20;
  CaseId case_id;  // 0: the timer of a start event
  std::uint32_t timer = 0;
};
struct DeliverMessage {
  static constexpr std::uint32_t kCommand = 21;
  CaseId case_id;
  InstanceId instance;
  std::uint32_t ordinal = 0;
  bool signal = false;
  std::string name;
  Value payload;
};
// A message or signal start event.
struct StartByMessage {
  static constexpr std::uint32_t kCommand = 22;
  std::uint32_t process = 0;
  std::uint32_t ordinal = 0;
  UnitId unit;
  std::string name;
  Value payload;
  std::string business_key = {};
};

// A timer start event fell due for this unit.
struct StartByTimer {
  static constexpr std::uint32_t kCommand = 23;
  std::uint32_t process = 0;
  std::uint32_t ordinal = 0;
  UnitId unit;
};

// ---- rules

struct DeployPackage {
  static constexpr std::uint32_t kCommand = 30;
  std::vector<PackageDeployed::File> files;
  PersonId approver;  // a second person; 0 only for the first package of an empty database
};

// ---- directory

// The one command that an empty database accepts: two administrators who are two persons.
struct FoundingPerson {
  std::string account;
  Value name;  // personal reference
};
struct Found {
  static constexpr std::uint32_t kCommand = 40;
  std::string unit_key;
  Value unit_name;  // {zh, en}
  FoundingPerson first;
  FoundingPerson second;
};
struct RecordUnit {
  static constexpr std::uint32_t kCommand = 41;
  std::string key;
  std::string kind;  // gacha, community, township, banner, city …
  std::string law;   // villages, residents, or ""
  UnitId parent;
  Value name;    // {zh, en}
  Value fields;  // households, has_representatives_meeting …
};
struct RecordPerson {
  static constexpr std::uint32_t kCommand = 42;
  Value name;           // personal reference
  std::string id_hash;  // keyed hash of the ID number, hexadecimal; "" when unknown
  std::string account;  // "" = none
  UnitId unit;          // where the person lives or works
  Value fields;
};
struct LinkAccount {
  static constexpr std::uint32_t kCommand = 43;
  std::string account;
  PersonId person;
};
// An elected or appointed post from its paper: the first administrator proposes, a second one confirms.
struct ProposePost {
  static constexpr std::uint32_t kCommand = 44;
  PersonId person;
  std::string post;
  UnitId unit;
  std::string seal;
  Instant from;
  Instant until;
  bool designated = false;
  bool woman = false;
  std::string basis;
};
struct ConfirmPost {
  static constexpr std::uint32_t kCommand = 45;
  std::uint64_t proposal = 0;
};
struct EndPost {
  static constexpr std::uint32_t kCommand = 46;
  PersonId person;
  std::string post;
  UnitId unit;
  std::string seal;
  std::string reason;
};
struct RecordAbsence {
  static constexpr std::uint32_t kCommand = 47;
  PersonId person;
  Instant from;
  Instant until;
  std::string reason;
};
struct OpenActing {
  static constexpr std::uint32_t kCommand = 48;
  UnitId unit;
  std::string post;  // acted for
  PersonId person;   // who acts
  Instant from;
  Instant until;
  std::string basis;
};
struct DeclareKinship {
  static constexpr std::uint32_t kCommand = 49;
  PersonId person;
  PersonId relative;
  std::string relation;
};
// Register facts that no process of this package creates (seals and authorizations that were there before): from the paper, by two
// administrators in one command each of the other; the register's declaration must allow it.
struct RecordEntity {
  static constexpr std::uint32_t kCommand = 50;
  std::string kind;
  std::string id;
  UnitId unit;
  std::string state;
  Value fields;
};

using CommandBody = std::variant<StartCase, StartProcess, ClaimTask, ReleaseTask, HandTask, CompleteTask, WithdrawCase,
                                 CorrelateMessage, BroadcastSignal, RetryIncident, CompleteWork, SetVariables,
                                 TerminateCase, EvaluateConditions, FireTimer, DeliverMessage, StartByMessage,
                                 StartByTimer, DeployPackage, Found, RecordUnit, RecordPerson, LinkAccount, ProposePost,
                                 ConfirmPost, EndPost, RecordAbsence, OpenActing, DeclareKinship, RecordEntity>;

struct Command {
  Actor actor;
  std::string key;      // idempotency key of the caller; "" = none
  Instant at;           // stamped by the writer
  Instant occurred_at;  // of a late paper entry; 0 = at
  EventNumber cause;    // of follow-up commands
  CommandBody body;
};

// The kCommand of the body.
std::uint32_t command_kind(const CommandBody& body);

}  // namespace chancery::journal
