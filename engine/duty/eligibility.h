// Who may be offered a duty: the `who` of duties.json over posts, stand-ins, named persons and FEEL, and the
// constraints of the duty. Internal to duty.
#pragma once

#include <optional>
#include <vector>

#include "engine/duty/asking.h"
#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

class Eligibility {
 public:
  Eligibility(const DutyRules& rules, const CaseFacts& facts, const Question& question);

  // By what the person may do the duty as far as `who` goes; none when `who` does not hold.
  std::optional<Standing> standing(PersonId person) const;

  // The first constraint that refuses the person; warnings are added to `warnings` when it is given.
  std::optional<Refusal> refused_by(PersonId person, std::vector<Refusal>* warnings = nullptr) const;

  // Both, for lists.
  bool may(PersonId person) const { return standing(person).has_value() && !is_refused(person); }

  // In order of preference; empty when `who` asks for neither posts nor persons.
  std::vector<PersonId> candidates() const;

 private:
  struct Footing {
    PostIndex post;
    bool stand_in;
    bool acting;
  };
  bool is_refused(PersonId person) const;
  std::optional<Footing> footing(PersonId person) const;
  bool holds(PersonId person, UnitId unit, PostIndex post) const;
  PersonId acting_for(UnitId unit, PostIndex post) const;
  bool all_holders_refused() const;
  std::vector<PersonId> holders(UnitId unit, PostIndex post) const;
  std::string_view seal_for(PostIndex post) const;
  void append_holders(std::vector<PersonId>& list, const std::vector<PostIndex>& posts) const;

  const DutyRules& rules_;
  const CaseFacts& facts_;
  const Question& question_;
  const Duty& duty_;
  std::vector<UnitId> units_;  // where the posts of `who` are held
  mutable std::optional<bool> all_holders_refused_;
};

}  // namespace chancery::duty
