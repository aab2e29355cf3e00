// Units and posts; absences and acting periods. Days of a request are civil days of the database, the last one included.
#include "web-console/server/endpoints/endpoint.h"
#include "web-console/server/endpoints/endpoints.h"

namespace chancery::web_server {

namespace {

struct Days {
  Date from;
  Date until;
};

Result<Days> read_days(json::ObjectReader& body) {
  Days days;
  days.from = TRY(body.date("from"));
  days.until = TRY(body.date("until"));
  if (days.until < days.from) return body.error_at("until", "http.days-reversed");
  return days;
}

Instant begin_of(const Call& call, Date day) { return call.services().zones->start_of(day); }
// The instant at which the last day is over.
Instant end_of(const Call& call, Date day) {
  return call.services().zones->start_of(Date::from_days(day.days_since_epoch() + 1).value_or(day));
}

Value person_ref(const Call& call, PersonId person) {
  Context out;
  out.set("id", Value::text(std::to_string(person.value)));
  out.set("name", Value::text(call.services().name_of(person)));
  return Value::context(std::move(out));
}

void set_period(Context& out, const service::Outcome& outcome, const Days& days) {
  const Value& id = outcome.answer.get("id");
  out.set("id", id.is_text() ? id : Value::text(std::to_string(outcome.number.value)));
  out.set("from", Value::text(days.from.text()));
  out.set("until", Value::text(days.until.text()));
}

// The name that the unit's page gives the post.
std::string post_name(const Call& call, UnitId unit, const std::string& post) {
  const auto found = call.engine().unit(call.viewer(), unit);
  if (found && found->get("posts").is_list())
    for (const Value& p : found->get("posts").as_list()) {
      const Value name = localized(*call.services().catalogue, p.get("name"), call.language);
      if (p.get_text("post") == post && name.is_text()) return std::string(name.as_text());
    }
  return post;
}

// Submits and answers 201 with what `write` makes of the outcome, on a worker.
template <class Write>
void submit_record(const CallPointer& call, journal::CommandBody body, Write write) {
  journal::Command command;
  command.actor = call->actor();
  command.key = call->act_key();
  command.body = std::move(body);
  call->engine().submit(std::move(command), [call, write](service::Answer answer) {
    call->later([call, write, answer = std::make_shared<service::Answer>(std::move(answer))] {
      if (const auto* outcome = std::get_if<service::Outcome>(answer.get()))
        call->answer_json(201, write(*call, *outcome));
      else
        call->answer(std::get<service::Rejection>(*answer), "", Value());
    });
  });
}

}  // namespace

Result<Value> list_units(Call& call) { return call.engine().units(call.viewer()); }

Result<Value> get_unit(Call& call) {
  return call.engine().unit(call.viewer(), TRY(parse_id<UnitId>(call.parameters[0])));
}

Result<void> record_absence(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  // Where it is recorded from; the absence itself is the person's and holds for every post.
  const UnitId unit = TRY(read_id<UnitId>(body, "unit"));
  journal::RecordAbsence command;
  command.person = TRY(read_id<PersonId>(body, "person"));
  const Days days = TRY(read_days(body));
  command.reason = TRY(read_reason(body, "reason", 500));
  TRY_VOID(body.finish());
  if (const auto known = call->engine().unit(call->viewer(), unit); !known) return known.error();
  command.from = begin_of(*call, days.from);
  command.until = end_of(*call, days.until);
  const auto write = [days, person = command.person, reason = command.reason](const Call& c,
                                                                              const service::Outcome& outcome) {
    Context out;
    set_period(out, outcome, days);
    out.set("person", person_ref(c, person));
    out.set("reason", Value::text(reason));
    out.set("recorded_by", person_ref(c, c.person));
    return Value::context(std::move(out));
  };
  submit_record(call, std::move(command), write);
  return {};
}

Result<void> open_acting(const CallPointer& call) {
  auto body = TRY(json::ObjectReader::open(call->body));
  journal::OpenActing command;
  command.unit = TRY(read_id<UnitId>(body, "unit"));
  command.post = TRY(body.non_empty_text("post"));
  const std::string seal = TRY(body.text_or("seal", ""));
  command.person = TRY(read_id<PersonId>(body, "person"));
  const Days days = TRY(read_days(body));
  command.basis = TRY(read_reason(body, "basis", 500));
  TRY_VOID(body.finish());
  // Only the chair is acted for; who keeps a seal is changed by a handover.
  if (!seal.empty()) return body.error_at("seal", "http.no-acting-for-seal");
  command.from = begin_of(*call, days.from);
  command.until = end_of(*call, days.until);
  const auto write = [days, command](const Call& c, const service::Outcome& outcome) {
    Context out;
    set_period(out, outcome, days);
    out.set("post", Value::text(command.post));
    out.set("name", Value::text(post_name(c, command.unit, command.post)));
    out.set("seal", Value());
    out.set("person", person_ref(c, command.person));
    out.set("for", Value());
    out.set("basis", Value::text(command.basis));
    return Value::context(std::move(out));
  };
  submit_record(call, command, write);
  return {};
}

}  // namespace chancery::web_server
