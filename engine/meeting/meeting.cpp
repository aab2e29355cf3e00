#include "engine/meeting/meeting.h"

#include <algorithm>
#include <map>

namespace chancery::meeting {
namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

Value number(std::int64_t n) { return Value::number(n); }
Value person_value(PersonId person) { return number(static_cast<std::int64_t>(person.value)); }
Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value::text(text); }
Value instant_value(Instant at) { return Value::date_time(DateTime::from_instant(at, 0)); }

std::int64_t integer(const Value& value) { return value.is_number() ? value.as_number().to_int64().value_or(0) : 0; }
Instant instant(const Value& value) {
  return value.kind() == ValueKind::kDateTime ? value.as_date_time().instant().value_or(Instant{}) : Instant{};
}
const List& items(const Value& value) {
  static const List kNone;
  return value.kind() == ValueKind::kList ? value.as_list() : kNone;
}
bool names_person(const Value& persons, std::int64_t person) {
  return std::any_of(items(persons).begin(), items(persons).end(),
                     [&](const Value& one) { return one.is_number() && integer(one) == person; });
}

Result<void> check_notice(const Profile& profile, Instant notice_at, Instant at, Instant now) {
  if (notice_at.ms + kNoticeEntryMs < now.ms)
    return refused("meeting.notice-dated-back", {{"notice_at", to_rfc3339(notice_at)}});
  const Instant earliest{notice_at.ms + profile.notice_days * kDayMs};
  if (at < earliest || at < notice_at)
    return refused("meeting.notice-too-short", {{"notice_at", to_rfc3339(notice_at)},
                                                {"at", to_rfc3339(at)},
                                                {"days", std::to_string(profile.notice_days)},
                                                {"earliest", to_rfc3339(earliest)}});
  return {};
}

Value matter_value(const Matter& matter, Instant now) {
  Context line;
  line.set("id", Value::text(matter.id));
  line.set("case", matter.case_id ? number(static_cast<std::int64_t>(matter.case_id.value)) : Value());
  line.set("subject", text_or_null(matter.subject));
  line.set("text", text_or_null(matter.text));
  line.set("hash", text_or_null(matter.hash));
  line.set("candidates", matter.candidates.kind() == ValueKind::kList ? matter.candidates : Value::list({}));
  line.set("authorization", matter.authorization);
  line.set("added_at", instant_value(now));
  line.set("votes", Value());
  line.set("result", Value());
  line.set("resolution_no", Value());
  return Value::context(std::move(line));
}

Value counts_value(const Composition& composition) {
  Context counts;
  counts.set("n", number(composition.total));
  counts.set("m", number(composition.representatives));
  counts.set("women", number(composition.women_representatives));
  counts.set("members", number(composition.members));
  counts.set("adults", number(composition.adults));
  counts.set("households", number(composition.households));
  return Value::context(std::move(counts));
}

Composition counts_of(const Value& fields) {
  const Value& counts = fields.get("counts");
  Composition composition;
  composition.total = integer(counts.get("n"));
  composition.representatives = integer(counts.get("m"));
  composition.women_representatives = integer(counts.get("women"));
  composition.members = integer(counts.get("members"));
  composition.adults = integer(counts.get("adults"));
  composition.households = integer(counts.get("households"));
  return composition;
}

Result<std::optional<Base>> base_wanted(const Profile& profile, std::string_view name) {
  if (name.empty()) return std::optional<Base>();
  const std::optional<Base> base = base_of(name);
  const bool offered = base && std::any_of(profile.quorum.begin(), profile.quorum.end(),
                                           [&](const Fraction& fraction) { return fraction.of == *base; });
  if (!offered) return invalid("meeting.base-not-allowed", {{"profile", profile.id}, {"base", std::string(name)}});
  return base;
}

Result<void> check_matter_id(const Value& fields, const Matter& matter) {
  if (matter.id.empty()) return invalid("meeting.matter-missing");
  if (!matter_of(fields, matter.id).is_null()) return conflict("meeting.matter-exists", {{"matter", matter.id}});
  return {};
}

// Is another line of this case as young as the command itself?
bool is_adding(const Value& fields, CaseId case_id, Instant now) {
  return std::any_of(items(fields.get("matters")).begin(), items(fields.get("matters")).end(), [&](const Value& line) {
    return case_id && integer(line.get("case")) == static_cast<std::int64_t>(case_id.value) &&
           instant(line.get("added_at")) == now;
  });
}

Value lists_of_codes(const std::vector<std::string>& codes) {
  List list;
  for (const std::string& code : codes) list.push_back(Value::text(code));
  return Value::list(std::move(list));
}

struct Attendance {
  Value lines;  // cleaned
  Presence presence;
  std::int64_t guests = 0;
};

Result<void> check_recusal(const Value& fields, const Value& line, std::int64_t person) {
  const MessageParameter who{"person", std::to_string(person)};
  const bool present = line.get("present").is_true();
  const bool recused = line.get("recused").is_true();
  if (recused && !present) return invalid("meeting.recused-but-absent", {who});
  if (recused && line.get_text("reason").empty()) return invalid("meeting.recusal-reason-missing", {who});
  if (!present || recused) return {};
  for (const Value& matter : items(fields.get("matters")))
    if (names_person(matter.get("candidates"), person)) return refused("meeting.candidate-not-recused", {who});
  return {};
}

Result<Attendance> read_attendance(const Value& fields, const Value& given) {
  std::map<std::int64_t, const Value*> seats;
  for (const Value& seat : items(fields.get("composition"))) seats.emplace(integer(seat.get("person")), &seat);
  Attendance read;
  List lines;
  std::map<std::int64_t, bool> named;
  for (std::size_t i = 0; i < items(given).size(); ++i) {
    const Value& line = items(given)[i];
    const std::int64_t person = integer(line.get("person"));
    if (person <= 0) return invalid("meeting.bad-attendance", {{"index", std::to_string(i)}});
    if (!named.emplace(person, true).second)
      return invalid("meeting.named-twice", {{"person", std::to_string(person)}});
    const auto seat = seats.find(person);
    const bool present = line.get("present").is_true();
    const bool recused = line.get("recused").is_true();
    if (seat != seats.end()) {
      TRY_VOID(check_recusal(fields, line, person));
      const bool representative = seat->second->get("representative").is_true();
      read.presence.present += present ? 1 : 0;
      read.presence.recused += recused ? 1 : 0;
      read.presence.representatives += present && representative ? 1 : 0;
      read.presence.representatives_recused += recused && representative ? 1 : 0;
    } else if (present) {
      ++read.guests;
    }
    Context cleaned;
    cleaned.set("person", number(person));
    cleaned.set("present", Value::boolean(present));
    cleaned.set("recused", Value::boolean(recused && seat != seats.end()));
    cleaned.set("reason", text_or_null(line.get_text("reason")));
    cleaned.set("guest", Value::boolean(seat == seats.end()));
    lines.push_back(Value::context(std::move(cleaned)));
  }
  read.lines = Value::list(std::move(lines));
  return read;
}

Value quorum_value(const Profile& profile, const QuorumResult& result, const Composition& composition,
                   const Presence& presence, std::int64_t guests) {
  const auto used = std::find_if(profile.quorum.begin(), profile.quorum.end(),
                                 [&](const Fraction& fraction) { return fraction.of == result.of; });
  Context quorum;
  quorum.set("reached", Value::boolean(result.reached));
  quorum.set("present", number(presence.present));
  quorum.set("recused", number(presence.recused));
  quorum.set("guests", number(guests));
  quorum.set("present_representatives", number(presence.representatives));
  quorum.set("recused_representatives", number(presence.representatives_recused));
  quorum.set("needed", number(result.needed));
  quorum.set("base", number(result.base));
  quorum.set("of", Value::text(base_name(result.of)));
  quorum.set("n", number(composition.total));
  quorum.set("m", number(composition.representatives));
  quorum.set("defects", lists_of_codes(result.defects));
  quorum.set("arithmetic", Value::text(arithmetic_text(*used, result.base)));
  return Value::context(std::move(quorum));
}

// Matters with their votes void, for an attendance that is taken again.
Result<Value> without_votes(const Value& matters) {
  List lines;
  for (const Value& line : items(matters)) {
    if (!line.get("resolution_no").is_null())
      return conflict("meeting.has-resolution", {{"matter", std::string(line.get_text("id"))}});
    Context cleared = line.as_context();
    cleared.set("votes", Value());
    cleared.set("result", Value());
    lines.push_back(Value::context(std::move(cleared)));
  }
  return Value::list(std::move(lines));
}

Result<std::int64_t> vote_count(const Value& votes, std::string_view field) {
  const Value& value = votes.get(field);
  const auto count = value.is_number() ? value.as_number().to_int64() : std::nullopt;
  if (!count) return invalid("meeting.bad-votes", {{"field", std::string(field)}});
  return *count;
}

Result<Votes> read_votes(const Value& given) {
  Votes votes;
  votes.in_favour = TRY(vote_count(given, "for"));
  votes.against = TRY(vote_count(given, "against"));
  votes.abstained = TRY(vote_count(given, "abstain"));
  votes.spoiled = given.get("spoiled").is_null() ? 0 : TRY(vote_count(given, "spoiled"));
  if (!given.get("for_representatives").is_null())
    votes.representatives_in_favour = TRY(vote_count(given, "for_representatives"));
  return votes;
}

Result<void> check_tellers(const Value& matter, const Value& tellers) {
  const List& two = items(tellers);
  if (two.size() != 2 || !two[0].is_number() || !two[1].is_number() || two[0] == two[1])
    return invalid("meeting.two-tellers");
  for (const Value& teller : two)
    if (names_person(matter.get("candidates"), integer(teller)))
      return refused("meeting.teller-is-candidate", {{"person", std::to_string(integer(teller))}});
  return {};
}

Value result_value(const Profile& profile, const VoteResult& result, const Votes& votes, const Value& quorum) {
  Context context;
  context.set("outcome", Value::text(result.passed ? "passed" : "not-passed"));
  context.set("for", number(votes.in_favour));
  context.set("against", number(votes.against));
  context.set("abstain", number(votes.abstained));
  context.set("spoiled", number(votes.spoiled));
  context.set("due", number(integer(quorum.get("present")) - integer(quorum.get("recused"))));
  context.set("counted", number(result.counted));
  context.set("needed", number(result.needed));
  context.set("base", number(result.base));
  context.set("of", Value::text(base_name(result.of)));
  for (const char* name : {"present", "recused", "n", "m", "defects"}) context.set(name, quorum.get(name));
  context.set("arithmetic", Value::text(arithmetic_text(profile.pass, result.base)));
  return Value::context(std::move(context));
}

Value with_matter(const Value& fields, std::string_view id, const Context& changed) {
  List lines;
  for (const Value& line : items(fields.get("matters")))
    lines.push_back(line.get_text("id") == id ? Value::context(changed) : line);
  Context out;
  out.set("matters", Value::list(std::move(lines)));
  return Value::context(std::move(out));
}

}  // namespace

Value freeze_composition(const Profile& profile, const std::vector<Seat>& seats) {
  struct Member {
    std::vector<std::string> posts;
    bool woman = false;
  };
  std::map<PersonId, Member> members;  // in order of person
  for (const std::string& post : profile.composition)
    for (const Seat& seat : seats) {
      if (seat.post != post) continue;
      Member& member = members[seat.person];
      if (std::find(member.posts.begin(), member.posts.end(), post) == member.posts.end()) member.posts.push_back(post);
      member.woman = member.woman || seat.woman;
    }
  List list;
  for (const auto& [person, member] : members) {
    List posts;
    for (const std::string& post : member.posts) posts.push_back(Value::text(post));
    // A member of the committee who is a representative as well sits once, as a member.
    const bool representative = member.posts.front() == profile.representatives;
    Context context;
    context.set("person", person_value(person));
    context.set("post", Value::text(member.posts.front()));
    context.set("posts", Value::list(std::move(posts)));
    context.set("member", Value::boolean(!representative));
    context.set("representative", Value::boolean(representative));
    context.set("woman", Value::boolean(member.woman));
    list.push_back(Value::context(std::move(context)));
  }
  return Value::list(std::move(list));
}

Composition count_composition(const Value& frozen, std::int64_t adults, std::int64_t households) {
  Composition composition;
  composition.adults = adults;
  composition.households = households;
  for (const Value& seat : items(frozen)) {
    ++composition.total;
    if (!seat.get("representative").is_true()) {
      ++composition.members;
      continue;
    }
    ++composition.representatives;
    if (seat.get("woman").is_true()) ++composition.women_representatives;
  }
  return composition;
}

Result<Value> convene(const Profile& profile, const ConveneRequest& request) {
  TRY_VOID(check_notice(profile, request.notice_at, request.at, request.now));
  if (request.place.empty()) return invalid("meeting.place-missing");
  if (!request.recorder) return invalid("meeting.recorder-missing");
  if (request.matter.id.empty()) return invalid("meeting.matter-missing");
  const auto recorder = static_cast<std::int64_t>(request.recorder.value);
  if (names_person(request.matter.candidates, recorder))
    return refused("meeting.recorder-is-candidate", {{"person", std::to_string(recorder)}});
  const std::optional<Base> base = TRY(base_wanted(profile, request.base));
  const Value composition = freeze_composition(profile, request.seats);
  const Composition counts = count_composition(composition, request.adults, request.households);
  TRY(count_quorum(profile, counts, {}, base));  // refuses a meeting of nobody
  Context fields;
  fields.set("profile", profile.frozen);
  fields.set("profile_id", Value::text(profile.id));
  fields.set("law", text_or_null(request.law));
  fields.set("subject", text_or_null(request.subject));
  fields.set("composition", composition);
  fields.set("counts", counts_value(counts));
  fields.set("base", text_or_null(request.base));
  fields.set("notice_at", instant_value(request.notice_at));
  fields.set("at", instant_value(request.at));
  fields.set("place", Value::text(request.place));
  fields.set("recorder", person_value(request.recorder));
  fields.set("trigger", request.trigger);
  fields.set("channels", request.channels);
  fields.set("matters", Value::list({matter_value(request.matter, request.now)}));
  return Value::context(std::move(fields));
}

Result<Value> join(const Value& fields, const Profile& wanted, const Matter& matter, Instant now) {
  if (fields.get_text("profile_id") != wanted.id)
    return refused("meeting.other-profile",
                   {{"profile", std::string(fields.get_text("profile_id"))}, {"wanted", wanted.id}});
  const Instant notice_at = instant(fields.get("notice_at"));
  if (now >= notice_at && !is_adding(fields, matter.case_id, now))
    return refused("meeting.notice-has-gone-out", {{"notice_at", to_rfc3339(notice_at)}});
  TRY_VOID(check_matter_id(fields, matter));
  if (names_person(matter.candidates, integer(fields.get("recorder"))))
    return refused("meeting.recorder-is-candidate", {{"person", std::to_string(integer(fields.get("recorder")))}});
  List matters = items(fields.get("matters"));
  matters.push_back(matter_value(matter, now));
  Context changed;
  changed.set("matters", Value::list(std::move(matters)));
  return Value::context(std::move(changed));
}

Result<Value> postpone(const Value& fields, Instant notice_at, Instant at, Instant now) {
  if (!fields.get("quorum").is_null()) return conflict("meeting.has-been-held");
  const Profile profile = TRY(thaw_profile(fields.get("profile")));
  TRY_VOID(check_notice(profile, notice_at, at, now));
  Context changed;
  changed.set("notice_at", instant_value(notice_at));
  changed.set("at", instant_value(at));
  return Value::context(std::move(changed));
}

Result<Value> attend(const Value& fields, const AttendRequest& request) {
  const Profile profile = TRY(thaw_profile(fields.get("profile")));
  const Value matters = TRY(without_votes(fields.get("matters")));
  Attendance attendance = TRY(read_attendance(fields, request.attendance));
  const Composition composition = counts_of(fields);
  if (composition.total == 0) {
    if (!request.present_count) return invalid("meeting.count-missing", {{"profile", profile.id}});
    attendance.presence.present = *request.present_count;
  }
  const std::optional<Base> base = TRY(base_wanted(profile, fields.get_text("base")));
  const QuorumResult quorum = TRY(count_quorum(profile, composition, attendance.presence, base));
  Context changed;
  changed.set("attendance", attendance.lines);
  if (!request.place.empty()) changed.set("place", Value::text(request.place));
  changed.set("host", request.host);
  changed.set("start", request.start);
  changed.set("quorum", quorum_value(profile, quorum, composition, attendance.presence, attendance.guests));
  changed.set("matters", matters);
  return Value::context(std::move(changed));
}

Result<Value> tally(const Value& fields, std::string_view matter, const Value& given) {
  const Value& line = matter_of(fields, matter);
  if (line.is_null()) return not_found("meeting.unknown-matter", {{"matter", std::string(matter)}});
  const Value& roll = fields.get("quorum");
  if (roll.is_null()) return refused("meeting.not-attended");
  if (!line.get("result").is_null()) return conflict("meeting.already-voted", {{"matter", std::string(matter)}});
  const Profile profile = TRY(thaw_profile(fields.get("profile")));
  const Votes votes = TRY(read_votes(given));
  TRY_VOID(check_tellers(line, given.get("tellers")));
  const Presence presence{integer(roll.get("present")), integer(roll.get("recused")),
                          integer(roll.get("present_representatives")), integer(roll.get("recused_representatives"))};
  const Composition composition = counts_of(fields);
  const QuorumResult quorum = TRY(count_quorum(profile, composition, presence, base_of(roll.get_text("of"))));
  const VoteResult result = TRY(count_votes(profile, composition, presence, quorum, votes));
  Context changed = line.as_context();
  changed.set("votes", given);
  changed.set("result", result_value(profile, result, votes, roll));
  return with_matter(fields, matter, changed);
}

Result<Value> note_resolution(const Value& fields, std::string_view matter, std::string_view resolution_no) {
  const Value& line = matter_of(fields, matter);
  const MessageParameter which{"matter", std::string(matter)};
  if (line.is_null()) return not_found("meeting.unknown-matter", {which});
  if (line.get("result").is_null()) return refused("meeting.not-voted", {which});
  if (!line.get("resolution_no").is_null()) return conflict("meeting.has-resolution", {which});
  Context changed = line.as_context();
  changed.set("resolution_no", Value::text(resolution_no));
  return with_matter(fields, matter, changed);
}

const Value& matter_of(const Value& fields, std::string_view matter) {
  static const Value kNone;
  for (const Value& line : items(fields.get("matters")))
    if (line.get_text("id") == matter) return line;
  return kNone;
}

Result<Value> check_authorization(const MeetingRules& rules, const Profile& profile, std::string_view subject,
                                  const Value& authorization) {
  const Authorization demand = rules.authorization(profile, subject);
  if (demand == Authorization::kHard && authorization.is_null())
    return refused("meeting.authorization-missing", {{"profile", profile.id}, {"subject", std::string(subject)}});
  Context answer;
  const char* status = demand == Authorization::kNone ? "not-needed" : authorization.is_null() ? "warning" : "given";
  answer.set("status", Value::text(status));
  answer.set("reference", authorization.get("id"));
  return Value::context(std::move(answer));
}

}  // namespace chancery::meeting
