// Program: a compiled expression as flat arrays. Names are symbols, slots of the frame or builtins by now; nothing here is
// looked up by text except members of contexts. Made by compiler.cpp, read by evaluator.cpp, never changed after that.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/feel/builtins/registry.h"
#include "engine/feel/symbol_table.h"
#include "engine/feel/tree.h"

namespace chancery::feel {

enum class Op : unsigned char {
  kConstant,      // a: constants
  kZoned,         // a: constants, a time or date and time whose zone is looked up
  kVariable,      // a: symbol; b: texts, its name; c: builtin + 1 of the same name, or 0
  kLocal,         // a: slot
  kItemName,      // a: texts; item slots in children (innermost first), then the fallback instruction
  kBuiltinValue,  // a: builtin group
  kPath,          // a: texts
  kFilter,        // a: slot of the item
  // a: builtin; children: arguments in order of its parameters, kNoArgument for those left out; flags: 1 by name
  kCallBuiltin,
  kCallValue,  // children: callee, arguments; a: texts of argument names, b: their number
  kIf,
  kFor,  // a: first slot; children: domains, body; the slot behind the variables is `partial`
  kSome,
  kEvery,
  kIterationRange,
  kFunction,  // a: functions
  kExternal,  // a: functions, of which the body is the mapping
  kContext,   // a: first key in texts; b: first slot
  kList,
  kRange,      // flags: 1 lower closed, 2 upper closed
  kHalfRange,  // a: RangeForm; the value of `(< 5)`
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
  kBetween,
  kIn,          // a: slot of the input; children: value, tests
  kInstanceOf,  // a: types
  kTests,       // children: tests
  kNotTests,
  kCompareInput,  // a: slot of the input; b: Op of the comparison; child: bound
  kTestValue,     // a: slot of the input; flags: 1 when the expression reads `?`
  kDialect,       // a: DialectOp; children: one or two operands
};

inline constexpr std::uint32_t kNoArgument = UINT32_MAX;

struct Instruction {
  Op op = Op::kConstant;
  std::uint8_t flags = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
  std::uint32_t first = 0;  // children[first … first + count)
  std::uint32_t count = 0;
};

struct FunctionShape {
  std::uint32_t body = 0;
  std::uint32_t captured_slots = 0;  // slots of the frame that exist where the function is defined
  std::uint32_t frame_slots = 0;
  std::vector<std::string> parameters;
  std::vector<Type> types;
  Type result;                  // as far as the text of the body tells
  std::vector<Symbol> symbols;  // variables the body reads
};

class Program {
 public:
  std::vector<Instruction> code;
  std::vector<std::uint32_t> children;
  std::vector<Value> constants;
  std::vector<std::string> texts;
  std::vector<Type> types;
  std::vector<FunctionShape> functions;
  std::vector<Symbol> symbols;
  std::vector<std::uint32_t> offsets;  // in the text, of each instruction
  std::string text;                    // and where it stands, for diagnostics
  std::string file;
  int line = 1;
  int column = 1;
  std::uint32_t root = 0;
  std::uint32_t frame_slots = 0;
  bool strict = false;  // of the ${…} dialect: what meets an error is null as a whole
};

}  // namespace chancery::feel
