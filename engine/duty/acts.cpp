#include "engine/duty/acts.h"

#include <algorithm>

#include "engine/journal/fields.h"

namespace chancery::duty {

namespace {

const std::vector<Act>& none() {
  static const std::vector<Act> empty;
  return empty;
}

void remove_acts(ActList& list, const ActReleased& event) {
  std::erase_if(list.acts, [&](const Act& act) {
    return std::find(event.acts.begin(), event.acts.end(), act.event) != event.acts.end();
  });
}

template <class Key>
void encode_table(ByteWriter& out, const Layer<Key, ActList>& table) {
  std::uint64_t count = 0;
  table.for_each([&](const Key&, const ActList&) { return ++count, true; });
  out.varint(count);
  table.for_each([&](const Key& key, const ActList& list) {
    journal::write_value(out, key);
    journal::write_value(out, list);
    return true;
  });
}

template <class Key>
Result<void> decode_table(ByteReader& in, Layer<Key, ActList>& table) {
  const std::uint64_t count = TRY(in.varint());
  for (std::uint64_t i = 0; i < count; ++i) {
    Key key{};
    TRY_VOID(journal::read_value(in, key));
    TRY_VOID(journal::read_value(in, table.edit(key)));
  }
  return {};
}

}  // namespace

TextKey text_key(std::string_view text) {
  if (text.empty()) return {};
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return {hash};
}

const std::vector<Act>& ActTables::of_case(CaseId root) const {
  const ActList* list = cases.find(root);
  return list == nullptr ? none() : list->acts;
}

const std::vector<Act>& ActTables::of_object(std::string_view key) const {
  const ActList* list = objects.find(key);
  return list == nullptr ? none() : list->acts;
}

void ActTables::merge_down() {
  cases.merge_down();
  objects.merge_down();
}

void ActTables::clear() {
  cases.clear();
  objects.clear();
}

void apply(ActTables& tables, CaseId root, EventNumber number, Instant at, const ActRecorded& event) {
  Act act;
  act.event = number;
  act.person = event.person;
  act.on_behalf_of = event.on_behalf_of;
  act.duty = text_key(event.duty);
  act.part = text_key(event.part);
  act.activation = event.activation;
  act.instance = event.instance;
  act.at = at;
  act.element = event.element;
  act.kind = event.kind;
  tables.cases.edit(root).acts.push_back(act);
  for (const std::string& key : event.objects) tables.objects.edit(key).acts.push_back(act);
}

void apply(ActTables& tables, CaseId root, EventNumber, Instant, const ActReleased& event) {
  remove_acts(tables.cases.edit(root), event);
  for (const std::string& key : event.objects) remove_acts(tables.objects.edit(key), event);
}

void encode_snapshot(ByteWriter& out, const ActTables& tables) {
  encode_table(out, tables.cases);
  encode_table(out, tables.objects);
}

Result<void> decode_snapshot(ByteReader& in, ActTables& tables) {
  tables.clear();
  TRY_VOID(decode_table(in, tables.cases));
  TRY_VOID(decode_table(in, tables.objects));
  return {};
}

}  // namespace chancery::duty
