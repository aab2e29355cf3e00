// The operators of FEEL on values (10.3.2.13, tables 50 to 56): three-valued, null with a diagnostic for wrong operands.
#pragma once

#include "engine/feel/feel.h"
#include "engine/feel/program.h"

namespace chancery::feel {

// Null, and feel.wrong-operands or feel.personal-data.
Value wrong_operands(std::string_view operation, const Value& left, const Value& right, EvaluationContext& context);
Value arithmetic(Op op, const Value& left, const Value& right, EvaluationContext& context);
Value negate(const Value& value, EvaluationContext& context);
std::optional<Decimal> in_seconds(DaysTimeDuration duration);  // with its fraction
// =, !=, <, <=, >, >=
Value compare_values(Op op, const Value& left, const Value& right, EvaluationContext& context);
// `=` (table 53): null for values that cannot be compared. Times are equal when their whole seconds are.
Value equal_values(const Value& left, const Value& right, EvaluationContext& context);
// The same without a complaint: false for what cannot be compared. What list functions look for.
bool is_equal(const Value& left, const Value& right);
// Whether a value lies in a range; null when it cannot be compared with its ends.
Value in_range(const Value& value, const Range& range, EvaluationContext& context);
// Whether the value of a test holds for an input (table 55): a list contains it, a range includes it, else equality.
Value test_value(const Value& input, const Value& test, EvaluationContext& context);
// Member of a context, of every context of a list, or a property of a date, time, duration or range (table 65).
Value member(const Value& object, std::string_view name, EvaluationContext& context);
// A time or date and time with the offset of its named zone; none, and feel.unknown-zone, when there is no such zone.
std::optional<Value> resolve_zone(const Value& value, EvaluationContext& context);

}  // namespace chancery::feel
