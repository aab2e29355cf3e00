// R: all matches in the order of the table.
#include "engine/dmn/hit_policies/policy.h"

namespace chancery::dmn {

Value rule_order_hits(const Hits& hits) { return Value::list(hits.values()); }

}  // namespace chancery::dmn
