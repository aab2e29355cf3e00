// The directory as snapshot bytes. Indexes are rebuilt on reading.
#pragma once

#include "engine/base/bytes.h"
#include "engine/directory/tables.h"

namespace chancery::directory {

void write_snapshot(ByteWriter& out, const DirectoryTables& tables);
// Into empty tables. Errors: journal.bad-field, base.bad-bytes, value.bad-bytes; the tables are then to be thrown away.
Result<void> read_snapshot(ByteReader& in, DirectoryTables& tables);

}  // namespace chancery::directory
