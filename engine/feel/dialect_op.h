// The operators of the ${…} dialect (dialect.h). && and || are conditionals over kBoolean.
#pragma once

namespace chancery::feel {

enum class DialectOp : unsigned char {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kModulo,
  kNegate,
  kNot,
  kBoolean,  // the operand as a boolean
  kEmpty,
  kIndex,  // a[b], and a.b with the name as a text
  kJoin,   // the parts of a text with expressions in it
};

}  // namespace chancery::feel
