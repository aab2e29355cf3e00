#include "engine/duty/acts.h"

#include <algorithm>

#include "engine/journal/layer_codec.h"

namespace chancery::duty {

namespace {

const std::vector<Act>& none() {
  static const std::vector<Act> empty;
  return empty;
}

// An empty list is none: a snapshot does not know the difference.
template <class Key>
void remove_acts(Layer<Key, ActList>& table, const Key& key, const ActReleased& event) {
  ActList& list = table.edit(key);
  std::erase_if(list.acts, [&](const Act& act) {
    return std::find(event.acts.begin(), event.acts.end(), act.event) != event.acts.end();
  });
  if (list.acts.empty()) table.erase(key);
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

void ActTables::rest_on(ActTables* below) {
  cases.rest_on(&below->cases);
  objects.rest_on(&below->objects);
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
  remove_acts(tables.cases, root, event);
  for (const std::string& key : event.objects) remove_acts(tables.objects, key, event);
}

void encode_snapshot(ByteWriter& out, const ActTables& tables) {
  journal::write_layer(out, tables.cases);
  journal::write_layer(out, tables.objects);
}

Result<void> decode_snapshot(ByteReader& in, ActTables& tables) {
  tables.clear();
  TRY_VOID(journal::read_layer(in, tables.cases));
  TRY_VOID(journal::read_layer(in, tables.objects));
  return {};
}

}  // namespace chancery::duty
