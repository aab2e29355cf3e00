// C, C+, C#, C<, C>: all matches as a list, or their sum, number, minimum or maximum (table 46 of 8.2.10).
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {
namespace {

Value sum(const Hits& hits) {
  Decimal total;
  for (const Hit& hit : hits.hits) {
    const auto next = hit.value.is_number() ? total.add(hit.value.as_number()) : std::nullopt;
    if (!next) return hits.fail("dmn.cannot-aggregate");
    total = *next;
  }
  return Value::number(total);
}

Value extreme(const Hits& hits, bool smallest) {
  Value best = hits.hits[0].value;
  for (const Hit& hit : hits.hits) {
    const auto order = compare(hit.value, best);
    if (!order) return hits.fail("dmn.cannot-aggregate");
    if (smallest ? *order < 0 : *order > 0) best = hit.value;
  }
  return best;
}

}  // namespace

Value collect_hits(const Hits& hits) {
  switch (hits.table.aggregation) {
    case Aggregation::kList: return Value::list(hits.values());
    case Aggregation::kSum: return sum(hits);
    case Aggregation::kCount: return Value::number(static_cast<std::int64_t>(hits.hits.size()));
    case Aggregation::kMin: return extreme(hits, true);
    case Aggregation::kMax: return extreme(hits, false);
  }
  return {};
}

}  // namespace chancery::dmn
