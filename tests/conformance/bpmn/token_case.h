// TokenCase: one case of token-simulation on an engine of its own (the suite's README.md). Timers fire only when the
// case says so.
#pragma once

#include <optional>
#include <string>

#include "tests/conformance/bpmn/history.h"

namespace chancery::conformance {

class TokenCase {
 public:
  TokenCase(const Value& one, std::string model);
  // "" when all is as it should be; else the first step that is not, with all that is wrong there.
  std::string run();

 private:
  std::string trigger(const Value& what);
  std::string start(std::string_view element);
  std::string fire(CaseId id, std::string_view element);
  std::string meet_condition(CaseId id, std::string_view element);
  std::string deliver(CaseId id, std::string_view element);
  std::string complete(CaseId id, std::string_view element);
  std::optional<CaseId> case_of(const Value& what) const;
  std::string compare_end() const;
  bool is_unstable(const char* list, const std::string& id) const;

  const Value& case_;
  std::string model_;
  MemoryEngine engine_;
};

}  // namespace chancery::conformance
