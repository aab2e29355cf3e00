// The directory as FEEL sees it: the contexts behind the names `unit` and `person` (package-format.md). Persons are
// numbers.
#pragma once

#include "engine/directory/tables.h"

namespace chancery::directory {

// List of {person, post, seal, designated, acting, woman, absent, from}: every holding of the unit at the instant,
// designated ones marked, then one line for each running acting period with `acting` true. `seal` is null for a post of
// the unit. In order of post id.
Value staff_value(const DirectoryTables& tables, UnitId unit, Instant at);
// {id, key, name (Chinese), name_en, kind, law, parent, places, households, has_representatives_meeting, staff, the
// custom fields}; null for an unknown unit. `places` are the keys of the unit and of those above it. A custom field
// never hides one of these.
Value unit_value(const DirectoryTables& tables, UnitId unit, Instant at);
// {id, posts (ids of posts held actively, and those acted for), unit, relatives (numbers), absent}; null for nobody.
Value person_value(const DirectoryTables& tables, PersonId person, Instant at);
// A holding as a context: {number, unit, person, post, seal, from, until, designated, basis}.
Value holding_value(const Holding& holding);

}  // namespace chancery::directory
