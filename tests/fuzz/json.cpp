// JSON: the parser under its own and under tight limits, what is written reads back the same, and every reader of
// declarative files is given the value.
#include "engine/json/json.h"

#include "engine/calendar/calendar.h"
#include "engine/duty/rules_reader.h"
#include "engine/forms/schema.h"
#include "engine/json/object_reader.h"
#include "engine/meeting/rules.h"
#include "engine/package/workflow_file.h"
#include "engine/register/catalogue.h"
#include "engine/value/codec.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/targets.h"

namespace chancery::fuzz {
namespace {

using json::ObjectReader;

void require_place(std::string_view text, const Error& error) {
  if (error.code == "json.too-large") return;
  const auto offset = Decimal::parse(error.parameter("offset"));
  require(offset && offset->to_int64() && *offset->to_int64() <= static_cast<std::int64_t>(text.size()),
          error.debug_text() + ": no such place");
}

void require_same_again(const Value& value) {
  const std::string written = json::write_json(value);
  const json::JsonLimits limits{written.size(), 32, 100'000, written.size()};
  const auto again = json::parse_json(written, limits);
  require(again.has_value(), "not read back: " + written);
  require(*again == value, "read back as another value: " + written);
  require(json::write_json(*again) == written, "written differently: " + written);
  ByteWriter out;
  encode(out, value);
  ByteReader in(out.bytes());
  const auto decoded = decode_value(in);
  require(decoded && *decoded == value && in.remaining() == 0, "bytes of another value: " + written);
}

void try_tight_limits(std::string_view text, const Value& value) {
  constexpr json::JsonLimits kTight{4'096, 4, 16, 32};
  const auto read = json::parse_json(text, kTight);
  if (read)
    require(*read == value, "another value under other limits");
  else
    require(read.error().kind == ErrorKind::kTooLarge, "not a limit: " + read.error().debug_text());
}

// Every field by every reader: each gives the field or an error of that pointer, and whoever asked for all is done.
void read_fields(const Value& value) {
  auto object = ObjectReader::open(value);
  require(object.has_value() == value.is_context(), "only objects are opened");
  if (!object) return;
  for (const Context::Entry& entry : value.as_context()) {
    const auto told = [&](const auto& read) {
      if (!read) require(read.error().parameter("pointer").starts_with("/"), read.error().debug_text());
    };
    told(object->non_empty_text(entry.name));
    told(object->integer(entry.name, -5, 5));
    told(object->number(entry.name));
    told(object->date(entry.name));
    told(object->boolean_or(entry.name, true));
    told(object->choice(entry.name, {"a", "b"}));
    told(object->texts_or_empty(entry.name));
    told(object->objects(entry.name));
    if (auto inner = object->object(entry.name)) read_fields(entry.value);
  }
  require(object->finish().has_value(), "a field was asked for and is unknown");
}

void read_declarations(std::string_view text, const Value& value) {
  const std::string file = "a.json";
  const auto told = [&](const std::vector<Diagnostic>& found) { require_inside(text, file, found, Place::kText); };
  (void)package::read_workflow_file(file, text);
  feel::SymbolTable symbols;
  const forms::CompiledForm form = forms::compile_form(file, value, symbols);
  require((form.form == nullptr) != form.diagnostics.empty(), "a form with faults");
  told(form.diagnostics);
  told(registers::RegisterCatalogue().add(file, value, symbols));
  meeting::MeetingRules meetings;
  told(meetings.add_profiles(file, value));
  told(meetings.add_subjects(file, value));
  for (const meeting::Profile& profile : meetings.profiles())
    require(meeting::thaw_profile(profile.frozen).has_value(), "a profile that cannot be thawed: " + profile.id);
  (void)calendar::WorkingCalendar().add_year(value);
  const duty::RulesResult rules = duty::read_rules({{file, value}}, symbols);
  told(rules.diagnostics);
}

}  // namespace

int fuzz_json(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = as_text({data, size});
  const auto value = json::parse_json(text);
  if (!value) {
    require_place(text, value.error());
    return 0;
  }
  require_same_again(*value);
  try_tight_limits(text, *value);
  read_fields(*value);
  read_declarations(text, *value);
  return 0;
}

}  // namespace chancery::fuzz
