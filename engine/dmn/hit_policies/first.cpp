// F: the first rule in the order of the table.
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {

Value first_hit(const Hits& hits) { return hits.hits[0].value; }

}  // namespace chancery::dmn
