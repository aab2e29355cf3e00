#include "engine/service/queries/reading.h"

#include <algorithm>

#include "engine/json/json.h"

namespace chancery::service::queries {

namespace {

constexpr std::size_t kStarsMax = 6;

// Subjects of personal references are never empty, so this one cannot be met by chance.
constexpr std::string_view kNamePlaceholder;

std::size_t next_character(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

bool is_number_like(std::string_view text) {
  return text.size() >= 8 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || c == 'X' || c == 'x' || c == '-';
         });
}

PersonId person_in_text(std::string_view text) {
  PersonId person;
  for (const char c : text) {
    if (c < '0' || c > '9' || text.size() > 18) return {};
    person.value = person.value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return person;
}

}  // namespace

Reading::Reading(const Impl& i)
    : impl(i), lock(i.mutex_), state(i.committed), zones(*i.ports.zones), at(i.query_time()) {}

ProgramPointer Reading::program(PackageId id) const {
  const auto it = impl.programs.all().find(id);
  return it == impl.programs.all().end() ? nullptr : it->second;
}

ProgramPointer Reading::latest() const {
  return impl.programs.all().empty() ? nullptr : impl.programs.all().rbegin()->second;
}

std::size_t limit_of(const Page& page) { return std::clamp<std::size_t>(page.limit, 1, kPageMax); }

Value number_text(std::uint64_t number) { return Value::text(std::to_string(number)); }
Value integer(std::int64_t number) { return Value::number(number); }
Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value::text(text); }

Value pair(std::string_view zh, std::string_view en) {
  Context out;
  out.set("zh", Value::text(zh));
  out.set("en", Value::text(en));
  return Value::context(std::move(out));
}
Value pair(const duty::Text& text) { return pair(text.zh, text.en); }
Value pair(const journal::NamePair& text) { return pair(text.zh, text.en); }

Value message(std::string_view code, Context parameters) {
  Context out;
  out.set("code", Value::text(code));
  out.set("parameters", Value::context(std::move(parameters)));
  return Value::context(std::move(out));
}

Value remedy(std::string_view code, Context parameters) {
  Context out = message(code, std::move(parameters)).as_context();
  out.set("part", Value::text("remedy"));
  return Value::context(std::move(out));
}

Value code_text(std::string_view code, Value text) {
  Context out;
  out.set("code", Value::text(code));
  out.set("text", std::move(text));
  return Value::context(std::move(out));
}

Value local_instant(const ZoneTable& zones, Instant at) { return Value::date_time(zones.local_date_time(at)); }
Value instant_or_null(const ZoneTable& zones, Instant at) { return at.ms == 0 ? Value() : local_instant(zones, at); }
Value local_day(const ZoneTable& zones, Instant at) { return Value::date(zones.local_date(at)); }

Value items_answer(List items) {
  Context out;
  out.set("items", Value::list(std::move(items)));
  out.set("next", Value());
  return Value::context(std::move(out));
}

Value name_slot(PersonId person) {
  return Value::personal({std::string(kNamePlaceholder), std::to_string(person.value), {}});
}

Value person_ref(PersonId person) {
  Context out;
  out.set("id", id_text(person));
  out.set("name", name_slot(person));
  return Value::context(std::move(out));
}

Value person_or_null(PersonId person) { return person ? person_ref(person) : Value(); }

Value person_or_program(PersonId person) {
  if (person) return person_ref(person);
  Context out;
  out.set("id", Value::text("0"));
  out.set("name", message("service.the-program"));
  return Value::context(std::move(out));
}

Value unit_ref(const Reading& reading, UnitId id) {
  const directory::UnitRecord* unit = reading.directory().unit(id);
  Context out;
  out.set("id", id_text(id));
  out.set("name", unit == nullptr ? Value::text("") : pair(unit->name));
  return Value::context(std::move(out));
}

Value post_text(const runtime::Program* program, std::string_view post) {
  if (post == directory::kAdministratorPost) return message("service.post-administrator");
  if (program != nullptr)
    if (const Value& name = program->posts.get(post); !name.is_null()) return name;
  return Value::text(post);
}

Value duty_text(const runtime::Program& program, std::string_view id) {
  return duty_text(program, program.rules->find_duty(id));
}

Value duty_text(const runtime::Program& program, duty::DutyIndex index) {
  if (index == duty::kNoDuty || index >= program.rules->duty_count()) return code_text("", Value::text(""));
  const duty::Duty& duty = program.rules->duty(index);
  return code_text(duty.id, duty.name.zh.empty() ? Value::text(duty.id) : pair(duty.name));
}

PersonId person_of(const Value& value) {
  if (value.is_number())
    return PersonId{static_cast<std::uint64_t>(std::max<std::int64_t>(value.as_number().to_int64().value_or(0), 0))};
  return value.is_text() ? person_in_text(value.as_text()) : PersonId{};
}

std::optional<Value> plain_value(const Impl& impl, const PersonalReference& reference) {
  const auto cell = impl.ports.events->read_personal(reference.subject, reference.field);
  if (!cell || !*cell) return std::nullopt;
  auto value = json::parse_json((*cell)->value);
  if (!value) return std::nullopt;
  return std::move(value).value();
}

std::string name_of(const Impl& impl, PersonId person) {
  std::uint64_t erasures = 0;
  {
    const std::lock_guard guard(impl.names_mutex_);
    if (const auto it = impl.names_.find(person); it != impl.names_.end()) return it->second.value_or("");
    erasures = impl.erasures_;
  }
  Value reference;
  {
    const std::shared_lock lock(impl.mutex_);
    if (const auto* record = impl.committed.directory.person(person)) reference = record->name;
  }
  std::optional<std::string> name;
  if (reference.is_personal())
    if (const auto value = plain_value(impl, reference.as_personal()); value && value->is_text())
      name = std::string(value->as_text());
  const std::lock_guard guard(impl.names_mutex_);
  if (erasures == impl.erasures_) impl.names_[person] = name;
  return name.value_or("");
}

std::string masked(std::string_view text) {
  if (text.empty()) return {};
  if (is_number_like(text)) return text.front() + std::string(text.size() - 2, '*') + text.back();
  std::size_t at = next_character(text, 0);
  std::string out(text.substr(0, at));
  std::size_t stars = 0;
  for (; at < text.size() && stars < kStarsMax; at = next_character(text, at)) ++stars;
  return out + std::string(std::max<std::size_t>(stars, 1), '*');
}

Value finish(const Impl& impl, const Value& answer) {
  switch (answer.kind()) {
    case ValueKind::kPersonal: {
      const PersonalReference& reference = answer.as_personal();
      if (reference.subject != kNamePlaceholder) return {};
      std::string name = name_of(impl, person_in_text(reference.field));
      return name.empty() ? message("service.no-name") : Value::text(name);
    }
    case ValueKind::kList: {
      List out;
      out.reserve(answer.as_list().size());
      for (const Value& item : answer.as_list()) out.push_back(finish(impl, item));
      return Value::list(std::move(out));
    }
    case ValueKind::kContext: {
      Context out;
      for (const auto& [name, value] : answer.as_context()) out.set(name, finish(impl, value));
      return Value::context(std::move(out));
    }
    default: return answer;
  }
}

}  // namespace chancery::service::queries
