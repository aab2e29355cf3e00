#include "engine/forms/validate.h"

#include <algorithm>

#include "engine/forms/convert.h"

namespace chancery::forms {
namespace {

using Type = ComponentType;

std::int64_t characters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

// A value that a page sends for a field that it does not show.
bool says_nothing(const Value& value) { return value.is_null() || (value.is_bool() && !value.as_bool()); }

// The conditions and limits over values that have their types already. `form` grows while defaults are filled in, so
// that a later condition sees them; the entry of a list is seen as `item`.
class Examiner {
 public:
  Examiner(const FormSchema& form, const feel::Scope& scope, feel::EvaluationContext& context, const Lookups& lookups,
           Submission& submission)
      : form_(form), scope_(scope), context_(context), lookups_(lookups), submission_(submission) {}

  Context run(Context typed) {
    root_ = std::move(typed);
    level(form_.components, root_, "", nullptr, Shown::kYes);
    return std::move(root_);
  }

 private:
  enum class Shown : unsigned char { kNo, kYes };

  void level(const std::vector<Component>& components, Context& values, const std::string& pointer, const Context* item,
             Shown shown);
  void one(const Component& component, Context& values, const std::string& pointer, const Context* item, Shown shown);
  void hidden(const Component& component, Context& values, const std::string& pointer);
  void fill_in(const Component& component, Context& values, const std::string& pointer, const Context* item);
  void examine(const Component& component, Value& value, const std::string& pointer);
  void examine_text(const Component& component, std::string_view text, const std::string& pointer);
  void examine_bounds(const Component& component, const Value& value, const std::string& pointer);
  void examine_list(const Component& component, Value& value, const std::string& pointer);
  void examine_choice(const Component& component, const Value& value, const std::string& pointer);
  Value evaluate(const feel::Expression& expression, const Context* item, const Value* value = nullptr);
  bool holds(const feel::Expression& expression, std::string_view where, const std::string& pointer,
             const Context* item);
  void fault(const std::string& pointer, std::string_view code, std::vector<MessageParameter> parameters = {}) {
    submission_.faults.push_back({pointer, std::string(code), std::move(parameters)});
  }
  // A fault told already, which others at that place would only repeat. The entries of a dynamic list stand for
  // themselves.
  bool is_faulty(const Component& component, const std::string& pointer) const {
    return std::any_of(submission_.faults.begin(), submission_.faults.end(), [&](const FieldFault& fault) {
      return fault.pointer == pointer ||
             (component.type != Type::kDynamicList && fault.pointer.starts_with(pointer + "/"));
    });
  }

  const FormSchema& form_;
  const feel::Scope& scope_;
  feel::EvaluationContext& context_;
  const Lookups& lookups_;
  Submission& submission_;
  Context root_;
};

Value Examiner::evaluate(const feel::Expression& expression, const Context* item, const Value* value) {
  feel::LocalScope names(&scope_);
  names.set(form_.symbols.form, Value::context(root_));
  if (item != nullptr) names.set(form_.symbols.item, Value::context(*item));
  if (value != nullptr) names.set(form_.symbols.value, *value);
  context_.reset();
  return expression.evaluate(names, context_);
}

// A condition over a field that has no value is null and does not hold; any other answer than yes or no is a fault of
// the form.
bool Examiner::holds(const feel::Expression& expression, std::string_view where, const std::string& pointer,
                     const Context* item) {
  const Value answer = evaluate(expression, item);
  if (!answer.is_bool() && !answer.is_null())
    fault(pointer, "forms.expression-failed",
          {{"where", std::string(where)}, {"found", std::string(kind_name(answer.kind()))}});
  return answer.is_true();
}

void Examiner::level(const std::vector<Component>& components, Context& values, const std::string& pointer,
                     const Context* item, Shown shown) {
  for (const Component& component : components) {
    if (component.type == Type::kText) continue;
    Shown here = shown;
    const std::string place = component.key.empty() ? pointer : pointer + "/" + component.key;
    if (here == Shown::kYes && component.visible_when && !holds(component.visible_when, "visibleWhen", place, item))
      here = Shown::kNo;
    if (component.type == Type::kGroup)
      level(component.components, values, pointer, item, here);
    else
      one(component, values, place, item, here);
  }
}

void Examiner::hidden(const Component& component, Context& values, const std::string& pointer) {
  const Value* value = values.find(component.key);
  if (value == nullptr) return;
  if (!says_nothing(*value)) fault(pointer, "forms.not-visible");
  values.remove(component.key);
}

void Examiner::fill_in(const Component& component, Context& values, const std::string& pointer, const Context* item) {
  if (values.find(component.key) != nullptr) return;
  Value value = component.default_literal;
  if (component.default_value) value = evaluate(component.default_value, item);
  Converter converter(context_, lookups_, submission_.faults);
  value = converter.convert(component, value, pointer);
  if (value.is_null() && component.type == Type::kCheckbox) value = Value::boolean(false);
  if (!value.is_null()) values.set(component.key, std::move(value));
}

void Examiner::one(const Component& component, Context& values, const std::string& pointer, const Context* item,
                   Shown shown) {
  if (is_faulty(component, pointer)) return;
  if (shown == Shown::kNo) return hidden(component, values, pointer);
  fill_in(component, values, pointer, item);
  if (is_faulty(component, pointer)) return;
  const Value* value = values.find(component.key);
  const bool missing = value == nullptr || (component.type == Type::kCheckbox && !value->is_true());
  if (missing) {
    const bool required = component.required ||
                          (component.required_when && holds(component.required_when, "requiredWhen", pointer, item));
    if (required) fault(pointer, "forms.required");
    return;
  }
  Value examined = *value;
  examine(component, examined, pointer);
  if (component.personal && !examined.is_personal()) submission_.personal.push_back({pointer, component.key, examined});
  values.set(component.key, std::move(examined));
}

void Examiner::examine(const Component& component, Value& value, const std::string& pointer) {
  if (value.is_personal()) return;  // examined when it was plain
  if (component.type == Type::kTextField || component.type == Type::kTextArea)
    examine_text(component, value.as_text(), pointer);
  if (component.min || component.max) examine_bounds(component, value, pointer);
  if (component.type == Type::kNumber) {
    const auto rounded =
        value.as_number().rounded(static_cast<std::int32_t>(component.decimal_digits), Rounding::kDown);
    if (!rounded || *rounded != value.as_number())
      fault(pointer, "forms.too-many-digits", {{"digits", std::to_string(component.decimal_digits)}});
  }
  if (value.kind() == ValueKind::kList) examine_list(component, value, pointer);
  if (component.options) examine_choice(component, value, pointer);
}

void Examiner::examine_text(const Component& component, std::string_view text, const std::string& pointer) {
  const std::int64_t count = characters(text);
  const std::int64_t most =
      component.max_length.value_or(component.type == Type::kTextField ? kTextCharactersMax : kTextAreaCharactersMax);
  if (count > most) return fault(pointer, "forms.too-long", {{"max", std::to_string(most)}});
  if (component.min_length && count < *component.min_length)
    return fault(pointer, "forms.too-short", {{"min", std::to_string(*component.min_length)}});
  if (!component.pattern) return;
  const Value value = Value::text(text);
  const Value matches = evaluate(component.pattern, nullptr, &value);
  if (!matches.is_true()) fault(pointer, "forms.pattern");  // also when the pattern took too long
}

void Examiner::examine_bounds(const Component& component, const Value& value, const std::string& pointer) {
  const auto outside = [&](const std::optional<Value>& bound, bool low) {
    if (!bound) return;
    const auto order = compare(value, *bound);
    if (order && (low ? *order >= 0 : *order <= 0)) return;
    const std::string name = low ? "min" : "max";
    fault(pointer, low ? "forms.too-small" : "forms.too-large", {{name, feel::to_text(*bound)}});
  };
  outside(component.min, true);
  outside(component.max, false);
}

void Examiner::examine_list(const Component& component, Value& value, const std::string& pointer) {
  const auto size = static_cast<std::int64_t>(value.as_list().size());
  const std::int64_t most = component.max_length.value_or(kListItemsMax);
  if (size > most) return fault(pointer, "forms.too-many-items", {{"max", std::to_string(most)}});
  if (component.min_length && size < *component.min_length)
    return fault(pointer, "forms.too-few-items", {{"min", std::to_string(*component.min_length)}});
  if (component.type != Type::kDynamicList) return;
  List entries;
  for (std::size_t i = 0; i < value.as_list().size(); ++i) {
    Context entry = value.as_list()[i].as_context();
    const Context before = entry;
    const std::string place = pointer + "/" + std::to_string(i);
    if (!is_faulty(component, place)) level(component.components, entry, place, &before, Shown::kYes);
    entries.push_back(Value::context(std::move(entry)));
  }
  value = Value::list(std::move(entries));
}

void Examiner::examine_choice(const Component& component, const Value& value, const std::string& pointer) {
  const Options& options = *component.options;
  const auto offered = [&](const Value& choice) {
    if (options.source != Options::Source::kValues) return lookups_.offers && lookups_.offers(options, choice);
    return std::any_of(options.values.begin(), options.values.end(),
                       [&](const auto& pair) { return pair.first == choice; });
  };
  if (value.kind() != ValueKind::kList) {
    if (!offered(value)) fault(pointer, "forms.not-an-option");
    return;
  }
  for (std::size_t i = 0; i < value.as_list().size(); ++i)
    if (!offered(value.as_list()[i])) fault(pointer + "/" + std::to_string(i), "forms.not-an-option");
}

// Token by token; a list's tokens are positions.
Value replaced(const Value& value, std::string_view pointer, Value& replacement) {
  if (pointer.empty()) return std::move(replacement);
  CHANCERY_ASSERT(pointer.front() == '/');
  const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
  const std::string_view token = pointer.substr(1, end - 1);
  const std::string_view rest = pointer.substr(end);
  if (value.kind() == ValueKind::kList) {
    List list = value.as_list();
    std::size_t index = 0;
    for (const char c : token) index = index * 10 + static_cast<std::size_t>(c - '0');
    CHANCERY_ASSERT(index < list.size());
    list[index] = replaced(list[index], rest, replacement);
    return Value::list(std::move(list));
  }
  CHANCERY_ASSERT(value.is_context());
  Context context = value.as_context();
  for (const Context::Entry& entry : value.as_context()) {
    if (escaped(entry.name) != token) continue;
    context.set(entry.name, replaced(entry.value, rest, replacement));
    return Value::context(std::move(context));
  }
  CHANCERY_ASSERT(false);
  return value;
}

}  // namespace

Submission validate(const FormSchema& form, const Value& submitted, const feel::Scope& scope,
                    feel::EvaluationContext& context, const Lookups& lookups) {
  Submission submission;
  Context typed = Converter(context, lookups, submission.faults).level(form.components, submitted, "");
  if (!submitted.is_context()) return submission;
  submission.cleaned = Value::context(Examiner(form, scope, context, lookups, submission).run(std::move(typed)));
  return submission;
}

Value with_replaced(const Value& root, std::string_view pointer, Value replacement) {
  return replaced(root, pointer, replacement);
}

}  // namespace chancery::forms
