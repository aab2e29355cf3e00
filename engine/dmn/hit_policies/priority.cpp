// P: the match whose output stands first in the output values.
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {

Value priority_hit(Hits& hits) {
  hits.sort_by_priority();
  return hits.hits[0].value;
}

}  // namespace chancery::dmn
