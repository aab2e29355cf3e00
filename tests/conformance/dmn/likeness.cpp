#include "tests/conformance/dmn/likeness.h"

#include <algorithm>

namespace chancery::dmn_kit {
namespace {

bool is_near(Decimal a, Decimal b) {
  static const Decimal kTolerance = *Decimal::parse("1e-8");
  const auto distance = a.subtract(b);
  return distance && distance->absolute() <= kTolerance;
}

bool has_like_entries(const Context& found, const Context& expected) {
  return found.size() == expected.size() &&
         std::all_of(expected.begin(), expected.end(), [&](const Context::Entry& entry) {
           const Value* other = found.find(entry.name);
           return other != nullptr && is_like(*other, entry.value);
         });
}

}  // namespace

bool is_like(const Value& found, const Value& expected) {
  if (found.is_number() && expected.is_number()) return is_near(found.as_number(), expected.as_number());
  if (found.is_context() && expected.is_context()) return has_like_entries(found.as_context(), expected.as_context());
  if (!found.is_list() || !expected.is_list()) return found == expected;
  const List &a = found.as_list(), &b = expected.as_list();
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), is_like);
}

}  // namespace chancery::dmn_kit
