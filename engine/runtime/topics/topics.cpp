#include "engine/runtime/topics/topics.h"

#include <array>
#include <utility>

#include "engine/runtime/steps/waiting.h"

namespace chancery::runtime::topics {

static constexpr std::array<std::pair<std::string_view, Topic>, 12> kTopics = {{
    {"register.append", register_append},
    {"register.correct", register_correct},
    {"register.create", register_create},
    {"register.change", register_change},
    {"register.lines", register_lines},
    {"directory.appoint", directory_appoint},
    {"directory.end", directory_end},
    {"meeting.convene", meeting_convene},
    {"meeting.attend", meeting_attend},
    {"meeting.tally", meeting_tally},
    {"meeting.change", meeting_change},
    {"notify.send", notify_send},
}};

Topic find_topic(std::string_view name) {
  for (const auto& [topic, function] : kTopics)
    if (topic == name) return function;
  return nullptr;
}

PersonId person_input(const Execution& ex, const Value& inputs, std::string_view name) {
  const Value& value = inputs.get(name);
  if (value.is_number()) return PersonId{static_cast<std::uint64_t>(value.as_number().to_int64().value_or(0))};
  if (value.is_text()) return ex.state().directory.resolve_person(value.as_text());
  return {};
}

std::optional<Instant> instant_input(const Execution& ex, const Value& inputs, std::string_view name) {
  const Value& value = inputs.get(name);
  return value.is_null() ? std::nullopt : steps::instant_from(ex, value, false);
}

std::int64_t integer_input(const Value& inputs, std::string_view name) {
  const Value& value = inputs.get(name);
  if (value.is_number()) return value.as_number().to_int64().value_or(0);
  return 0;
}

std::string text_input(const Value& inputs, std::string_view name) {
  const Value& value = inputs.get(name);
  if (value.is_text()) return std::string(value.as_text());
  if (value.is_number()) return value.as_number().text();
  return {};
}

}  // namespace chancery::runtime::topics
