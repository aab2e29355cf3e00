// The syntax tree of FEEL: what parser.cpp makes and compiler.cpp turns into a Program. Names are still text here.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/feel/dialect_op.h"
#include "engine/feel/type.h"
#include "engine/value/value.h"

namespace chancery::feel {

enum class NodeKind : unsigned char {
  kLiteral,         // literal
  kZoned,           // literal: a time or date and time whose zone is a name
  kName,            // text
  kPath,            // children: object; text: member
  kFilter,          // children: list, condition
  kCall,            // children: callee, arguments …; names: of named arguments, or empty
  kIf,              // children: condition, then, else
  kFor,             // children: domains … (a range as kIterationRange), body; names: variables
  kSome,            // as kFor
  kEvery,           // as kFor
  kIterationRange,  // children: from, to
  kFunction,        // children: body; names: parameters; types: of the parameters
  kExternal,        // children: the mapping; names, types: as kFunction
  kContext,         // children: values; names: keys
  kList,            // children
  kRange,           // children: lower, upper; lower_closed, upper_closed
  kHalfRange,       // children: bound; text: the comparison; a range with one open end
  kNegate,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kPower,
  kAnd,
  kOr,
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kBetween,     // children: value, lower, upper
  kIn,          // children: value, tests …
  kInstanceOf,  // children: value; types: one
  // Tests of `in` and of decision-table cells. The input is the value on the left, or `?`.
  kTests,     // children: tests; true when one holds
  kNotTests,  // children: tests; negated
  // Of the ${…} dialect.
  kVariable,  // text: a name that is a variable and never a function
  kDialect,   // dialect; children: one or two operands
};

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  std::size_t at = 0;  // offset in the text
  int depth = 1;       // height of the tree below
  Value literal;
  std::string text;
  std::vector<std::unique_ptr<Node>> children;
  std::vector<std::string> names;
  std::vector<Type> types;
  bool lower_closed = true;
  bool upper_closed = true;
  DialectOp dialect = DialectOp::kEqual;
};
using NodePtr = std::unique_ptr<Node>;

}  // namespace chancery::feel
