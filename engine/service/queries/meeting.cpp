// meetings and meeting: the record of a meeting with its composition, attendance, votes, and outcomes with their arithmetic.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "engine/meeting/rules.h"
#include "engine/service/queries/fields.h"
#include "engine/service/queries/meetings.h"
#include "engine/service/queries/refusals.h"
#include "engine/service/queries/words.h"

namespace chancery::service {

namespace queries {

namespace {

constexpr std::int64_t kDayMs = 24LL * 60 * 60 * 1000;

const List& items_of(const Value& value) {
  static const List kNone;
  return value.is_list() ? value.as_list() : kNone;
}

Instant instant_of(const Reading& reading, const Value& value) {
  if (value.kind() == ValueKind::kDateTime) return reading.zones.to_instant(value.as_date_time()).value_or(Instant{});
  return {};
}

Value or_zero(const Value& value) { return value.is_number() ? value : integer(0); }
Value shown_text(const Value& value) { return value.is_text() || value.is_context() ? value : Value::text(""); }

Value person_or_text(const Value& value) { return person_or_null(person_of(value)); }

class MeetingPage {
 public:
  MeetingPage(const Reading& reading, const registers::Entity& meeting)
      : reading_(reading), meeting_(meeting), record_(meeting.content.get("record")), program_(reading.latest()) {
    for (const Value& line : items_of(record_.get("attendance")))
      attendance_.emplace(person_of(line.get("person")), &line);
  }

  Value write() const {
    Context out = meeting_summary(reading_, meeting_).as_context();
    const Instant notice = instant_of(reading_, record_.get("notice_at"));
    const Value& days = record_.get("profile").get("notice_days");
    out.set("profile", profile());
    out.set("notice_at", instant_or_null(reading_.zones, notice));
    out.set("earliest_at",
            notice.ms == 0 || !days.is_number()
                ? Value()
                : local_instant(reading_.zones, {notice.ms + days.as_number().to_int64().value_or(0) * kDayMs}));
    List channels;
    for (const Value& channel : items_of(record_.get("channels"))) channels.push_back(chosen("channels", channel));
    out.set("channels", Value::list(std::move(channels)));
    out.set("place", record_.get("place"));
    for (const char* name : {"host", "recorder", "convener"}) out.set(name, person_or_text(record_.get(name)));
    const Value& trigger = record_.get("trigger");
    out.set("trigger", trigger.is_text() ? chosen("trigger", trigger) : Value());
    out.set("composition", composition());
    out.set("attendance", attendance());
    List matters;
    for (const Value& matter : items_of(record_.get("matters"))) matters.push_back(matter_view(matter));
    out.set("matters", Value::list(std::move(matters)));
    out.set("minutes", Value::list({}));
    return Value::context(std::move(out));
  }

 private:
  // What the code was called in the form where it was chosen; without such a form the code itself.
  Value chosen(std::string_view key, const Value& code) const {
    if (program_ != nullptr)
      for (const auto& [id, form] : program_->forms)
        for (const forms::Component& component : form->components)
          if (component.key == key && component.options)
            for (const auto& [value, name] : component.options->values)
              if (value == code) return pair(name);
    return shown_text(code);
  }

  Value profile() const {
    const Value& frozen = record_.get("profile");
    Context out;
    out.set("id", record_.get("profile_id"));
    out.set("name", frozen.get("name"));
    out.set("version",
            frozen.get("version").is_null() ? Value::text("1") : Value::text(feel::to_text(frozen.get("version"))));
    const auto thawed = meeting::thaw_profile(frozen);
    out.set("quorum", thawed && !thawed->quorum.empty() ? fraction(thawed->quorum.front()) : Value::text(""));
    out.set("pass", thawed ? fraction(thawed->pass) : Value::text(""));
    if (const Value& first = items_of(frozen.get("source")).empty() ? Value() : items_of(frozen.get("source")).front();
        program_ != nullptr && first.is_context())
      out.set("source", basis_value(*program_, first.get_text("source"), first.get_text("article")).get("source"));
    return Value::context(std::move(out));
  }

  static Value fraction(const meeting::Fraction& f) {
    Context parts;
    parts.set("num", Value::text(std::to_string(f.num)));
    parts.set("den", Value::text(std::to_string(f.den)));
    parts.set("of", base_text(f.of));
    return f.strict ? message("service.fraction-more-than", std::move(parts))
                    : message("service.fraction-at-least", std::move(parts));
  }

  static Value base_text(meeting::Base base) {
    switch (base) {
      case meeting::Base::kPresent: return message("service.base-present");
      case meeting::Base::kDue: return message("service.base-due");
      case meeting::Base::kComposition: return message("service.base-composition");
      case meeting::Base::kRepresentatives: return message("service.base-representatives");
      case meeting::Base::kAdults: return message("service.base-adults");
      case meeting::Base::kHouseholds: return message("service.base-households");
      case meeting::Base::kMembers: return message("service.base-members");
    }
    return Value::text("");
  }

  Value composition() const {
    List out;
    for (const Value& seat : items_of(record_.get("composition"))) {
      const auto line = attendance_.find(person_of(seat.get("person")));
      const Value none;
      const Value& there = line == attendance_.end() ? none : *line->second;
      Context one;
      one.set("person", person_ref(person_of(seat.get("person"))));
      one.set("post", post_text(program_.get(), seat.get_text("post")));
      one.set("committee", Value::boolean(seat.get("member").is_true()));
      one.set("woman", Value::boolean(seat.get("woman").is_true()));
      one.set("present", attendance_.empty() ? Value() : Value::boolean(there.get("present").is_true()));
      one.set("recused", Value::boolean(there.get("recused").is_true()));
      one.set("reason", there.get("reason"));
      out.push_back(Value::context(std::move(one)));
    }
    return Value::list(std::move(out));
  }

  Value attendance() const {
    const Value& quorum = record_.get("quorum");
    if (!quorum.is_context()) return {};
    const Value& counts = record_.get("counts");
    List defects;
    for (const Value& code : items_of(quorum.get("defects")))
      if (code.is_text()) defects.push_back(message(code.as_text()));
    Context out;
    out.set("composition", or_zero(counts.get("n")));
    out.set("representatives", or_zero(counts.get("m")));
    out.set("women_representatives", or_zero(counts.get("women")));
    for (const char* name : {"present", "recused", "needed"}) out.set(name, or_zero(quorum.get(name)));
    out.set("quorum", Value::boolean(quorum.get("reached").is_true()));
    out.set("arithmetic", shown_text(quorum.get("arithmetic")));
    out.set("defects", Value::list(std::move(defects)));
    out.set("photos", Value::list({}));
    return Value::context(std::move(out));
  }

  Value matter_view(const Value& matter) const {
    const std::string subject(matter.get_text("subject"));
    const meeting::Subject* known = program_ == nullptr ? nullptr : program_->meetings.subject(subject);
    const Value& title = matter.get("text").is_text() ? matter.get("text") : matter.get("id");
    Context out;
    out.set("id", matter.get("id"));
    out.set("title", shown_text(title));
    out.set("subject", code_text(subject, known == nullptr ? Value::text(subject) : pair(known->name)));
    out.set("case", matter.get("case").is_number() ? Value::text(matter.get("case").as_number().text()) : Value());
    out.set("hash", matter.get("hash"));
    out.set("votes", votes(matter.get("votes")));
    out.set("outcome", outcome(matter.get("result")));
    out.set("confirmed_by", Value());
    out.set("resolution", matter.get("resolution_no"));
    return Value::context(std::move(out));
  }

  static Value votes(const Value& votes) {
    if (!votes.is_context()) return {};
    List tellers;
    for (const Value& teller : items_of(votes.get("tellers"))) tellers.push_back(person_ref(person_of(teller)));
    Context out;
    out.set("method", method_text(votes.get_text("method")));
    for (const char* name : {"for", "against", "abstain", "spoiled"}) out.set(name, or_zero(votes.get(name)));
    out.set("tellers", Value::list(std::move(tellers)));
    return Value::context(std::move(out));
  }

  static Value outcome(const Value& result) {
    if (!result.is_context()) return {};
    const bool passed = result.get_text("outcome") == "passed";
    Context out;
    out.set("code", Value::text(passed ? "passed" : "failed"));
    out.set("text", passed ? message("service.outcome-passed") : message("service.outcome-failed"));
    out.set("needed", or_zero(result.get("needed")));
    out.set("arithmetic", shown_text(result.get("arithmetic")));
    return Value::context(std::move(out));
  }

  const Reading& reading_;
  const registers::Entity& meeting_;
  const Value record_;
  ProgramPointer program_;
  std::map<PersonId, const Value*> attendance_;
};

bool sits_in(const registers::Entity& meeting, PersonId person) {
  const List& seats = items_of(meeting.content.get("record").get("composition"));
  return std::any_of(seats.begin(), seats.end(),
                     [person](const Value& seat) { return person_of(seat.get("person")) == person; });
}

std::uint64_t number_of(std::string_view text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

Value meeting_summary(const Reading& reading, const registers::Entity& meeting) {
  const Value& record = meeting.content.get("record");
  const Value& frozen = record.get("profile");
  Context out;
  out.set("id", Value::text(meeting.id));
  out.set("unit", unit_ref(reading, meeting.unit));
  out.set("body", frozen.get("name").is_context() ? frozen.get("name") : shown_text(frozen.get("body")));
  out.set("state", entity_state_text(meeting.state));
  out.set("at", local_instant(reading.zones, instant_of(reading, record.get("at"))));
  out.set("matters_count", integer(static_cast<std::int64_t>(items_of(record.get("matters")).size())));
  return Value::context(std::move(out));
}

List meetings_of_case(const Reading& reading, const Story& story) {
  List out;
  std::set<std::string> seen;
  const auto add = [&](const std::string& kind, const std::string& id) {
    if (kind != kMeetingKind || !seen.insert(id).second) return;
    if (const registers::Entity* meeting = reading.state.registers.entity(kind, id))
      out.push_back(meeting_summary(reading, *meeting));
  };
  for (const journal::Record& record : story.records)
    for (const journal::Event& event : record.events) {
      if (const auto* created = std::get_if<journal::EntityCreated>(&event)) add(created->kind, created->id);
      if (const auto* changed = std::get_if<journal::EntityChanged>(&event)) add(changed->kind, changed->id);
    }
  return out;
}

}  // namespace queries

using namespace queries;

Result<Value> Engine::meetings(Viewer viewer, UnitId unit, const Page& page) const {
  const Reading reading(*impl_);
  if (reading.directory().unit(unit) == nullptr) return not_found("service.no-unit");
  const Sight sight(reading, viewer.person);
  const bool all = sight.sees_work_of(reading, unit);
  std::vector<const registers::Entity*> found = reading.state.registers.entities_of(unit, kMeetingKind);
  std::reverse(found.begin(), found.end());  // ids stand in the order of creation
  std::size_t at = number_of(page.after);
  List items;
  for (; at < found.size() && items.size() < limit_of(page); ++at)
    if (all || sits_in(*found[at], viewer.person)) items.push_back(meeting_summary(reading, *found[at]));
  Context out;
  out.set("items", Value::list(std::move(items)));
  out.set("next", at < found.size() ? number_text(at) : Value());
  return Value::context(std::move(out));
}

Result<Value> Engine::meeting(Viewer viewer, std::string_view id) const {
  Value answer;
  {
    const Reading reading(*impl_);
    const registers::Entity* found = reading.state.registers.entity(kMeetingKind, id);
    if (found == nullptr) return not_found("service.no-meeting");
    if (!Sight(reading, viewer.person).sees_work_of(reading, found->unit) && !sits_in(*found, viewer.person))
      return not_found("service.no-meeting");
    answer = MeetingPage(reading, *found).write();
  }
  return finish(*impl_, answer);
}

}  // namespace chancery::service
