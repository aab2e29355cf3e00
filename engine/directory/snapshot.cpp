#include "engine/directory/snapshot.h"

#include "engine/directory/index.h"
#include "engine/journal/layer_codec.h"

namespace chancery::directory {

void write_snapshot(ByteWriter& out, const DirectoryTables& tables) {
  journal::write_layer(out, tables.units);
  journal::write_layer(out, tables.persons);
  journal::write_layer(out, tables.posts);
  journal::write_layer(out, tables.proposals);
  journal::write_layer(out, tables.counters);
}

Result<void> read_snapshot(ByteReader& in, DirectoryTables& tables) {
  TRY_VOID(journal::read_layer(in, tables.units));
  TRY_VOID(journal::read_layer(in, tables.persons));
  TRY_VOID(journal::read_layer(in, tables.posts));
  TRY_VOID(journal::read_layer(in, tables.proposals));
  TRY_VOID(journal::read_layer(in, tables.counters));
  tables.units.for_each([&](UnitId, const UnitRecord& unit) {
    index_unit(tables, unit);
    return true;
  });
  tables.persons.for_each([&](PersonId, const PersonRecord& person) {
    index_person(tables, person);
    return true;
  });
  tables.posts.for_each([&](const PostKey& key, const PostRecord& record) {
    index_post(tables, key);
    for (const Holding& holding : record.holdings) tables.post_by_number.edit(holding.number) = key;
    return true;
  });
  return {};
}

}  // namespace chancery::directory
