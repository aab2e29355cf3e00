// A unit as the contract shows it.
#pragma once

#include "engine/service/queries/reading.h"

namespace chancery::service::queries {

Value unit_view(const directory::UnitRecord& unit);

}  // namespace chancery::service::queries
