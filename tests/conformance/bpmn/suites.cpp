#include "tests/conformance/bpmn/suites.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "engine/json/json.h"
#include "tests/conformance/bpmn/token_case.h"

namespace chancery::conformance {

namespace fs = std::filesystem;

namespace {

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Value json_of(const fs::path& path) {
  json::JsonLimits limits;
  limits.bytes_max = 64 << 20;
  limits.elements_max = 10'000'000;
  auto value = json::parse_json(content_of(path), limits);
  if (!value) throw std::runtime_error(path.string() + ": " + value.error().debug_text());
  return std::move(value).value();
}

bool has_flag(const Value& one, std::string_view flag) {
  const Value& flags = one.get("uses").get("flags");
  if (!flags.is_list()) return false;
  for (const Value& f : flags.as_list())
    if (f.as_text() == flag) return true;
  return false;
}

// The engine tells what is BPMN and what is DMN by the ending.
service::PackageFile package_file(const fs::path& folder, std::string_view model) {
  const fs::path path = folder / model;
  const bool dmn = model.find(".dmn") != std::string_view::npos;
  return {"workflows/" + path.filename().string() + (dmn ? ".dmn" : ".bpmn"), content_of(path)};
}

ExecCase exec_case(const fs::path& folder, const Value& one, Compare compare) {
  std::vector<service::PackageFile> models;
  for (const Value& model : one.get("models").as_list()) models.push_back(package_file(folder, model.as_text()));
  return ExecCase(one, std::move(models), compare);
}

std::string reasons_of(const Value& one) {
  std::string out;
  if (one.get("reasons").is_list())
    for (const Value& reason : one.get("reasons").as_list()) out += " " + std::string(reason.as_text());
  return out;
}

}  // namespace

void run_exec(const Options& options, Report& report) {
  constexpr std::string_view kSuite = "bpmn-exec";
  const fs::path folder = options.folder / kSuite;
  if (!fs::exists(folder / "cases.json")) return;
  const Value cases = json_of(folder / "cases.json");
  for (const Value& one : cases.get("cases").as_list()) {
    const std::string_view id = one.get_text("id");
    const std::string_view area = one.get_text("area");
    if (!options.only.empty() && options.only != id) continue;
    ExecCase run = exec_case(folder, one, options.compare);
    const std::string wrong = run.run();
    if (wrong.empty())
      report.pass(kSuite, area);
    else if (has_flag(one, "handlers-all-at-once") && run.only_handlers_are_later())
      report.skip(kSuite, area, id, "handlers-all-at-once: here they run one after another, as BPMN says; " + wrong);
    else
      report.fail(kSuite, area, id, wrong);
  }
}

void run_tokens(const Options& options, Report& report) {
  constexpr std::string_view kSuite = "token-simulation";
  const fs::path folder = options.folder / kSuite;
  if (!fs::exists(folder / "cases.json")) return;
  const Value cases = json_of(folder / "cases.json");
  for (const Value& one : cases.get("cases").as_list()) {
    const std::string_view id = one.get_text("id");
    const std::string_view area = one.get_text("area");
    if (!options.only.empty() && options.only != id) continue;
    if (one.get("simulatorSpecific").is_true() && reasons_of(one) != " race") {
      report.skip(kSuite, area, id, "simulatorSpecific:" + reasons_of(one));
      continue;
    }
    const std::string wrong = TokenCase(one, content_of(folder / one.get_text("model"))).run();
    if (wrong.empty())
      report.pass(kSuite, area);
    else
      report.fail(kSuite, area, id, wrong);
  }
}

}  // namespace chancery::conformance
