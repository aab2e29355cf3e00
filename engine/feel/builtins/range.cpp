// Relations of points and ranges (10.3.4.7, table 78): each is a comparison of ends, with care for which ends are closed.
#include "engine/feel/builtins/registry.h"
#include "engine/feel/operators.h"

namespace chancery::feel {
namespace {

// A point is the closed range from itself to itself.
std::optional<Range> range_of(const Value& value) {
  if (value.kind() == ValueKind::kRange) return value.as_range();
  if (!compare(value, value)) return std::nullopt;
  return Range{true, true, value, value};
}

struct Pair {
  Range a, b;
};

// -1, 0, 1; none when the ends cannot be compared or a range has no such end.
std::optional<int> order(const Value& a, const Value& b) {
  const auto result = compare(a, b);
  if (!result) return std::nullopt;
  return *result < 0 ? -1 : *result > 0 ? 1 : 0;
}

using Relation = std::optional<bool> (*)(const Pair&);

std::optional<bool> is_before(const Pair& p) {
  const auto o = order(p.a.upper, p.b.lower);
  if (!o) return std::nullopt;
  return *o < 0 || (*o == 0 && (!p.a.upper_closed || !p.b.lower_closed));
}

std::optional<bool> meets(const Pair& p) {
  const auto o = order(p.a.upper, p.b.lower);
  if (!o) return std::nullopt;
  return *o == 0 && p.a.upper_closed && p.b.lower_closed;
}

std::optional<bool> overlaps(const Pair& p) {
  const auto before = is_before(p), after = is_before({p.b, p.a});
  if (!before || !after) return std::nullopt;
  return !*before && !*after;
}

// a begins at or before b's start, measured with open ends: -1, 0, 1.
std::optional<int> start_order(const Pair& p) {
  const auto o = order(p.a.lower, p.b.lower);
  if (!o || *o != 0 || p.a.lower_closed == p.b.lower_closed) return o;
  return p.a.lower_closed ? -1 : 1;
}

std::optional<int> end_order(const Pair& p) {
  const auto o = order(p.a.upper, p.b.upper);
  if (!o || *o != 0 || p.a.upper_closed == p.b.upper_closed) return o;
  return p.a.upper_closed ? 1 : -1;
}

std::optional<bool> overlaps_before(const Pair& p) {
  const auto both = overlaps(p);
  const auto start = start_order(p), end = end_order(p);
  if (!both || !start || !end) return std::nullopt;
  return *both && *start < 0 && *end <= 0;
}

std::optional<bool> overlaps_after(const Pair& p) {
  const auto both = overlaps(p);
  const auto start = start_order(p), end = end_order(p);
  if (!both || !start || !end) return std::nullopt;
  return *both && *start > 0 && *end >= 0;
}

std::optional<bool> finishes(const Pair& p) {
  const auto start = start_order(p), end = end_order(p);
  if (!start || !end) return std::nullopt;
  return *end == 0 && *start >= 0;
}

std::optional<bool> starts(const Pair& p) {
  const auto start = start_order(p), end = end_order(p);
  if (!start || !end) return std::nullopt;
  return *start == 0 && *end <= 0;
}

std::optional<bool> includes(const Pair& p) {
  const auto start = start_order(p), end = end_order(p);
  if (!start || !end) return std::nullopt;
  return *start <= 0 && *end >= 0;
}

std::optional<bool> coincides(const Pair& p) {
  const auto start = start_order(p), end = end_order(p);
  if (!start || !end) return std::nullopt;
  return *start == 0 && *end == 0;
}

template <Relation relation, bool swapped>
Value relate(const BuiltinCall& call) {
  const auto a = range_of(call[0]), b = range_of(call[1]);
  if (!a) return call.bad(0);
  if (!b) return call.bad(1);
  const auto holds = relation(swapped ? Pair{*b, *a} : Pair{*a, *b});
  return holds ? Value(*holds) : call.bad(1);
}

#define CHANCERY_RANGE_ROWS(name, function)                                                                 \
  {name, "range1, range2", function}, {name, "point, range", function}, {name, "range, point", function}, { \
    name, "point1, point2", function                                                                        \
  }
constexpr Builtin kRows[] = {
    CHANCERY_RANGE_ROWS("before", (relate<is_before, false>)),
    CHANCERY_RANGE_ROWS("after", (relate<is_before, true>)),
    CHANCERY_RANGE_ROWS("meets", (relate<meets, false>)),
    CHANCERY_RANGE_ROWS("met by", (relate<meets, true>)),
    CHANCERY_RANGE_ROWS("overlaps", (relate<overlaps, false>)),
    CHANCERY_RANGE_ROWS("overlaps before", (relate<overlaps_before, false>)),
    CHANCERY_RANGE_ROWS("overlaps after", (relate<overlaps_after, false>)),
    CHANCERY_RANGE_ROWS("finishes", (relate<finishes, false>)),
    CHANCERY_RANGE_ROWS("finished by", (relate<finishes, true>)),
    CHANCERY_RANGE_ROWS("includes", (relate<includes, false>)),
    CHANCERY_RANGE_ROWS("during", (relate<includes, true>)),
    CHANCERY_RANGE_ROWS("starts", (relate<starts, false>)),
    CHANCERY_RANGE_ROWS("started by", (relate<starts, true>)),
    CHANCERY_RANGE_ROWS("coincides", (relate<coincides, false>)),
};
#undef CHANCERY_RANGE_ROWS

}  // namespace

BuiltinRows range_builtins() { return kRows; }

}  // namespace chancery::feel
