// Compiled: everything that compile_models made of its files, as flat arrays that refer to each other by index. Private to this
// module; never changed after compiling.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/dmn/box.h"
#include "engine/dmn/item_types.h"
#include "engine/dmn/model.h"
#include "engine/dmn/table.h"

namespace chancery::dmn {

using ElementIndex = std::uint32_t;
inline constexpr ElementIndex kNoElement = UINT32_MAX;

// A name that the logic of an element sees, and where its value stands in the frame.
struct Visible {
  feel::Symbol symbol = 0;
  std::uint32_t slot = 0;
};

// Imported names are entries of a context under the import's name; nested when an import is reached through another.
struct ImportedName {
  std::string name;
  feel::Symbol symbol = 0;            // of the outermost
  std::uint32_t slot = 0;             // of a leaf
  std::vector<ImportedName> entries;  // of what is no leaf
};

// What stands behind the Element of the same index.
struct Logic {
  TypeIndex type = kAnyType;
  std::uint32_t slot = 0;              // in the frame of its island
  std::uint32_t island_slots = 0;      // elements that hang together by requirements share one frame
  std::vector<ElementIndex> required;  // before its own logic: inputs, decisions, functions
  std::vector<Visible> visible;
  std::vector<ImportedName> imported;
  BoxIndex box = kNoBox;                 // of a decision
  std::uint32_t function = 0;            // of a knowledge model: in functions
  std::vector<ElementIndex> parameters;  // of a service: input data, then input decisions
  std::vector<ElementIndex> outputs;     // of a service
};

struct Compiled {
  std::vector<Element> elements;
  std::vector<Logic> logic;  // as many
  std::map<std::string, ElementIndex, std::less<>> by_id;
  ItemTypes types;
  std::vector<Box> boxes;
  std::vector<DecisionTable> tables;
  std::vector<FunctionShape> functions;
  std::vector<std::vector<std::uint32_t>> tables_of;  // by element: tables in its logic
};

}  // namespace chancery::dmn
