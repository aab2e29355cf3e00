// One submitted value as the type of its component: text that reads as a date becomes one, an account name becomes a
// person. Only the type is looked at here; limits and conditions are validate()'s. Not for other modules.
#pragma once

#include <string>
#include <vector>

#include "engine/forms/schema.h"
#include "engine/forms/validate.h"

namespace chancery::forms {

class Converter {
 public:
  Converter(const feel::EvaluationContext& context, const Lookups& lookups, std::vector<FieldFault>& faults)
      : context_(context), lookups_(lookups), faults_(faults) {}

  // The entries of `submitted` that have a value, in the order of the components. Faults, unknown fields too, go to the
  // list.
  Context level(const std::vector<Component>& components, const Value& submitted, const std::string& pointer);
  // Null when there is no value or a fault was told.
  Value convert(const Component& component, const Value& value, const std::string& pointer);

 private:
  Value text(const Component& component, const Value& value, const std::string& pointer);
  Value date(const Component& component, const Value& value, const std::string& pointer);
  Value choices(const Value& value, const std::string& pointer);
  Value files(const Component& component, const Value& value, const std::string& pointer);
  Value file(const Value& value, const std::string& pointer);
  Value person(const Value& value, const std::string& pointer);
  Value persons(const Value& value, const std::string& pointer);
  Value entries(const Component& component, const Value& value, const std::string& pointer);
  void collect(const std::vector<Component>& components, const Context& submitted, const std::string& pointer,
               Context& out);
  Value wrong_type(const std::string& pointer, std::string_view expected, const Value& found);
  bool is_list(const Value& value, const std::string& pointer);

  const feel::EvaluationContext& context_;
  const Lookups& lookups_;
  std::vector<FieldFault>& faults_;
};

// RFC 6901, section 3.
std::string escaped(std::string_view name);

}  // namespace chancery::forms
