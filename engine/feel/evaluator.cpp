#include "engine/feel/evaluator.h"

#include <algorithm>

#include "engine/feel/dialect.h"
#include "engine/feel/operators.h"
#include "engine/feel/parser.h"
#include "engine/value/context_builder.h"

namespace chancery::feel {
namespace {

std::vector<MessageParameter> limit_of(std::uint64_t limit) { return {{"limit", std::to_string(limit)}}; }

}  // namespace

Evaluator::Evaluator(const std::shared_ptr<const Program>& program, const Scope& scope, EvaluationContext& context,
                     std::size_t slots)
    : shared_(program), program_(*program), scope_(scope), context_(context), frame_(slots) {}

bool Evaluator::spend(std::uint64_t steps) { return context_.spend(steps); }

void Evaluator::charge(const Value& value) {
  constexpr std::size_t kTextBytesPerStep = 64;
  if (value.is_list())
    spend(value.as_list().size());
  else if (value.is_context())
    spend(value.as_context().size());
  else if (value.is_text() && value.as_text().size() > kTextBytesPerStep)
    spend(value.as_text().size() / kTextBytesPerStep);
}

// Two values are compared part by part until one ends.
void Evaluator::charge_comparison(const Value& left, const Value& right) {
  spend(std::min(left.extent().weight, right.extent().weight) - 1);
}

Value Evaluator::bounded(Value value) {
  const Extent extent = value.extent();
  if (extent.weight > context_.limits.weight_max) {
    context_.report("feel.value-too-large", limit_of(context_.limits.weight_max));
    return {};
  }
  if (extent.depth > context_.limits.value_depth_max) {
    context_.report("feel.too-deep", limit_of(context_.limits.value_depth_max));
    return {};
  }
  return value;
}

Value Evaluator::evaluate(std::uint32_t index) {
  const Instruction& i = program_.code[index];
  if (i.op == Op::kConstant) return program_.constants[i.a];
  if (!spend(1)) return {};
  if (!context_.enter()) return {};
  Value value = dispatch(i);
  context_.leave();
  if (context_.placed_ != context_.diagnostics_.size()) place(index);
  return context_.exhausted_ ? Value() : value;
}

void Evaluator::place(std::uint32_t index) {
  CompileOptions where;
  where.file = program_.file;
  where.line = program_.line;
  where.column = program_.column;
  const Diagnostic here = diagnostic_at(program_.text, program_.offsets[index], where, "", {});
  for (; context_.placed_ < context_.diagnostics_.size(); ++context_.placed_) {
    Diagnostic& d = context_.diagnostics_[context_.placed_];
    d.file = here.file;
    d.line = here.line;
    d.column = here.column;
  }
}

Value Evaluator::dispatch(const Instruction& i) {
  Value kept;
  switch (i.op) {
    case Op::kConstant: return program_.constants[i.a];
    case Op::kZoned: return zoned(i);
    case Op::kVariable: return variable(i);
    case Op::kLocal: return frame_[i.a];
    case Op::kItemName: return item_name(i);
    case Op::kBuiltinValue: return Value::function(std::make_shared<const BuiltinReference>(builtins()[i.a].row->name));
    case Op::kPath: {
      const Value& object = child_operand(i, 0, kept);
      if (object.is_list()) charge(object);
      return member(object, program_.texts[i.a], context_);
    }
    case Op::kFilter: return filter(i);
    case Op::kCallBuiltin: return call_builtin(i);
    case Op::kCallValue: return call_value(i);
    case Op::kIf: return evaluate(child(i, child_operand(i, 0, kept).is_true() ? 1 : 2));
    case Op::kFor: return for_loop(i);
    case Op::kSome:
    case Op::kEvery: return quantified(i);
    case Op::kFunction: return make_function(i);
    case Op::kExternal: return make_external(i);
    case Op::kContext: return make_context(i);
    case Op::kList: return make_list(i);
    case Op::kRange:
    case Op::kHalfRange: return make_range(i);
    case Op::kNegate: return negate(child_operand(i, 0, kept), context_);
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
    case Op::kPower: {
      Value other;
      const Value& left = child_operand(i, 0, kept);
      const Value& right = child_operand(i, 1, other);
      if (left.is_text()) {
        charge(left);
        charge(right);
      }
      return arithmetic(i.op, left, right, context_);
    }
    case Op::kAnd:
    case Op::kOr: return logical(i);
    case Op::kEqual:
    case Op::kNotEqual:
    case Op::kLess:
    case Op::kLessOrEqual:
    case Op::kGreater:
    case Op::kGreaterOrEqual: return comparison(i);
    case Op::kBetween: return between(i);
    case Op::kIn: return in(i);
    case Op::kInstanceOf: return Value(is_instance(child_operand(i, 0, kept), program_.types[i.a]));
    case Op::kTests: return any_test(i, 0);
    case Op::kNotTests: {
      const Value any = any_test(i, 0);
      return any.is_null() ? any : Value(!any.as_bool());
    }
    case Op::kCompareInput:
    case Op::kTestValue: return test(i);
    case Op::kDialect: return dialect(i);
    case Op::kIterationRange: {
      auto items = domain_items(static_cast<std::uint32_t>(&i - program_.code.data()));
      return items ? std::move(*items) : Value();
    }
  }
  return {};
}

Value Evaluator::dialect(const Instruction& i) {
  Value kept, other;
  const Value& left = child_operand(i, 0, kept);
  charge(left);
  const Value& right = i.count > 1 ? child_operand(i, 1, other) : other;
  charge(right);
  return apply_dialect(static_cast<DialectOp>(i.a), left, right, context_);
}

const Value& Evaluator::operand(std::uint32_t index, Value& kept) {
  const Instruction& i = program_.code[index];
  if (i.op == Op::kConstant) return program_.constants[i.a];
  if (i.op == Op::kLocal) return frame_[i.a];
  if (i.op == Op::kVariable) {
    if (const Value* found = scope_.lookup(i.a)) return *found;
  }
  kept = evaluate(index);
  return kept;
}

const Value& Evaluator::child_operand(const Instruction& i, std::uint32_t n, Value& kept) {
  return operand(child(i, n), kept);
}

Value Evaluator::variable(const Instruction& i) {
  if (const Value* found = scope_.lookup(i.a)) return *found;
  if (i.c != 0) return Value::function(std::make_shared<const BuiltinReference>(builtins()[i.c - 1].row->name));
  context_.report("feel.unknown-name", {{"name", program_.texts[i.b]}});
  return {};
}

// A zone's offset depends on the date, so it is looked up; a time of day alone takes the one of now.
Value Evaluator::zoned(const Instruction& i) {
  auto resolved = resolve_zone(program_.constants[i.a], context_);
  return resolved ? std::move(*resolved) : Value();
}

Value Evaluator::item_name(const Instruction& i) {
  for (std::uint32_t n = 0; n + 1 < i.count; ++n) {
    const Value& item = frame_[child(i, n)];
    if (!item.is_context()) continue;
    if (const Value* entry = item.as_context().find(program_.texts[i.a])) return *entry;
  }
  return evaluate(child(i, i.count - 1));
}

// 10.3.2.5: a number picks the item at that place (from the end when negative), a condition keeps the items for which it is
// true. What is no list is a list of one; null is an empty one.
Value Evaluator::filter(const Instruction& i) {
  const Value source = evaluate(child(i, 0));
  if (source.is_personal()) {
    context_.report("feel.personal-data", {{"operation", "[]"}});
    return {};
  }
  const List single = source.is_list() || source.is_null() ? List() : List{source};
  const List& items = source.is_list() ? source.as_list() : single;
  const std::uint32_t condition = child(i, 1);
  const Value outer = frame_[i.a];
  List kept;
  for (std::size_t n = 0; n < std::max<std::size_t>(items.size(), 1); ++n) {
    if (!spend(1)) break;
    frame_[i.a] = n < items.size() ? items[n] : Value();
    const Value test = evaluate(condition);
    if (test.is_number()) {
      frame_[i.a] = outer;
      const auto place = test.as_number().to_int64();
      const auto size = static_cast<std::int64_t>(items.size());
      if (!place) {
        context_.report("feel.no-such-item", {{"place", test.as_number().text()}, {"size", std::to_string(size)}});
        return {};
      }
      if (*place == 0 || *place > size || *place < -size) return {};  // a list ends somewhere; that is no error
      return items[static_cast<std::size_t>(*place > 0 ? *place - 1 : size + *place)];
    }
    if (n < items.size() && test.is_true()) kept.push_back(items[n]);
  }
  frame_[i.a] = outer;
  return Value::list(std::move(kept));
}

std::optional<Value> Evaluator::domain_items(std::uint32_t index) {
  const Instruction& i = program_.code[index];
  Value low, high;
  bool open_lower = false, open_upper = false;
  if (i.op == Op::kIterationRange) {
    low = evaluate(child(i, 0));
    high = evaluate(child(i, 1));
  } else {
    Value domain = evaluate(index);
    if (domain.is_list()) return domain;
    if (domain.is_null() || domain.is_personal()) return std::nullopt;
    if (domain.kind() != ValueKind::kRange) return Value::list({domain});
    const Range& range = domain.as_range();
    low = range.lower;
    high = range.upper;
    open_lower = !range.lower_closed;
    open_upper = !range.upper_closed;
  }
  const bool dates = low.kind() == ValueKind::kDate && high.kind() == ValueKind::kDate;
  const auto bound = [dates](const Value& v) -> std::optional<std::int64_t> {
    if (dates) return v.as_date().days_since_epoch();
    return v.is_number() ? v.as_number().to_int64() : std::nullopt;
  };
  auto from = bound(low), to = bound(high);
  if (!from || !to) return std::nullopt;
  if (open_lower || open_upper) {
    *from +=
        open_lower ? 1 : 0;  // a range as a value never runs backwards, and int64 is wider than what may be iterated
    *to -= open_upper ? 1 : 0;
    if (*from > *to) return Value::list({});
  }
  const auto distance =
      static_cast<std::uint64_t>(*from < *to ? *to : *from) - static_cast<std::uint64_t>(*from < *to ? *from : *to);
  if (distance >= context_.limits.list_items_max) {
    context_.report("feel.list-too-long", limit_of(context_.limits.list_items_max));
    return std::nullopt;
  }
  List items;
  items.reserve(distance + 1);
  for (std::int64_t n = *from;; n += *from <= *to ? 1 : -1) {
    items.push_back(dates ? Value::date(*Date::from_days(n)) : Value::number(n));
    if (n == *to) return Value::list(std::move(items));
  }
}

template <class Body>
bool Evaluator::iterate(const Instruction& i, std::uint32_t domain, const Body& body, bool* go_on) {
  if (domain + 1 == i.count) {
    *go_on = body();
    return true;
  }
  const auto items = domain_items(child(i, domain));
  if (!items) {
    context_.report("feel.not-a-list");
    return false;
  }
  for (const Value& item : items->as_list()) {
    if (!spend(1)) return false;
    frame_[i.a + domain] = item;
    if (!iterate(i, domain + 1, body, go_on)) return false;
    if (!*go_on) return true;
  }
  return true;
}

Value Evaluator::for_loop(const Instruction& i) {
  List results;
  const std::uint32_t partial_slot = i.a + i.count - 1;
  const bool reads_partial = (i.flags & 1) != 0;
  const std::uint32_t body_index = child(i, i.count - 1);
  const auto body = [&] {
    if (reads_partial) {
      if (!spend(results.size())) return false;
      frame_[partial_slot] = Value::list(results);
    }
    results.push_back(evaluate(body_index));
    if (results.size() <= context_.limits.list_items_max) return true;
    context_.report("feel.list-too-long", limit_of(context_.limits.list_items_max));
    return false;
  };
  bool go_on = true;
  if (!iterate(i, 0, body, &go_on) || !go_on) return {};
  return bounded(Value::list(std::move(results)));
}

Value Evaluator::quantified(const Instruction& i) {
  const bool is_some = i.op == Op::kSome;
  bool unknown = false, decided = false;
  const std::uint32_t body_index = child(i, i.count - 1);
  const auto body = [&] {
    const Value holds = evaluate(body_index);
    if (!holds.is_bool()) unknown = true;
    decided = holds.is_bool() && holds.as_bool() == is_some;
    return !decided;
  };
  bool go_on = true;
  if (!iterate(i, 0, body, &go_on)) return {};
  if (decided) return Value(is_some);
  return unknown ? Value() : Value(!is_some);
}

Value Evaluator::make_context(const Instruction& i) {
  ContextBuilder context(i.count);
  for (std::uint32_t n = 0; n < i.count; ++n) {
    Value value = evaluate(child(i, n));
    frame_[i.b + n] = value;
    context.add(program_.texts[i.a + n], std::move(value));
  }
  return bounded(context.take());
}

Value Evaluator::make_list(const Instruction& i) {
  List items;
  items.reserve(i.count);
  for (std::uint32_t n = 0; n < i.count; ++n) items.push_back(evaluate(child(i, n)));
  return bounded(Value::list(std::move(items)));
}

Value Evaluator::make_range(const Instruction& i) {
  if (i.op == Op::kHalfRange) {
    Value bound = evaluate(child(i, 0));
    if (bound.extent().depth > 1) {
      context_.report("feel.bad-range");
      return {};
    }
    const auto form = static_cast<RangeForm>(i.a);
    switch (form) {
      case RangeForm::kLess: return Value::range({false, false, Value(), std::move(bound), form});
      case RangeForm::kLessOrEqual: return Value::range({false, true, Value(), std::move(bound), form});
      case RangeForm::kGreater: return Value::range({false, false, std::move(bound), Value(), form});
      case RangeForm::kGreaterOrEqual: return Value::range({true, false, std::move(bound), Value(), form});
      default: return Value::range({true, true, bound, bound, form});
    }
  }
  Value lower = evaluate(child(i, 0));
  Value upper = evaluate(child(i, 1));
  const bool both = !lower.is_null() && !upper.is_null();
  const auto order = compare(lower, upper);
  const Value& one = lower.is_null() ? upper : lower;
  if (both ? !order || *order > 0 : !compare(one, one)) {
    context_.report("feel.bad-range");
    return {};
  }
  return Value::range({(i.flags & 1) != 0, (i.flags & 2) != 0, std::move(lower), std::move(upper)});
}

// Table 50: false wins in a conjunction, true in a disjunction; what is not boolean counts as null.
Value Evaluator::logical(const Instruction& i) {
  const bool decisive = i.op == Op::kOr;
  Value kept, other;
  const Value& left = child_operand(i, 0, kept);
  if (left.is_bool() && left.as_bool() == decisive) return Value(decisive);
  const bool left_known = left.is_bool();
  const Value& right = child_operand(i, 1, other);
  if (right.is_bool() && right.as_bool() == decisive) return Value(decisive);
  if (left_known && right.is_bool()) return Value(!decisive);
  return {};
}

Value Evaluator::comparison(const Instruction& i) {
  Value kept, other;
  const Value& left = child_operand(i, 0, kept);
  const Value& right = child_operand(i, 1, other);
  charge_comparison(left, right);
  return compare_values(i.op, left, right, context_);
}

Value Evaluator::between(const Instruction& i) {
  const Value value = evaluate(child(i, 0));
  const Value above = compare_values(Op::kGreaterOrEqual, value, evaluate(child(i, 1)), context_);
  const Value below = compare_values(Op::kLessOrEqual, value, evaluate(child(i, 2)), context_);
  if ((above.is_bool() && !above.as_bool()) || (below.is_bool() && !below.as_bool())) return Value(false);
  return above.is_null() || below.is_null() ? Value() : Value(true);
}

Value Evaluator::in(const Instruction& i) {
  frame_[i.a] = evaluate(child(i, 0));
  return any_test(i, 1);
}

Value Evaluator::any_test(const Instruction& i, std::uint32_t first) {
  bool unknown = false;
  for (std::uint32_t n = first; n < i.count; ++n) {
    Value holds = evaluate(child(i, n));
    if (holds.is_true()) return holds;
    unknown = unknown || !holds.is_bool();
  }
  return unknown ? Value() : Value(false);
}

Value Evaluator::test(const Instruction& i) {
  Value kept;
  const Value& operand_value = child_operand(i, 0, kept);
  spend(operand_value.extent().weight - 1);
  if (i.op == Op::kCompareInput) return compare_values(static_cast<Op>(i.b), frame_[i.a], operand_value, context_);
  if ((i.flags & 1) != 0 && operand_value.is_bool()) return operand_value;
  return test_value(frame_[i.a], operand_value, context_);
}

}  // namespace chancery::feel
