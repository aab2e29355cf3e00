#include "tests/conformance/bpmn/memory_engine.h"

#include <stdexcept>

#include "engine/json/json.h"
#include "tests/support/state_slices.h"

namespace chancery::conformance {

namespace {

std::string text_of(const Diagnostic& d) {
  std::string out = d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.code;
  for (const MessageParameter& p : d.parameters) out += " " + p.name + "=" + p.value;
  return out;
}

ZoneTable utc() {
  ZoneTable zones;
  if (!zones.set_default_zone("UTC")) throw std::runtime_error("no UTC");
  return zones;
}

}  // namespace

MemoryEngine::MemoryEngine(Instant start) : base_(start, utc()) {
  open();
  const Value name = json::parse_json(R"({"zh": "示范", "en": "demo"})").value();
  const auto founded = base_.engine().found("demo", name, {"first", "First"}, {"second", "Second"});
  if (std::holds_alternative<service::Rejection>(founded)) throw std::runtime_error("not founded");
  person_ = base_.engine().person_of_account("first").value_or(PersonId{});
  approver_ = base_.engine().person_of_account("second").value_or(PersonId{});
}

void MemoryEngine::open() {
  if (const auto opened = base_.open(); !opened) throw std::runtime_error("engine: " + opened.error().debug_text());
}

std::string MemoryEngine::deploy(const std::vector<service::PackageFile>& files) {
  const auto deployed = base_.engine().deploy({person_, "first", ""}, "", files, approver_);
  const auto* no = std::get_if<service::Rejection>(&deployed);
  if (no == nullptr) return {};
  std::string faults;
  for (const Diagnostic& d : no->diagnostics)
    if (d.severity == Severity::kError) faults += (faults.empty() ? "" : "; ") + text_of(d);
  return faults.empty() ? no->error.debug_text() : faults;
}

std::string MemoryEngine::execute(journal::CommandBody body, journal::Actor actor) {
  journal::Command command;
  command.actor = std::move(actor);
  command.body = std::move(body);
  const auto answer = base_.engine().execute(std::move(command));
  const auto* no = std::get_if<service::Rejection>(&answer);
  return no == nullptr ? std::string() : no->error.debug_text();
}

void MemoryEngine::advance(Instant goal) {
  base_.advance(goal);
  base_.set_clock(goal);
}

std::map<std::string, std::string> MemoryEngine::slices() const {
  return read([](const runtime::State& s, const runtime::Programs&) { return test::slices_of(s); });
}

std::string MemoryEngine::compare(const std::map<std::string, std::string>& before, const char* how) const {
  std::string out;
  for (const auto& [name, bytes] : slices())
    if (before.at(name) != bytes) out += (out.empty() ? "" : ", ") + name + " differ " + how;
  return out;
}

std::string MemoryEngine::reload() {
  const auto before = slices();
  base_.close();
  open();
  std::string wrong = compare(before, "when read back from the snapshot");
  base_.close();
  if (!base_.drop_snapshot()) throw std::runtime_error("the snapshot could not be dropped");
  open();
  const std::string replayed = compare(before, "when replayed from the journal");
  if (!wrong.empty() && !replayed.empty()) wrong += ", ";
  return wrong + replayed;
}

std::vector<journal::Record> MemoryEngine::journal() const {
  auto records = base_.records_after({});
  if (!records) throw std::runtime_error("the journal cannot be read");
  return std::move(records).value();
}

}  // namespace chancery::conformance
