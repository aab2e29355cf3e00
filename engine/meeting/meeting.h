// The meeting as a register entity of kind "meeting": these functions make the new values of its fields; the runtime
// writes them by register events. They read no table: who sits is handed in from the directory. The entity's state
// belongs to the process.
//
// Fields of the record (the whole table: README.md): profile (frozen entry), profile_id, law, subject, composition,
// counts, base, notice_at, at, place, recorder, trigger, channels, matters, attendance, host, start, quorum.
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

// A person with several posts sits once. In order of person. Seats of posts that the profile does not name are left
// out.
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
  std::string law;      // of the unit
  std::string subject;  // chooses the profile
  Matter matter;        // the first line of the agenda
  Instant notice_at;
  Instant at;
  Instant now;  // of the command
  std::string place;
  PersonId recorder;
  Value trigger;     // text or context
  Value channels;    // list
  std::string base;  // of the quorum, where the profile offers several; "" for the first
  std::int64_t adults = 0;
  std::int64_t households = 0;
  std::vector<Seat> seats;
};
// How long after the time of its notice a meeting may still be entered: a notice is not dated back.
inline constexpr std::int64_t kNoticeEntryMs = 24 * 60 * 60 * 1000;

// The fields of the new entity. Errors: meeting.notice-too-short {notice_at, at, days, earliest},
// meeting.notice-dated-back {notice_at}, meeting.empty-composition {profile}, meeting.recorder-missing,
// meeting.recorder-is-candidate {person}, meeting.base-not-allowed {profile, base}, meeting.place-missing,
// meeting.matter-missing.
Result<Value> convene(const Profile& profile, const ConveneRequest& request);

// Adds a line to the agenda of a convened meeting; `fields` are those of the record. Answers the changed fields only.
// After the notice only in the same command as another line of the same case. Errors: meeting.notice-has-gone-out
// {notice_at}, meeting.other-profile {profile, wanted}, meeting.matter-exists {matter}.
Result<Value> join(const Value& fields, const Profile& wanted, const Matter& matter, Instant now);

// A new time means a new notice. Answers the changed fields. Errors: meeting.notice-too-short,
// meeting.notice-dated-back, meeting.has-been-held.
Result<Value> postpone(const Value& fields, Instant notice_at, Instant at, Instant now);

struct AttendRequest {
  Value
      attendance;  // list of {person, present, recused, reason}; who is not named is absent, who does not sit is a guest
  std::string place;
  Value host;
  Value start;
  // For meetings of all, whose participants are counted and not named.
  std::optional<std::int64_t> present_count;
};
// The changed fields; `quorum` is {reached, present, recused, guests, needed, base, of, n, m, defects (list of codes),
// arithmetic}. May be taken again until a resolution has its number (a disputed record): votes that were counted are
// then void. Errors: meeting.bad-attendance {index}, meeting.named-twice {person}, meeting.recused-but-absent {person},
// meeting.recusal-reason-missing {person}, meeting.candidate-not-recused {person}, meeting.has-resolution {matter},
// meeting.count-missing {profile}.
Result<Value> attend(const Value& fields, const AttendRequest& request);

// `votes` is {method, for, against, abstain, spoiled, for_representatives, tellers}. The changed fields (`matters`);
// the result of the line is {outcome: "passed" | "not-passed", for, against, abstain, spoiled, due, counted, needed,
// base, of, present, recused, n, m, arithmetic, defects}. Errors: those of count_votes, meeting.unknown-matter
// {matter}, meeting.not-attended, meeting.already-voted {matter}, meeting.bad-votes {field}, meeting.two-tellers,
// meeting.teller-is-candidate {person}.
Result<Value> tally(const Value& fields, std::string_view matter, const Value& votes);

// Writes the number of its resolution into a line. The changed fields. Errors: meeting.unknown-matter,
// meeting.not-voted {matter}, meeting.has-resolution {matter}.
Result<Value> note_resolution(const Value& fields, std::string_view matter, std::string_view resolution_no);

// The line of the agenda, null when there is none: {id, case, subject, text, hash, candidates, authorization, added_at,
// votes, result, resolution_no}.
const Value& matter_of(const Value& fields, std::string_view matter);

// `authorization` is the entity or context that was found for the body and subject, or null. {status: "given" |
// "not-needed" | "warning", reference}. Error: meeting.authorization-missing {profile, subject} where it is a hard
// stop.
Result<Value> check_authorization(const MeetingRules& rules, const Profile& profile, std::string_view subject,
                                  const Value& authorization);

}  // namespace chancery::meeting
