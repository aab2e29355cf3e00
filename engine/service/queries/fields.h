// Fields: submitted forms, register lines and entities as the contract's FieldValue: label, value in words, masked where the reader is
// not entitled, empty and marked when it was erased. Reads stores: never under the lock.
#pragma once

#include "engine/register/catalogue.h"
#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

class Fields {
 public:
  Fields(const Impl& impl, const runtime::Program& program, bool entitled)
      : impl_(impl), program_(program), entitled_(entitled) {}

  // In the order of the form; what was not filled in is left out.
  List of_form(const forms::FormSchema& form, const Value& submitted) const;
  // Declared fields first; what a line has besides follows under its own key. Empty ones and keys that begin with '_' are left out.
  List of_register(const std::vector<registers::Field>& fields, const Value& content) const;
  // Without a declaration: keys as labels.
  List of_context(const Value& content) const;

  // A submitted value as a form holds it: persons as ids, personal values in plain or, where not entitled or erased, null.
  Value form_value(const Value& value) const;

 private:
  struct Words {
    std::string zh, en;
    bool masked = false;
    bool erased = false;
    void append(const Words& other, std::string_view separator);
    Value text() const { return zh == en ? Value::text(zh) : pair(zh, en); }
  };
  void add_components(List& out, const std::vector<forms::Component>& components, const Value& source,
                      const Value& submitted) const;
  // What is known of a value besides itself: its component with the entry in the form's file, or a register's declaration.
  struct Known {
    const forms::Component* component = nullptr;
    const Value* source = nullptr;
    bool is_person = false;
    bool mask = false;
  };
  Value field(std::string_view key, Value label, const Value& value, const Known& known) const;
  Words words(const Value& value, const Known& known) const;
  Words personal_words(const PersonalReference& reference) const;
  Words row_words(const Value& row, const Known& list) const;
  std::optional<Words> choice_words(const Value& value, const forms::Options& options) const;
  Words name_words(PersonId person, bool mask) const;

  const Impl& impl_;
  const runtime::Program& program_;
  bool entitled_;
};

// {sha256, size, name}; null when the value is no file.
Value file_ref(const Value& value);
bool is_file(const Value& value);

}  // namespace chancery::service::queries
