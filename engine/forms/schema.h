// FormSchema: a form of the package (forms/*.json, package-format.md), checked and compiled. Immutable; shared by all
// cases of its package. The order of components is the order of the file. `group` only arranges: its components stand
// at the same level.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/feel/feel.h"
#include "engine/journal/directory_events.h"
#include "engine/value/value.h"

namespace chancery::forms {

using journal::NamePair;

inline constexpr std::size_t kComponentsMax = 300;        // of one form, nested ones included
inline constexpr int kNestingMax = 4;                     // lists in lists
inline constexpr std::int64_t kTextCharactersMax = 2000;  // textfield without maxLength
inline constexpr std::int64_t kTextAreaCharactersMax =
    50000;  // textarea without maxLength, and the most maxLength may be
inline constexpr std::int64_t kListItemsMax = 500;

enum class ComponentType : unsigned char {
  kTextField,
  kTextArea,
  kNumber,
  kDateTime,
  kSelect,
  kRadio,
  kCheckbox,
  kChecklist,
  kFilePicker,
  kDynamicList,
  kGroup,
  kText,
  kPerson,
  kPersons
};
std::string_view type_name(ComponentType type);

// Where the choices come from when they are not in the form.
struct Options {
  enum class Source : unsigned char { kValues, kRegister, kStaff, kCatalogue };
  Source source = Source::kValues;
  std::string name;                // kind of entity, or list of the catalogue
  std::vector<std::string> posts;  // of the staff
  feel::Expression where;          // over the entry's fields; empty: all
  std::vector<std::pair<Value, NamePair>> values;
};

struct Component {
  std::string key;  // empty for group and text
  ComponentType type = ComponentType::kText;
  std::string pointer;    // in the file: /components/3
  bool required = false;  // of a checkbox: it must be ticked
  bool personal = false;
  bool multiple = false;   // filepicker: a list of files
  bool with_time = false;  // datetime
  std::int64_t decimal_digits = 0;
  std::optional<std::int64_t> min_length;  // characters of a text, entries of a list
  std::optional<std::int64_t> max_length;
  std::optional<Value> min;  // number, date or date-time
  std::optional<Value> max;
  feel::Expression pattern;  // matches(value, "^(…)$")
  feel::Expression visible_when;
  feel::Expression required_when;
  Value default_literal;  // null: none, or an expression
  feel::Expression default_value;
  std::optional<Options> options;
  std::vector<Component> components;
};

// Evaluated when a task is completed, in order; the first that is true refuses the command.
struct Check {
  std::string id;
  feel::Expression refuse_when;
  std::string decision;  // its value is `result` in the expression; empty: none
  bool hard = false;
  Value basis;  // list of {source, article}
  NamePair message;
  NamePair remedy;
};

struct FormSymbols {
  feel::Symbol form = 0;    // what was submitted
  feel::Symbol value = 0;   // one value, for patterns
  feel::Symbol result = 0;  // of a check's decision
  feel::Symbol item = 0;    // the entry of a dynamic list in which a component stands
};

struct FormSchema {
  std::string id;
  NamePair title;
  std::vector<Component> components;
  std::vector<Check> checks;
  FormSymbols symbols;
  Value source;  // the file as it was read, for the console
};

struct CompiledForm {
  std::shared_ptr<const FormSchema> form;  // null when there are diagnostics
  std::vector<Diagnostic> diagnostics;     // with {pointer}
};
// All faults at once. Codes: those of json::ObjectReader and feel.*, forms.duplicate-key {pointer, key}, forms.bad-key
// {pointer, key}, forms.unknown-type {pointer, type}, forms.not-for-this-type {pointer, type}, forms.no-options
// {pointer}, forms.bad-limit {pointer}, forms.bad-option {pointer}, forms.bad-pattern {pointer, pattern},
// forms.too-many-components {limit}, forms.too-deep {limit}, forms.options-and-values {pointer}. Several checks may
// have one id: the same rule found in two ways.
CompiledForm compile_form(std::string_view file, const Value& content, feel::SymbolTable& symbols);

}  // namespace chancery::forms
