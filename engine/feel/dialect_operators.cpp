// Coercion and operators of the dialect (JSR 341, 1.9 to 1.23): null is 0, false or "", a text that reads as a number is one.
#include <optional>

#include "engine/feel/dialect.h"
#include "engine/feel/operators.h"

namespace chancery::feel {

namespace {

std::string_view sign(DialectOp op) {
  switch (op) {
    case DialectOp::kEqual: return "==";
    case DialectOp::kNotEqual: return "!=";
    case DialectOp::kLess: return "<";
    case DialectOp::kLessOrEqual: return "<=";
    case DialectOp::kGreater: return ">";
    case DialectOp::kGreaterOrEqual: return ">=";
    case DialectOp::kAdd: return "+";
    case DialectOp::kSubtract: return "-";
    case DialectOp::kMultiply: return "*";
    case DialectOp::kDivide: return "/";
    case DialectOp::kModulo: return "%";
    case DialectOp::kNegate: return "-";
    case DialectOp::kNot: return "!";
    case DialectOp::kBoolean: return "&&";
    case DialectOp::kEmpty: return "empty";
    case DialectOp::kIndex: return "[]";
    case DialectOp::kJoin: return "${}";
  }
  return "";
}

std::optional<Decimal> as_number(const Value& value) {
  if (value.is_null()) return Decimal::from_int(0);
  if (value.is_number()) return value.as_number();
  if (!value.is_text()) return std::nullopt;
  if (value.as_text().empty()) return Decimal::from_int(0);
  const auto parsed = Decimal::parse(value.as_text());
  return parsed ? std::optional(*parsed) : std::nullopt;
}

std::optional<bool> as_boolean(const Value& value) {
  if (value.is_null()) return false;
  if (value.is_bool()) return value.as_bool();
  if (value.is_text()) return value.as_text() == "true" || value.as_text() == "TRUE" || value.as_text() == "True";
  return std::nullopt;
}

std::string as_text(const Value& value) {
  if (value.is_null()) return {};
  return to_text(value);
}

// Nothing when the two cannot be brought to one kind.
std::optional<bool> alike(const Value& left, const Value& right) {
  if (left.is_null() || right.is_null()) return left.is_null() && right.is_null();
  if (left.is_personal() || right.is_personal()) return std::nullopt;
  if (left.is_number() || right.is_number()) {
    const auto a = as_number(left), b = as_number(right);
    return a && b ? std::optional(*a == *b) : std::nullopt;
  }
  if (left.is_bool() || right.is_bool()) {
    const auto a = as_boolean(left), b = as_boolean(right);
    return a && b ? std::optional(*a == *b) : std::nullopt;
  }
  if (left.is_text() || right.is_text()) return as_text(left) == as_text(right);
  return left == right;
}

Value equality(DialectOp op, const Value& left, const Value& right, EvaluationContext& context) {
  const auto equal = alike(left, right);
  if (!equal) return wrong_operands(sign(op), left, right, context);
  return Value(*equal == (op == DialectOp::kEqual));
}

bool holds(DialectOp op, int order) {
  switch (op) {
    case DialectOp::kLess: return order < 0;
    case DialectOp::kLessOrEqual: return order <= 0;
    case DialectOp::kGreater: return order > 0;
    default: return order >= 0;
  }
}

Op feel_comparison(DialectOp op) {
  switch (op) {
    case DialectOp::kLess: return Op::kLess;
    case DialectOp::kLessOrEqual: return Op::kLessOrEqual;
    case DialectOp::kGreater: return Op::kGreater;
    default: return Op::kGreaterOrEqual;
  }
}

Value order(DialectOp op, const Value& left, const Value& right, EvaluationContext& context) {
  // Two nulls are equal; one of them is neither less nor greater.
  if (left.is_null() || right.is_null())
    return Value(left.is_null() && right.is_null() &&
                 (op == DialectOp::kLessOrEqual || op == DialectOp::kGreaterOrEqual));
  if (left.is_personal() || right.is_personal()) return wrong_operands(sign(op), left, right, context);
  if (left.is_number() || right.is_number()) {
    const auto a = as_number(left), b = as_number(right);
    if (!a || !b) return wrong_operands(sign(op), left, right, context);
    return Value(holds(op, *a < *b ? -1 : *a == *b ? 0 : 1));
  }
  if (left.is_text() || right.is_text()) return Value(holds(op, as_text(left).compare(as_text(right))));
  return compare_values(feel_comparison(op), left, right, context);
}

std::optional<Decimal> remainder(Decimal a, Decimal b) {
  const auto quotient = a.divide(b);
  const auto whole = quotient ? quotient->rounded(0, Rounding::kDown) : std::nullopt;
  const auto product = whole ? whole->multiply(b) : std::nullopt;
  return product ? a.subtract(*product) : std::nullopt;
}

std::optional<Decimal> calculate(DialectOp op, Decimal a, Decimal b) {
  switch (op) {
    case DialectOp::kAdd: return a.add(b);
    case DialectOp::kSubtract: return a.subtract(b);
    case DialectOp::kMultiply: return a.multiply(b);
    case DialectOp::kDivide: return a.divide(b);
    default: return remainder(a, b);
  }
}

Op feel_arithmetic(DialectOp op) {
  switch (op) {
    case DialectOp::kAdd: return Op::kAdd;
    case DialectOp::kSubtract: return Op::kSubtract;
    case DialectOp::kMultiply: return Op::kMultiply;
    default: return Op::kDivide;
  }
}

bool is_temporal(const Value& value) {
  return value.kind() >= ValueKind::kDate && value.kind() <= ValueKind::kYearsMonthsDuration;
}

Value dialect_arithmetic(DialectOp op, const Value& left, const Value& right, EvaluationContext& context) {
  // The language has no dates; ours behave as they do in FEEL.
  if ((is_temporal(left) || is_temporal(right)) && op != DialectOp::kModulo)
    return arithmetic(feel_arithmetic(op), left, right, context);
  const auto a = as_number(left), b = as_number(right);
  if (!a || !b) return wrong_operands(sign(op), left, right, context);
  if (b->is_zero() && (op == DialectOp::kDivide || op == DialectOp::kModulo)) {
    context.report("feel.division-by-zero");
    return {};
  }
  if (const auto result = calculate(op, *a, *b)) return Value::number(*result);
  context.report("feel.out-of-range", {{"operation", std::string(sign(op))}});
  return {};
}

Value boolean(DialectOp op, const Value& value, EvaluationContext& context) {
  const auto truth = as_boolean(value);
  if (!truth) return wrong_operands(sign(op), value, Value(), context);
  return Value(*truth == (op == DialectOp::kBoolean));
}

Value is_empty(const Value& value) {
  return Value(value.is_null() || (value.is_text() && value.as_text().empty()) ||
               (value.is_list() && value.as_list().empty()) || (value.is_context() && value.as_context().size() == 0));
}

// An item of a list by its place from 0, an entry of a context by its name, a property of a date, time or duration.
Value index(const Value& object, const Value& key, EvaluationContext& context) {
  if (object.is_null() || key.is_null()) return {};
  if (object.is_context()) return object.get(as_text(key));
  if (object.is_list()) {
    const auto number = as_number(key);
    const auto place = number ? number->to_int64() : std::nullopt;
    if (!place) return wrong_operands(sign(DialectOp::kIndex), object, key, context);
    const List& items = object.as_list();
    return *place < 0 || static_cast<std::size_t>(*place) >= items.size() ? Value()
                                                                          : items[static_cast<std::size_t>(*place)];
  }
  if (is_temporal(object) && key.is_text()) return member(object, key.as_text(), context);
  return wrong_operands(sign(DialectOp::kIndex), object, key, context);
}

Value join(const Value& left, const Value& right, EvaluationContext& context) {
  if (left.is_personal() || right.is_personal()) return wrong_operands(sign(DialectOp::kJoin), left, right, context);
  std::string text = as_text(left) + as_text(right);
  if (text.size() <= context.limits.text_bytes_max) return Value::text(text);
  context.report("feel.text-too-long", {{"limit", std::to_string(context.limits.text_bytes_max)}});
  return {};
}

}  // namespace

Value apply_dialect(DialectOp op, const Value& left, const Value& right, EvaluationContext& context) {
  switch (op) {
    case DialectOp::kEqual:
    case DialectOp::kNotEqual: return equality(op, left, right, context);
    case DialectOp::kLess:
    case DialectOp::kLessOrEqual:
    case DialectOp::kGreater:
    case DialectOp::kGreaterOrEqual: return order(op, left, right, context);
    case DialectOp::kAdd:
    case DialectOp::kSubtract:
    case DialectOp::kMultiply:
    case DialectOp::kDivide:
    case DialectOp::kModulo: return dialect_arithmetic(op, left, right, context);
    case DialectOp::kNegate:
      return is_temporal(left) ? negate(left, context)
                               : dialect_arithmetic(DialectOp::kSubtract, Value(), left, context);
    case DialectOp::kNot:
    case DialectOp::kBoolean: return boolean(op, left, context);
    case DialectOp::kEmpty: return is_empty(left);
    case DialectOp::kIndex: return index(left, right, context);
    case DialectOp::kJoin: return join(left, right, context);
  }
  return {};
}

}  // namespace chancery::feel
