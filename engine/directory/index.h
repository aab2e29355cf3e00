// The directory's indexes, kept by apply() and rebuilt by read_snapshot(). Not for other modules.
#pragma once

#include "engine/directory/tables.h"

namespace chancery::directory {

void index_unit(DirectoryTables& tables, const UnitRecord& unit);
void index_person(DirectoryTables& tables, const PersonRecord& person);
void index_post(DirectoryTables& tables, const PostKey& key);

}  // namespace chancery::directory
