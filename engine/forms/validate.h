// validate(): what a person submitted against a form. Every fault at once; unknown fields are refused. The cleaned
// value has dates as dates, persons as numbers, defaults filled in, an unticked checkbox as false; blank texts and
// empty lists are no values and left out. Personal fields are listed by pointer: the service moves them into the
// erasable table, puts a PersonalReference in their place (with_replaced), and only then lets decide see the value. A
// PersonalReference at a personal field is accepted as already checked, so that a cleaned value with references
// validates again.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ids.h"
#include "engine/feel/feel.h"
#include "engine/forms/schema.h"

namespace chancery::forms {

struct FieldFault {
  std::string pointer;  // RFC 6901 in the submitted value: /copies, /lines/0/name
  std::string code;     // forms.required, …
  std::vector<MessageParameter> parameters;
  bool operator==(const FieldFault&) const = default;
};

struct PersonalField {
  std::string pointer;
  std::string key;  // of the component, without list positions
  Value value;
};

struct Submission {
  Value cleaned;  // context; to be used only when there are no faults
  std::vector<FieldFault> faults;
  std::vector<PersonalField> personal;
  bool ok() const { return faults.empty(); }
};

// What the form alone does not know. Without a hook, such a value is refused (forms.not-an-option,
// forms.unknown-person).
struct Lookups {
  // Is the value one of the choices (register, staff, catalogue)?
  std::function<bool(const Options&, const Value&)> offers;
  // The person of an account name or number as text; 0 when nobody.
  std::function<PersonId(std::string_view)> person;
};

// Faults: forms.not-an-object, forms.unknown-field, forms.required, forms.wrong-type {expected, found}, forms.too-short
// {min}, forms.too-long {max}, forms.too-small {min}, forms.too-large {max}, forms.too-many-digits {digits},
// forms.pattern, forms.not-an-option, forms.duplicate-item, forms.bad-date {found}, forms.bad-date-time {found},
// forms.bad-file, forms.unknown-person {person}, forms.not-visible, forms.too-few-items {min}, forms.too-many-items
// {max}, forms.control-character, forms.expression-failed {where, found}. `scope` has the variables, `context` zones
// and the instant of the command.
Submission validate(const FormSchema& form, const Value& submitted, const feel::Scope& scope,
                    feel::EvaluationContext& context, const Lookups& lookups = {});

// `root` with the value at `pointer` replaced; the pointer must exist (asserts).
Value with_replaced(const Value& root, std::string_view pointer, Value replacement);

}  // namespace chancery::forms
