// ItemTypes: the item definitions of a decision model (DMN 1.5, 7.3.2) and what it means for a value to be of one. A type is an
// index; types may hold themselves (a tree of persons), so they refer to each other by index and a value is walked, not a type.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/feel/feel.h"
#include "engine/feel/type.h"

namespace chancery::dmn {

using TypeIndex = std::uint32_t;
inline constexpr TypeIndex kAnyType = 0;
inline constexpr TypeIndex kNoType = UINT32_MAX;

struct ItemType {
  std::string name;  // as people know it; of a component or of what a list holds: that of the definition around it
  TypeIndex base = kNoType;  // the type it narrows; else the structure is its own
  feel::TypeKind kind = feel::TypeKind::kAny;
  TypeIndex items = kNoType;  // of a list
  struct Entry {
    std::string name;
    TypeIndex type = kAnyType;
  };
  std::vector<Entry> entries;             // components of a context, parameters of a function
  TypeIndex result = kNoType;             // of a function
  std::vector<feel::UnaryTests> allowed;  // allowedValues and typeConstraint; every one must hold
  List values;                            // the allowed values, when they are literals
};

class ItemTypes {
 public:
  ItemTypes();  // kAnyType alone
  TypeIndex add(ItemType type);
  // A type of FEEL itself; one index for each kind.
  TypeIndex basic(feel::TypeKind kind) const { return static_cast<TypeIndex>(kind); }
  ItemType& operator[](TypeIndex index) { return types_[index]; }
  const ItemType& operator[](TypeIndex index) const { return types_[index]; }
  std::size_t size() const { return types_.size(); }

  // For messages.
  const std::string& name(TypeIndex index) const { return types_[index].name; }
  // The type that has the structure: `index` or what it narrows.
  const ItemType& structure(TypeIndex index) const;
  // Values by priority that the type or what it narrows allows; empty when it names none.
  const List& values(TypeIndex index) const;
  // What a function of that type answers; any other type stands for itself, as modelers write it for knowledge models.
  TypeIndex result_of(TypeIndex index) const;
  // Whether one of the tests of the type itself, not of its parts, fails.
  bool conforms(const Value& value, TypeIndex index, feel::EvaluationContext& context) const;
  // The implicit conversions of 10.3.2.9.4: to and from a list of one, from date to date and time. None when the value does not
  // conform afterwards. null stays null.
  std::optional<Value> coerce(const Value& value, TypeIndex index, feel::EvaluationContext& context) const;
  // The value with its texts read as dates, times and durations where the type says so; what cannot be read stays a text.
  Value read(const Value& value, TypeIndex index) const;
  // As FEEL knows it; where a type holds itself, and below a depth of 8, Any.
  feel::Type feel_type(TypeIndex index) const;

 private:
  bool has_structure(const Value& value, const ItemType& type, feel::EvaluationContext& context) const;
  feel::Type feel_type(TypeIndex index, int depth, std::size_t& budget) const;

  std::vector<ItemType> types_;
};

}  // namespace chancery::dmn
