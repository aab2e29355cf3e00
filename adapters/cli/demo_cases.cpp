#include "adapters/cli/demo_cases.h"

#include <charconv>
#include <filesystem>

#include "adapters/cli/demo_loader.h"
#include "engine/json/json.h"

namespace chancery::cli {

namespace {

struct DayMark {
  std::int64_t days = 0;
  std::size_t length = 0;  // with the '@'; 0: none here
};

// "@-10", "@+5" at the beginning of the text.
DayMark day_mark(std::string_view text) {
  if (text.size() < 3 || text[0] != '@' || (text[1] != '-' && text[1] != '+')) return {};
  DayMark mark;
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data() + 2, end, mark.days);
  if (error != std::errc() || mark.days < 0) return {};
  if (text[1] == '-') mark.days = -mark.days;
  mark.length = static_cast<std::size_t>(at - text.data());
  return mark;
}

Instant instant_of(std::string_view text) {
  const bool has_time = text.find('T') != text.npos;
  const auto instant = parse_rfc3339(std::string(text) + (has_time ? "" : "T00:00:00+08:00"));
  return instant ? *instant : Instant{};
}

Result<void> record_absences(scenarios::Stage& stage, const std::string& source_dir, const Date& today) {
  const std::string text = TRY(read_file(std::filesystem::path(source_dir) / "config/demo/absences.json"));
  const Value list = TRY(json::parse_json(with_days(text, today)));
  for (const Value& absence : list.as_list()) {
    const auto account = [&stage](std::string_view name) {
      return stage.engine().person_of_account(name).value_or(PersonId{});
    };
    journal::RecordAbsence body{account(absence.get_text("person")), instant_of(absence.get_text("from")),
                                instant_of(absence.get_text("until")), std::string(absence.get_text("reason"))};
    stage.advance_to(body.from);
    journal::Command command;
    command.actor = {account("admin1"), "admin1", ""};
    command.body = std::move(body);
    const service::Answer answer = stage.engine().execute(std::move(command));
    if (const auto* rejection = std::get_if<service::Rejection>(&answer)) return rejection->error;
  }
  return {};
}

}  // namespace

std::string with_days(std::string_view text, const Date& today) {
  std::string out;
  while (!text.empty()) {
    const std::size_t at = std::min(text.find('@'), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    if (text.empty()) break;
    const DayMark mark = day_mark(text);
    if (mark.length == 0) {
      out += text.front();
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(mark.length);
    const std::string day = Date::from_days(today.days_since_epoch() + mark.days).value_or(today).text();
    if (text.starts_with('Y')) {
      out += day.substr(0, 4);
      text.remove_prefix(1);
    } else if (text.size() >= 6 && text[0] == 'T') {
      out += day + std::string(text.substr(0, 6)) + ":00+08:00";
      text.remove_prefix(6);
    } else {
      out += day;
    }
  }
  return out;
}

Result<void> play_demo_cases(scenarios::Stage& stage, const std::string& source_dir, Instant now) {
  const Date today = stage.zones().local_date(now);
  const std::filesystem::path folder = std::filesystem::path(source_dir) / "config/demo";
  TRY_VOID(record_absences(stage, source_dir, today));
  const std::string listed = TRY(read_file(folder / "cases.json"));
  const Value list = TRY(json::parse_json(listed));
  for (const Value& one : list.as_list()) {
    const std::string file(one.get_text("file"));
    scenarios::ScenarioPlayer player(stage, file);
    const std::string acts = TRY(read_file(folder / file));
    const auto faults = player.play(with_days(acts, today));
    if (!faults.empty())
      return conflict("cli.demo-case", {{"case", std::string(one.get_text("id"))}, {"fault", faults.front()}});
  }
  stage.advance_to(now);
  return {};
}

}  // namespace chancery::cli
