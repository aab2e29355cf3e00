// meeting.*: the meeting is a register entity of kind "meeting". What the rules of meetings need stands in its field `record`
// (engine/meeting); what expressions and pages read stands beside it, made from the record each time it changes.
#include "engine/meeting/meeting.h"

#include "engine/register/decide.h"
#include "engine/runtime/topics/topics.h"

namespace chancery::runtime::topics {

namespace {

constexpr std::string_view kMeeting = "meeting";

// One line of the agenda as expressions see it.
Value agenda_line(const Value& matter) {
  Context out;
  out.set("matter", matter.get("id"));
  for (const char* name : {"subject", "hash", "case", "candidates", "resolution_no"}) out.set(name, matter.get(name));
  const Value& votes = matter.get("votes");
  for (const char* name : {"method", "against", "abstain", "spoiled", "tellers"}) out.set(name, votes.get(name));
  out.set("in_favour", votes.get("for"));
  const Value& result = matter.get("result");
  for (const char* name : {"needed", "outcome", "arithmetic"}) out.set(name, result.get(name));
  return Value::context(std::move(out));
}

// The fields of the entity from the record.
Value view(const Value& record) {
  Context out;
  out.set("record", record);
  out.set("profile", record.get("profile_id"));
  for (const char* name :
       {"notice_at", "at", "place", "host", "start", "recorder", "trigger", "channels", "composition", "attendance"})
    out.set(name, record.get(name));
  const Value& counts = record.get("counts");
  out.set("members", counts.get("members"));
  out.set("representatives", counts.get("m"));
  out.set("women", counts.get("women"));
  const Value& quorum = record.get("quorum");
  out.set("quorum", quorum.get("reached"));
  for (const char* name : {"present", "recused", "needed", "defects"}) out.set(name, quorum.get(name));
  List agenda;
  if (record.get("matters").is_list())
    for (const Value& matter : record.get("matters").as_list()) agenda.push_back(agenda_line(matter));
  out.set("agenda", Value::list(std::move(agenda)));
  return Value::context(std::move(out));
}

Value merged(const Value& record, const Value& changed) {
  Context out = record.is_context() ? record.as_context() : Context{};
  for (const auto& entry : changed.as_context()) out.set(entry.name, entry.value);
  return Value::context(std::move(out));
}

Result<Value> record_of(const Execution& ex, std::string_view id) {
  const registers::Entity* found = ex.state().registers.entity(kMeeting, id);
  if (found == nullptr)
    return invalid("register.no-such-entity", {{"kind", std::string(kMeeting)}, {"id", std::string(id)}});
  return found->content.get("record");
}

Result<Value> store(Execution& ex, const std::string& id, const Value& record, std::string state) {
  registers::ChangeRequest request;
  request.kind = kMeeting;
  request.id = id;
  request.state = std::move(state);
  request.changed = view(record);
  ex.emit(TRY(registers::decide_change_entity(ex.program().registers, ex.state().registers, request)));
  return ex.state().registers.entity_value(kMeeting, id);
}

std::vector<meeting::Seat> seats_of(const Execution& ex, const meeting::Profile& profile) {
  std::vector<meeting::Seat> seats;
  for (const std::string& post : profile.composition)
    for (const auto& held : ex.state().directory.holders(ex.here().unit, post, ex.at()))
      seats.push_back({held.holding->terms.person, post, held.holding->terms.woman});
  return seats;
}

meeting::Matter matter_from(const Execution& ex, const Value& inputs) {
  meeting::Matter matter;
  matter.id = text_input(inputs, "matter");
  matter.case_id = ex.case_id();
  matter.subject = text_input(inputs, "subject");
  matter.text = text_input(inputs, "text");
  matter.hash = text_input(inputs, "hash");
  matter.candidates = inputs.get("candidates");
  return matter;
}

Result<const meeting::Profile*> profile_for(const Execution& ex, const Value& inputs,
                                            const directory::UnitRecord& unit) {
  if (const std::string named = text_input(inputs, "profile"); !named.empty()) {
    const meeting::Profile* profile = ex.program().meetings.profile(named);
    if (profile == nullptr) return invalid("runtime.unknown-profile", {{"profile", named}});
    return profile;
  }
  return ex.program().meetings.choose(text_input(inputs, "subject"), unit.law, unit.has_representatives_meeting);
}

}  // namespace

Result<Value> meeting_convene(Execution& ex, const Place&, const Value& inputs) {
  const directory::UnitRecord* unit = ex.state().directory.unit(ex.here().unit);
  if (unit == nullptr) return invalid("runtime.no-unit");
  const meeting::Profile* profile = TRY(profile_for(ex, inputs, *unit));
  const std::string joined = text_input(inputs, "join");
  if (!joined.empty()) {
    const Value record = TRY(record_of(ex, joined));
    const Value changed = TRY(meeting::join(record, *profile, matter_from(ex, inputs), ex.at()));
    return store(ex, joined, merged(record, changed), {});
  }
  meeting::ConveneRequest request;
  request.law = unit->law;
  request.subject = text_input(inputs, "subject");
  request.matter = matter_from(ex, inputs);
  request.notice_at = instant_input(ex, inputs, "notice_at").value_or(ex.at());
  request.at = instant_input(ex, inputs, "at").value_or(ex.at());
  request.now = ex.at();
  request.place = text_input(inputs, "place");
  request.recorder = person_input(ex, inputs, "recorder");
  request.trigger = inputs.get("trigger");
  request.channels = inputs.get("channels");
  request.adults = integer_input(unit->custom, "adults");
  request.households = static_cast<std::int64_t>(unit->households);
  request.seats = seats_of(ex, *profile);
  const Value record = TRY(meeting::convene(*profile, request));
  registers::CreateRequest create;
  create.kind = kMeeting;
  create.unit = ex.here().unit;
  create.content = view(record);
  auto event = TRY(registers::decide_create_entity(ex.program().registers, ex.state().registers, create));
  const std::string id = event.id;
  ex.emit(std::move(event));
  return ex.state().registers.entity_value(kMeeting, id);
}

Result<Value> meeting_attend(Execution& ex, const Place&, const Value& inputs) {
  const std::string id = text_input(inputs, "meeting");
  const Value record = TRY(record_of(ex, id));
  meeting::AttendRequest request;
  request.attendance = inputs.get("attendance");
  request.place = text_input(inputs, "place");
  request.host = inputs.get("host");
  request.start = inputs.get("start");
  if (inputs.get("present_count").is_number()) request.present_count = integer_input(inputs, "present_count");
  const Value next = merged(record, TRY(meeting::attend(record, request)));
  const Value stored = TRY(store(ex, id, next, {}));
  static_cast<void>(stored);
  Context answer = next.get("quorum").as_context();
  answer.set("quorum", next.get("quorum").get("reached"));
  return Value::context(std::move(answer));
}

Result<Value> meeting_tally(Execution& ex, const Place&, const Value& inputs) {
  const std::string id = text_input(inputs, "meeting");
  const std::string matter = text_input(inputs, "matter");
  const Value record = TRY(record_of(ex, id));
  Context votes = inputs.get("votes").is_context() ? inputs.get("votes").as_context() : Context{};
  if (const Value* in_favour = votes.find("in_favour")) {  // `for` is a word of FEEL, so forms say in_favour
    votes.set("for", *in_favour);
    votes.remove("in_favour");
  }
  const Value next = merged(record, TRY(meeting::tally(record, matter, Value::context(std::move(votes)))));
  const Value stored = TRY(store(ex, id, next, {}));
  static_cast<void>(stored);
  return meeting::matter_of(next, matter).get("result");
}

Result<Value> meeting_change(Execution& ex, const Place&, const Value& inputs) {
  const std::string id = text_input(inputs, "meeting");
  Value record = TRY(record_of(ex, id));
  const std::string matter = text_input(inputs, "matter");
  if (!matter.empty()) {
    List matters;
    for (const Value& line : record.get("matters").as_list()) {
      if (line.get_text("id") != matter) {
        matters.push_back(line);
        continue;
      }
      Context changed = line.as_context();
      changed.set("resolution_no", inputs.get("resolution_no"));
      matters.push_back(Value::context(std::move(changed)));
    }
    Context next = record.as_context();
    next.set("matters", Value::list(std::move(matters)));
    record = Value::context(std::move(next));
  }
  return store(ex, id, record, text_input(inputs, "state"));
}

}  // namespace chancery::runtime::topics
