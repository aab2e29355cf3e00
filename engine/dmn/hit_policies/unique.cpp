// U: no two rules may match.
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {

Value unique_hit(const Hits& hits) {
  return hits.hits.size() == 1 ? hits.hits[0].value : hits.fail("dmn.several-rules");
}

}  // namespace chancery::dmn
