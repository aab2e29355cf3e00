// The syntax tree of FEEL: what parser.cpp makes and compiler.cpp turns into a Program. Names are still text here.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/value/value.h"

namespace chancery::feel {

enum class NodeKind : unsigned char {
  kLiteral,         // literal
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
};

// A type as `instance of` and function parameters name it (grammar rule 52).
struct TypeName {
  std::string name;                  // "number", "list", "context", "range", "function", "Any", …
  std::vector<TypeName> arguments;   // element type, entry types, parameter types and the result
  std::vector<std::string> entries;  // names of the entries of context<…>
};

struct Node {
  NodeKind kind = NodeKind::kLiteral;
  std::size_t at = 0;  // offset in the text
  int depth = 1;       // height of the tree below
  Value literal;
  std::string text;
  std::vector<std::unique_ptr<Node>> children;
  std::vector<std::string> names;
  std::vector<TypeName> types;
  bool lower_closed = true;
  bool upper_closed = true;
};
using NodePtr = std::unique_ptr<Node>;

}  // namespace chancery::feel
