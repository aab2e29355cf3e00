// The meeting as a register entity of kind "meeting": these functions make the new values of its fields; the runtime writes them by
// register events. They read no table: who sits is handed in from the directory. The entity's state belongs to the process.
//
// Fields of the entity (README.md has the table): profile (frozen entry), profile_id, law, subject, composition (list of {person, posts,
// member, representative, woman}), counts {n, m, women, members, adults, households}, notice_at, at, place, recorder, trigger, channels,
// candidates, matters (list of {id, case, subject, text, hash, authorization, votes, result}), attendance (list of {person, present, recused,
// reason}), host, start, quorum (what attend answers).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/meeting/rules.h"
#include "engine/meeting/tally.h"

namespace chancery::meeting {

// One holding of a post that sits in the meeting, from the directory at the notice.
struct Seat {
  PersonId person;
  std::string post;
  bool woman = false;
};

// A person with several posts sits once. In order of person. Seats of posts that the profile does not name are left out.
Value freeze_composition(const Profile& profile, const std::vector<Seat>& seats);
Composition count_composition(const Value& frozen, std::int64_t adults, std::int64_t households);

struct Matter {
  std::string id;  // unique within the meeting
  CaseId case_id;
  std::string subject;
  std::string text;
  std::string hash;
  Value candidates;     // list of persons who keep out of this matter, or null
  Value authorization;  // what check_authorization answered
};

struct ConveneRequest {
  std::string law;       // of the unit
  std::string subject;   // chooses the profile
  Matter matter;         // the first line of the agenda
  Instant notice_at;
  Instant at;
  std::string place;
  PersonId recorder;
  Value trigger;    // text or context
  Value channels;   // list
  std::string base; // of the quorum, where the profile offers several; "" for the first
  std::int64_t adults = 0;
  std::int64_t households = 0;
  std::vector<Seat> seats;
};
// The fields of the new entity. Errors: meeting.notice-too-short {notice_at, at, days, earliest}, meeting.empty-composition {profile},
// meeting.recorder-missing, meeting.recorder-is-candidate {person}, meeting.base-not-allowed {profile, base}, meeting.place-missing.
Result<Value> convene(const Profile& profile, const ConveneRequest& request);

// Adds a line to the agenda of a convened meeting; `fields` are those of the entity. Answers the changed fields only. Errors:
// meeting.notice-has-gone-out {notice_at}, meeting.other-profile {profile, wanted}, meeting.matter-exists {matter}.
Result<Value> join(const Value& fields, const Profile& wanted, const Matter& matter, Instant now);

// A new time means a new notice. Answers the changed fields. Errors: meeting.notice-too-short, meeting.has-been-held.
Result<Value> postpone(const Value& fields, Instant notice_at, Instant at);

struct AttendRequest {
  Value attendance;  // list of {person, present, recused, reason}; the persons not named are absent
  std::string place;
  Value host;
  Value start;
  // For meetings of all, whose participants are counted and not named.
  std::optional<std::int64_t> present_count;
};
// The changed fields; `quorum` is {reached, present, recused, needed, base, of, n, m, defects (list of codes), arithmetic}. Errors:
// meeting.bad-attendance {index}, meeting.not-in-composition {person}, meeting.named-twice {person}, meeting.recused-but-absent
// {person}, meeting.recusal-reason-missing {person}, meeting.candidate-not-recused {person}, meeting.has-votes.
Result<Value> attend(const Value& fields, const AttendRequest& request);

// `votes` is {method, for, against, abstain, spoiled, for_representatives, tellers}. The changed fields (`matters`); the result of
// the line is {outcome: "passed" | "not-passed", for, against, abstain, spoiled, counted, needed, base, of, present, recused, n, m,
// arithmetic, defects}. A `matter`'s candidates are counted as recused there. Errors: those of count_votes, meeting.unknown-matter {matter},
// meeting.not-attended, meeting.already-voted {matter}, meeting.bad-votes {field}, meeting.two-tellers, meeting.teller-is-candidate {person}.
Result<Value> tally(const Value& fields, std::string_view matter, const Value& votes);

// The line of the agenda, null when there is none: {id, case, …, result}.
const Value& matter_of(const Value& fields, std::string_view matter);

// `authorization` is the entity or context that was found for the body and subject, or null. {status: "given" | "not-needed" | "warning",
// reference}. Error: meeting.authorization-missing {profile, subject} where it is a hard stop.
Result<Value> check_authorization(const MeetingRules& rules, const Profile& profile, std::string_view subject,
                                  const Value& authorization);
// The first of `authorizations` (contexts with body, subjects, from, until: dates) that covers body, subject and day; else null.
Value find_authorization(const List& authorizations, std::string_view body, std::string_view subject, Date day);

// May this person confirm the record (workflows.md section 4, step 6)? Errors: meeting.recorder-confirms, meeting.confirmer-was-absent,
// meeting.confirmer-is-member, meeting.confirmer-is-candidate.
Result<void> check_confirmer(const Value& fields, PersonId person);

}  // namespace chancery::meeting
