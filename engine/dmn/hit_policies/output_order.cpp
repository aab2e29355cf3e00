// O: all matches in the order of the output values.
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {

Value output_order_hits(Hits& hits) {
  hits.sort_by_priority();
  return Value::list(hits.values());
}

}  // namespace chancery::dmn
