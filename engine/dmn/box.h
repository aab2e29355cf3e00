// Boxed expressions (DMN 1.5, 10.2): the forms in which a person draws logic. A box refers to its parts by index into the model's
// boxes; names are symbols by now. Read by read_box.cpp, evaluated by boxes/, one file for each form.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "engine/dmn/item_types.h"
#include "engine/feel/feel.h"

namespace chancery::dmn {

using BoxIndex = std::uint32_t;
inline constexpr BoxIndex kNoBox = UINT32_MAX;

struct LiteralBox {
  feel::Expression expression;
  std::vector<Diagnostic> faults;  // of a text that does not compile: it is null, and these are reported
};

struct TableBox {
  std::uint32_t table = 0;
};

// 10.2.1.6: entries see those above them. With a result cell the value is that of the cell.
struct ContextBox {
  struct Entry {
    std::string name;
    feel::Symbol symbol = 0;
    TypeIndex type = kAnyType;
    BoxIndex value = kNoBox;
  };
  std::vector<Entry> entries;
  BoxIndex result = kNoBox;
};

struct ListBox {
  std::vector<BoxIndex> items;
};

// A list of contexts of one shape.
struct RelationBox {
  struct Column {
    std::string name;
    TypeIndex type = kAnyType;
  };
  std::vector<Column> columns;
  std::vector<std::vector<BoxIndex>> rows;  // each as long as the columns
};

struct FunctionBox {
  std::uint32_t function = 0;
};

struct InvocationBox {
  BoxIndex callee = kNoBox;
  std::vector<std::string> parameters;
  std::vector<BoxIndex> arguments;  // as many
};

struct ConditionalBox {
  BoxIndex condition = kNoBox;
  BoxIndex then = kNoBox;
  BoxIndex otherwise = kNoBox;
};

// Entries of the item are names in `match`, as in FEEL's filter.
struct FilterBox {
  struct Name {
    feel::Symbol symbol = 0;
    std::string text;
  };
  BoxIndex in = kNoBox;
  BoxIndex match = kNoBox;
  feel::Symbol item = 0;
  std::vector<Name> names;  // that `match` reads
};

enum class Iteration : unsigned char { kFor, kSome, kEvery };

struct IteratorBox {
  Iteration kind = Iteration::kFor;
  feel::Symbol variable = 0;
  feel::Symbol partial = 0;  // of `for`: the results so far, kept where the body reads them
  bool reads_partial = false;
  BoxIndex in = kNoBox;
  BoxIndex body = kNoBox;
  feel::Symbol domain = 0;  // under which `spread` reads what `in` gave, to make a list of it
  feel::Expression spread;
};

struct Box {
  std::variant<LiteralBox, TableBox, ContextBox, ListBox, RelationBox, FunctionBox, InvocationBox, ConditionalBox,
               FilterBox, IteratorBox>
      form;
  TypeIndex type = kAnyType;
  std::string label;  // for messages
};

struct Parameter {
  std::string name;
  feel::Symbol symbol = 0;
  TypeIndex type = kAnyType;
};

// A function with a box for its body.
struct FunctionShape {
  std::string name;
  std::vector<Parameter> parameters;
  BoxIndex body = kNoBox;
  std::string external;  // "Java" or "PMML": the body says where the function is; else empty
  TypeIndex result = kAnyType;
  std::vector<feel::Symbol> captured;  // what a boxed definition reads from where it stands
};

}  // namespace chancery::dmn
