// sum, mean, product, median, stddev, mode: lists of numbers (10.3.4.4).
#include <algorithm>

#include "engine/feel/builtins/registry.h"
#include "engine/feel/operators.h"

namespace chancery::feel {
namespace {

// The numbers of the arguments; none when there is anything else among them.
std::optional<std::vector<Decimal>> numbers_of(const BuiltinCall& call) {
  std::vector<Decimal> numbers;
  for (const Value& item : items_of(call)) {
    if (!item.is_number()) return std::nullopt;
    numbers.push_back(item.as_number());
  }
  return numbers;
}

Value number_or_null(std::optional<Decimal> number) { return number ? Value::number(*number) : Value(); }

std::optional<Decimal> total(const std::vector<Decimal>& numbers) {
  std::optional<Decimal> sum = Decimal();
  for (const Decimal number : numbers) {
    if (sum) sum = sum->add(number);
  }
  return sum;
}

std::optional<Decimal> average(const std::vector<Decimal>& numbers) {
  const auto sum = total(numbers);
  return sum ? sum->divide(Decimal::from_int(static_cast<std::int64_t>(numbers.size()))) : std::nullopt;
}

// Numbers or durations of one kind.
Value sum(const BuiltinCall& call) {
  const auto items = items_of(call);
  if (items.empty()) return {};
  Value result = items[0];
  const bool addable = result.is_number() || result.kind() == ValueKind::kDaysTimeDuration ||
                       result.kind() == ValueKind::kYearsMonthsDuration;
  if (!addable) return call.bad(0);
  for (const Value& item : items.subspan(1)) {
    if (item.kind() != result.kind()) return call.bad(0);
    result = arithmetic(Op::kAdd, result, item, call.context);
  }
  return result;
}

Value mean(const BuiltinCall& call) {
  const auto items = items_of(call);
  Value all = sum(call);
  if (all.is_null()) return all;
  return arithmetic(Op::kDivide, all, Value::number(static_cast<std::int64_t>(items.size())), call.context);
}

Value product(const BuiltinCall& call) {
  const auto numbers = numbers_of(call);
  if (!numbers || numbers->empty()) return call.bad(0);
  std::optional<Decimal> result = Decimal::from_int(1);
  for (const Decimal number : *numbers) {
    if (result) result = result->multiply(number);
  }
  return number_or_null(result);
}

Value median(const BuiltinCall& call) {
  auto numbers = numbers_of(call);
  if (!numbers) return call.bad(0);
  if (numbers->empty()) return {};
  std::stable_sort(numbers->begin(), numbers->end());
  const std::size_t middle = numbers->size() / 2;
  if (numbers->size() % 2 == 1) return Value::number((*numbers)[middle]);
  return number_or_null(average({(*numbers)[middle - 1], (*numbers)[middle]}));
}

// Of a sample: divided by n − 1.
Value stddev(const BuiltinCall& call) {
  const auto numbers = numbers_of(call);
  if (!numbers || numbers->size() < 2) return call.bad(0);
  const auto centre = average(*numbers);
  std::vector<Decimal> squares;
  for (const Decimal number : *numbers) {
    const auto distance = centre ? number.subtract(*centre) : std::nullopt;
    const auto square = distance ? distance->multiply(*distance) : std::nullopt;
    if (!square) return call.bad(0);
    squares.push_back(*square);
  }
  const auto sum_of_squares = total(squares);
  const auto variance = sum_of_squares
                            ? sum_of_squares->divide(Decimal::from_int(static_cast<std::int64_t>(squares.size()) - 1))
                            : std::nullopt;
  return variance ? number_or_null(variance->square_root()) : Value();
}

Value mode(const BuiltinCall& call) {
  auto numbers = numbers_of(call);
  if (!numbers) return call.bad(0);
  std::stable_sort(numbers->begin(), numbers->end());
  List most;
  std::size_t most_count = 0;
  for (std::size_t i = 0; i < numbers->size();) {
    std::size_t end = i;
    while (end < numbers->size() && (*numbers)[end] == (*numbers)[i]) ++end;
    if (end - i > most_count) most.clear();
    most_count = std::max(most_count, end - i);
    if (end - i == most_count) most.push_back(Value::number((*numbers)[i]));
    i = end;
  }
  return Value::list(std::move(most));
}

constexpr Builtin kRows[] = {
    {"sum", "list*...", sum},       {"mean", "list*...", mean},     {"product", "list*...", product},
    {"median", "list*...", median}, {"stddev", "list*...", stddev}, {"mode", "list*...", mode},
};

}  // namespace

BuiltinRows list_number_builtins() { return kRows; }

}  // namespace chancery::feel
