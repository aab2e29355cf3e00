// Asking: one person and one duty, with all that a constraint or a `who` may look at; and how the facts are read: acts
// in the constraint's scope, expressions with `person` bound. Internal to duty; lives for one check.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/duty/service.h"

namespace chancery::duty {

inline constexpr std::size_t kEvidenceMax = 10;  // shown of one refusal

// `person` as a context, built when an expression first reads it; every other name from the task's own scope.
class PersonScope : public feel::Scope {
 public:
  PersonScope(const DutyRules& rules, const CaseFacts& facts, PersonId person, const feel::Scope* outer)
      : rules_(rules), facts_(facts), person_(person), outer_(outer) {}
  const Value* lookup(feel::Symbol symbol) const override;

 private:
  const DutyRules& rules_;
  const CaseFacts& facts_;
  PersonId person_;
  const feel::Scope* outer_;
  mutable std::optional<Value> value_;
};

struct Asking {
  const DutyRules& rules;
  const CaseFacts& facts;
  const Question& question;
  PersonId person;
  DutyIndex duty;
  const PersonScope& scope;
};

struct PostAsking {
  const DutyRules& rules;
  const directory::DirectoryTables& directory;
  const directory::PostTerms& terms;
};

// What an expression answers: yes, no (false or null), or failed: neither, or a name was missing or a limit passed.
enum class Answer : unsigned char { kNo, kYes, kFailed };
Answer ask(const feel::Expression& expression, const feel::Scope& scope, const CaseFacts& facts);
Value evaluate(const feel::Expression& expression, const feel::Scope& scope, const CaseFacts& facts);

// For constraints whose `when` says where they hold: true without one; a failed one holds when the constraint is hard.
bool holds_here(const Constraint& constraint, const Asking& asking);

// The acts in the scope of the constraint, and whether one of them stands in its activation and part.
const std::vector<Act>& acts_in_scope(const Constraint& constraint, const CaseFacts& facts);
class ScopeFilter {
 public:
  ScopeFilter(const Constraint& constraint, const Asking& asking);
  bool takes(const Act& act) const;

 private:
  bool by_activation_;
  InstanceId activation_;
  TextKey part_;  // empty: not compared
};

// Canonical text of the duty's part here; "" for none.
std::string part_of(const Duty& duty, const feel::Scope& scope, const CaseFacts& facts);

// The id of the correlated object of that kind; "" when there is none.
std::string_view object_id(const CaseFacts& facts, std::string_view kind);

Evidence evidence_of(const Act& act, const DutyRules& rules);

}  // namespace chancery::duty
