#include <array>

#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

std::span<const ConstraintKind* const> constraint_kinds() {
  static constexpr std::array<const ConstraintKind*, 4> kinds = {&kSeparate, &kBind, &kExclude, &kIncompatible};
  return kinds;
}

const ConstraintKind* find_constraint_kind(std::string_view name) {
  for (const ConstraintKind* kind : constraint_kinds())
    if (kind->name == name) return kind;
  return nullptr;
}

}  // namespace chancery::duty
