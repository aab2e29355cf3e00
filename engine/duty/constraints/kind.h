// ConstraintKind: what one kind of constraint is: its name in duties.json, its own fields, and its checks. One file per
// kind in this folder, one line in kinds.cpp; nothing else knows the kinds by name.
//
// A check answers what speaks against one person and one duty; none when nothing does. It looks at acts before it
// evaluates an expression, and allocates only to refuse.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/duty/asking.h"
#include "engine/duty/rules_builder.h"
#include "engine/duty/service.h"

namespace chancery::duty {

struct Finding {
  std::vector<Evidence> evidence;
  bool rule_failed = false;  // the expression of a hard constraint could not be decided
  std::vector<MessageParameter> parameters;
};

struct ConstraintKind {
  std::string_view name;
  // Which fields besides the common ones it reads, and what it demands of them.
  void (*read)(json::ObjectReader& in, RulesBuilder& builder, Constraint& constraint);
  // Against a person doing a duty; null: this kind does not look at acts.
  std::optional<Finding> (*check)(const Constraint& constraint, const Asking& asking);
  // Against giving a post; null: this kind does not look at posts.
  std::optional<Finding> (*check_post)(const Constraint& constraint, const PostAsking& asking);
};

extern const ConstraintKind kSeparate;
extern const ConstraintKind kBind;
extern const ConstraintKind kExclude;
extern const ConstraintKind kIncompatible;

std::span<const ConstraintKind* const> constraint_kinds();
// Null when there is no such kind.
const ConstraintKind* find_constraint_kind(std::string_view name);

}  // namespace chancery::duty
