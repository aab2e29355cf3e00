// A: several rules may match, if they all say the same.
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {

Value any_hit(const Hits& hits) {
  for (const Hit& hit : hits.hits) {
    if (!(hit.value == hits.hits[0].value)) return hits.fail("dmn.rules-disagree");
  }
  return hits.hits[0].value;
}

}  // namespace chancery::dmn
