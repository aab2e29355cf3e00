// ExecCase: one case of bpmn-exec on an engine of its own: deploy, act, compare (the suite's README.md).
#pragma once

#include <string>

#include "tests/conformance/bpmn/facts.h"

namespace chancery::conformance {

// Whether the whole recorded state is compared besides what the case expects.
enum class Compare { kExpected, kExpectedAndRecorded };

class ExecCase {
 public:
  ExecCase(const Value& one, std::vector<service::PackageFile> models, Compare compare);
  // "" when all is as it should be; else the first step that is not, with all that is wrong there.
  std::string run();
  // After a run that was not: whether nothing is wrong but that compensation handlers do not wait yet, because they run one after another.
  bool only_handlers_are_later() const { return only_handlers_are_later_; }

 private:
  // ---- actions (exec_actions.cpp): "" when done, else why not
  std::string act(const Value& step);
  std::string act_once(const Value& step);
  std::string start(const Value& step);
  std::string complete(const Value& step);
  std::string trigger(const Value& step);
  std::string work(const Value& step, std::string_view element);
  std::string message(const Value& step);
  std::string message_to(std::string_view element);
  std::string set_variables(const Value& step);
  std::string advance(std::string_view by);

  // ---- comparison (exec_expectations.cpp): what is wrong, "" when nothing is
  std::string compare(const Value& step) const;
  std::string compare_recorded(const Value& recorded, const Facts& facts) const;
  std::string compare_key(std::string_view key, const Value& expected, const Facts& facts) const;
  std::string compare_variables(const Value& expected) const;
  std::string compare_absent(const Value& names) const;
  std::string compare_completed(const Value& expected) const;
  std::string compare_details(const Value& expected) const;
  std::string compare_task_variables(const Value& expected) const;
  // ---- handlers_later.cpp
  bool handlers_are_later(const Value& step, bool done) const;
  // A variable of the process of the last started case, from the journal, so also after its end.
  const Value* root_variable(const std::vector<journal::Record>& journal, std::string_view name) const;
  CaseId last_case(const std::vector<journal::Record>& journal) const;

  const Value& case_;
  std::vector<service::PackageFile> models_;
  Compare compare_;
  MemoryEngine engine_;
  bool only_handlers_are_later_ = false;
};

// "expected …, found …" about two multisets; "" when they are equal.
std::string differ(std::string_view what, Ids expected, Ids found);
Ids ids_of(const Value& list);

}  // namespace chancery::conformance
