// RulesBuilder: DutyRules while they are put together; collects faults instead of stopping. Used by the reader, the
// kinds of constraint (their own fields) and test_person_rules. Not for callers outside duty.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/duty/rules.h"
#include "engine/json/object_reader.h"

namespace chancery::duty {

class RulesBuilder {
 public:
  explicit RulesBuilder(feel::SymbolTable& symbols);

  void set_file(std::string name) { file_ = std::move(name); }
  void fault(std::string_view pointer, std::string code, std::vector<MessageParameter> parameters = {});
  void fault(const Error& error);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  bool ok() const { return diagnostics_.empty(); }

  // The value, or `otherwise` after noting the fault.
  template <class T>
  T take(Result<T> result, T otherwise = T{}) {
    if (result) return std::move(result).value();
    fault(result.error());
    return otherwise;
  }

  // kNoDuty / none when there is no such one.
  DutyIndex find_duty(std::string_view id) const;
  std::optional<PostIndex> find_post(std::string_view id) const;
  const DutyRules& rules() const { return *rules_; }

  void add_duty(Duty duty);
  void add_post(Post post);
  // Constraint of all its duties and, for a meeting, of the object kind under which acts are filed.
  void add_constraint(Constraint constraint);
  std::vector<Duty>& duties() { return rules_->duties_; }

  // Field helpers of the reader and the kinds; each notes its faults.
  feel::Expression expression(json::ObjectReader& in, std::string_view name);
  std::vector<DutyIndex> duty_list(json::ObjectReader& in, std::string_view name);  // ascending, each once
  std::vector<PostIndex> post_list(const std::vector<std::string>& ids, const std::string& pointer);
  Text text(json::ObjectReader& in, std::string_view name);  // absent: empty

  // Duties and constraints sorted and linked; null when a fault was noted.
  std::shared_ptr<const DutyRules> finish();

 private:
  std::shared_ptr<DutyRules> rules_;
  feel::SymbolTable& symbols_;
  std::map<std::string, DutyIndex, std::less<>> duty_ids_;
  std::map<TextKey, DutyIndex> duty_keys_;
  std::string file_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace chancery::duty
