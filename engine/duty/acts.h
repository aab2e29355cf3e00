// Acts: who influenced which duty of which case, when. The one memory of separation; rebuilt from events, never a
// cache.
//
// Filed by case tree (the root's id) and, for the object kinds that a constraint reads (DutyRules::files_under), by
// object key ("meeting:17"). A person here is a natural person, never an account. apply only writes. Acts of holding a
// task (claimed, assigned, transferred to) leave the table when the task is given back with nothing saved.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/bytes.h"
#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/base/layer.h"
#include "engine/journal/duty_events.h"

namespace chancery::duty {

using journal::ActKind;
using journal::ActRecorded;
using journal::ActReleased;
using journal::Entrance;

// Of one case tree, or of one object. Passing it refuses further acts there (duty.too-many-acts).
inline constexpr std::size_t kActsMax = 4096;

// A text as 64 bits (FNV-1a), so that checks compare integers. A package with two duties of one key is refused.
struct TextKey {
  std::uint64_t value = 0;  // 0 = the empty text
  auto operator<=>(const TextKey&) const = default;
};
TextKey text_key(std::string_view text);

struct Act {
  EventNumber event;
  PersonId person;
  PersonId on_behalf_of;
  TextKey duty;
  TextKey part;
  InstanceId activation;
  InstanceId instance;
  Instant at;
  std::uint32_t element = 0;
  ActKind kind = ActKind::kNone;

  bool is_of(PersonId p) const { return person == p || (on_behalf_of && on_behalf_of == p); }
  // True for the kinds that bind only while the task is held.
  bool is_holding() const {
    return kind == ActKind::kClaimed || kind == ActKind::kAssignedTo || kind == ActKind::kTransferredTo;
  }
  bool operator==(const Act&) const = default;
  template <class Self, class Visit>
  static void fields(Self& a, Visit&& v) {
    v(1, a.event);
    v(2, a.person);
    v(3, a.on_behalf_of);
    v(4, a.duty.value);
    v(5, a.part.value);
    v(6, a.activation);
    v(7, a.instance);
    v(8, a.at);
    v(9, a.element);
    v(10, a.kind);
  }
};

struct ActList {
  std::vector<Act> acts;  // in order of their events
  bool operator==(const ActList&) const = default;
  template <class Self, class Visit>
  static void fields(Self& l, Visit&& v) {
    v(1, l.acts);
  }
};

class ActTables {
 public:
  ActTables() = default;
  // A layer on `below`, which must outlive it.
  explicit ActTables(ActTables* below) : cases(&below->cases), objects(&below->objects) {}

  Layer<CaseId, ActList> cases;
  Layer<std::string, ActList> objects;

  // Empty when there are none. Valid until the next change of that list.
  const std::vector<Act>& of_case(CaseId root) const;
  const std::vector<Act>& of_object(std::string_view key) const;

  void merge_down();
  void rest_on(ActTables* below);  // as Layer::rest_on
  void clear();
  bool unchanged() const { return cases.unchanged() && objects.unchanged(); }
};

// `root` is the case tree's root, `number` and `at` are the envelope's.
void apply(ActTables& tables, CaseId root, EventNumber number, Instant at, const ActRecorded& event);
void apply(ActTables& tables, CaseId root, EventNumber number, Instant at, const ActReleased& event);

// Snapshot of everything visible, in key order; decode replaces the contents of an empty bottom table.
void encode_snapshot(ByteWriter& out, const ActTables& tables);
Result<void> decode_snapshot(ByteReader& in, ActTables& tables);

}  // namespace chancery::duty
