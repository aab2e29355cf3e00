// The events of the directory: units, persons, accounts, posts, absences, acting periods, kinship. Kinds 100 to 149.
// Everything that `apply` writes stands in the event. Names of persons and ID numbers are never here: `name` is a
// PersonalReference and `id_hash` a keyed hash. Who sent the command and when stands in the envelope; a second person
// involved is named here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/value/value.h"

namespace chancery::journal {

using PostNumber = Id<struct PostNumberTag>;          // one holding of one post by one person
using ProposalNumber = Id<struct ProposalNumberTag>;  // a proposed giving or ending of a post
using AbsenceNumber = Id<struct AbsenceNumberTag>;
using ActingNumber = Id<struct ActingNumberTag>;

struct NamePair {
  std::string zh;
  std::string en;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.zh);
    v(2, s.en);
  }
  bool operator==(const NamePair&) const = default;
};

// A new unit, or all data of a known one anew. The key never changes.
struct UnitRecorded {
  static constexpr std::uint32_t kKind = 100;
  static constexpr std::uint32_t kVersion = 1;
  UnitId unit;
  std::string key;   // "demo-gacha"
  std::string kind;  // gacha, community, township, banner, city
  std::string law;   // village, residents; empty for those that are no committee
  UnitId parent;     // 0 at the top
  NamePair name;
  std::uint64_t households = 0;
  bool has_representatives_meeting = false;
  Value custom;  // context or null
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.unit);
    v(2, s.key);
    v(3, s.kind);
    v(4, s.law);
    v(5, s.parent);
    v(6, s.name);
    v(7, s.households);
    v(8, s.has_representatives_meeting);
    v(9, s.custom);
  }
  bool operator==(const UnitRecorded&) const = default;
};

// A new person, or all data of a known one anew.
struct PersonRecorded {
  static constexpr std::uint32_t kKind = 101;
  static constexpr std::uint32_t kVersion = 1;
  PersonId person;
  Value name;           // PersonalReference, or null
  std::string id_hash;  // keyed hash of the ID number, or empty
  UnitId unit;          // where the person lives or belongs; 0 when nowhere
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.person);
    v(2, s.name);
    v(3, s.id_hash);
    v(4, s.unit);
  }
  bool operator==(const PersonRecorded&) const = default;
};

struct AccountLinked {
  static constexpr std::uint32_t kKind = 102;
  static constexpr std::uint32_t kVersion = 1;
  std::string account;
  PersonId person;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.account);
    v(2, s.person);
  }
  bool operator==(const AccountLinked&) const = default;
};

struct AccountUnlinked {
  static constexpr std::uint32_t kKind = 103;
  static constexpr std::uint32_t kVersion = 1;
  std::string account;
  PersonId person;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.account);
    v(2, s.person);
  }
  bool operator==(const AccountUnlinked&) const = default;
};

// What a post is held under. Terms are half open: from <= t < until.
struct PostTerms {
  UnitId unit;
  PersonId person;
  std::string post;  // "chair"
  std::string seal;  // id of the seal for a post of a seal, else empty
  Instant from;
  std::optional<Instant> until;
  bool designated = false;  // named beforehand, not active
  bool stays = false;       // stays after `until` until a successor begins
  bool woman = false;       // counted where the law counts women among the seats
  std::string basis;        // election paper, resolution number …
  CaseId process;           // the case that gave it; 0 when none
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.unit);
    v(2, s.person);
    v(3, s.post);
    v(4, s.seal);
    v(5, s.from);
    v(6, s.until);
    v(7, s.designated);
    v(8, s.stays);
    v(9, s.woman);
    v(10, s.basis);
    v(11, s.process);
  }
  bool operator==(const PostTerms&) const = default;
};

// First of two persons: either gives a post (`ends` is 0) or ends one (`terms` is empty but for the unit).
struct PostProposed {
  static constexpr std::uint32_t kKind = 104;
  static constexpr std::uint32_t kVersion = 1;
  ProposalNumber number;
  PostTerms terms;
  PostNumber ends;
  Instant end_at;
  std::string reason;
  PersonId by;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.terms);
    v(3, s.ends);
    v(4, s.end_at);
    v(5, s.reason);
    v(6, s.by);
  }
  bool operator==(const PostProposed&) const = default;
};

struct PostProposalWithdrawn {
  static constexpr std::uint32_t kKind = 105;
  static constexpr std::uint32_t kVersion = 1;
  ProposalNumber number;
  PersonId by;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.by);
  }
  bool operator==(const PostProposalWithdrawn&) const = default;
};

struct PostGiven {
  static constexpr std::uint32_t kKind = 106;
  static constexpr std::uint32_t kVersion = 1;
  PostNumber number;
  PostTerms terms;
  ProposalNumber proposal;  // 0 when it needed none
  PersonId by;              // the confirming or giving person; 0 when a process gave it
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.terms);
    v(3, s.proposal);
    v(4, s.by);
  }
  bool operator==(const PostGiven&) const = default;
};

struct PostEnded {
  static constexpr std::uint32_t kKind = 107;
  static constexpr std::uint32_t kVersion = 1;
  PostNumber number;
  UnitId unit;
  std::string post;
  Instant at;
  std::string reason;
  ProposalNumber proposal;
  PersonId by;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.unit);
    v(3, s.post);
    v(4, s.at);
    v(5, s.reason);
    v(6, s.proposal);
    v(7, s.by);
  }
  bool operator==(const PostEnded&) const = default;
};

struct AbsenceRecorded {
  static constexpr std::uint32_t kKind = 108;
  static constexpr std::uint32_t kVersion = 1;
  AbsenceNumber number;
  PersonId person;
  Instant from;
  std::optional<Instant> until;
  std::string reason;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.person);
    v(3, s.from);
    v(4, s.until);
    v(5, s.reason);
  }
  bool operator==(const AbsenceRecorded&) const = default;
};

struct AbsenceEnded {
  static constexpr std::uint32_t kKind = 109;
  static constexpr std::uint32_t kVersion = 1;
  AbsenceNumber number;
  PersonId person;
  Instant at;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.person);
    v(3, s.at);
  }
  bool operator==(const AbsenceEnded&) const = default;
};

// `person` acts for whoever holds `post` of the unit.
struct ActingOpened {
  static constexpr std::uint32_t kKind = 110;
  static constexpr std::uint32_t kVersion = 1;
  ActingNumber number;
  UnitId unit;
  std::string post;
  PersonId person;
  Instant from;
  std::optional<Instant> until;
  std::string basis;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.unit);
    v(3, s.post);
    v(4, s.person);
    v(5, s.from);
    v(6, s.until);
    v(7, s.basis);
  }
  bool operator==(const ActingOpened&) const = default;
};

struct ActingEnded {
  static constexpr std::uint32_t kKind = 111;
  static constexpr std::uint32_t kVersion = 1;
  ActingNumber number;
  UnitId unit;
  std::string post;
  Instant at;
  std::string reason;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.unit);
    v(3, s.post);
    v(4, s.at);
    v(5, s.reason);
  }
  bool operator==(const ActingEnded&) const = default;
};

// Holds both ways. `relation` is what `other` is to `person`.
struct KinshipDeclared {
  static constexpr std::uint32_t kKind = 112;
  static constexpr std::uint32_t kVersion = 1;
  PersonId person;
  PersonId other;
  std::string relation;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.person);
    v(2, s.other);
    v(3, s.relation);
  }
  bool operator==(const KinshipDeclared&) const = default;
};

struct KinshipWithdrawn {
  static constexpr std::uint32_t kKind = 113;
  static constexpr std::uint32_t kVersion = 1;
  PersonId person;
  PersonId other;
  std::string reason;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.person);
    v(2, s.other);
    v(3, s.reason);
  }
  bool operator==(const KinshipWithdrawn&) const = default;
};

// The beginning of a database. The root unit, the two persons, their accounts and posts follow as events of their own.
struct Founded {
  static constexpr std::uint32_t kKind = 114;
  static constexpr std::uint32_t kVersion = 1;
  UnitId root;
  std::vector<PersonId> administrators;  // exactly two
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.root);
    v(2, s.administrators);
  }
  bool operator==(const Founded&) const = default;
};

using DirectoryEvent = std::variant<UnitRecorded, PersonRecorded, AccountLinked, AccountUnlinked, PostProposed,
                                    PostProposalWithdrawn, PostGiven, PostEnded, AbsenceRecorded, AbsenceEnded,
                                    ActingOpened, ActingEnded, KinshipDeclared, KinshipWithdrawn, Founded>;

}  // namespace chancery::journal
