#include "tests/conformance/bpmn/exec_case.h"

#include "engine/json/json.h"

namespace chancery::conformance {

namespace {
const Instant kStart = *parse_rfc3339("2030-01-01T00:00:00Z");
}

ExecCase::ExecCase(const Value& one, std::vector<service::PackageFile> models, Compare compare)
    : case_(one), models_(std::move(models)), compare_(compare), engine_(kStart) {}

std::string ExecCase::run() {
  const std::string faults = engine_.deploy(models_);
  if (case_.get("deployFails").is_true())
    return faults.empty() ? "deployment: expected to be refused, found accepted" : std::string();
  if (!faults.empty()) return "deployment: expected to be accepted, found " + faults;
  std::size_t number = 0;
  for (const Value& step : case_.get("steps").as_list()) {
    const std::string where = "step " + std::to_string(++number) + " (" + std::string(step.get_text("do")) + "): ";
    const auto before = engine_.slices();
    const std::string refused = act(step);
    const bool fails = step.get("fails").is_true();
    if (fails && refused.empty()) return where + "expected to be refused, found done";
    if (fails && before != engine_.slices()) return where + "refused, but the state has changed";
    only_handlers_are_later_ = handlers_are_later(step, refused.empty());
    if (!fails && !refused.empty()) return where + "expected to be done, found " + refused;
    const std::string wrong = compare(step);
    if (!wrong.empty()) return where + wrong;
    only_handlers_are_later_ = false;
    const std::string differs = engine_.reload();
    if (!differs.empty()) return where + differs;
    const std::string after = compare(step);
    if (!after.empty()) return where + "after reading back " + after;
  }
  return {};
}

}  // namespace chancery::conformance
