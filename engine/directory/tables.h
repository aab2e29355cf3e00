// DirectoryTables: who there is. Units, persons, accounts, posts with their terms, absences, acting periods, declared
// kinship, as stackable tables. Written only by apply(); read by decide_*, duty, runtime and the projections. Queries
// take the instant at which they are asked and never a clock. Holders of a post are kept by (unit, post): no query
// walks all persons.
//
// A post is *active* at t when from <= t < until, it has not ended, and it is not merely designated. One that `stays`
// goes on after its term until a successor begins (the former chair until a lawful election).
#pragma once

#include <atomic>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/layer.h"
#include "engine/journal/directory_events.h"

namespace chancery::directory {

using journal::AbsenceNumber;
using journal::ActingNumber;
using journal::NamePair;
using journal::PostNumber;
using journal::PostTerms;
using journal::ProposalNumber;

// The post of those who record units, persons and posts; Founded gives it to two.
inline constexpr std::string_view kAdministratorPost = "administrator";

struct PostKeyView {
  UnitId unit;
  std::string_view post;
};
struct PostKey {
  UnitId unit;
  std::string post;
  auto operator<=>(const PostKey&) const = default;
  bool operator==(const PostKey&) const = default;
  friend bool operator<(const PostKey& a, const PostKeyView& b) {
    return a.unit != b.unit ? a.unit < b.unit : a.post < b.post;
  }
  friend bool operator<(const PostKeyView& a, const PostKey& b) {
    return a.unit != b.unit ? a.unit < b.unit : a.post < b.post;
  }
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.unit);
    v(2, s.post);
  }
};

struct UnitRecord {
  UnitId id;
  std::string key;
  std::string kind;
  std::string law;
  UnitId parent;
  NamePair name;
  std::uint64_t households = 0;
  bool has_representatives_meeting = false;
  Value custom;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.id);
    v(2, s.key);
    v(3, s.kind);
    v(4, s.law);
    v(5, s.parent);
    v(6, s.name);
    v(7, s.households);
    v(8, s.has_representatives_meeting);
    v(9, s.custom);
  }
  bool operator==(const UnitRecord&) const = default;
};

struct Relative {
  PersonId person;
  std::string relation;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.person);
    v(2, s.relation);
  }
  bool operator==(const Relative&) const = default;
};

struct Absence {
  AbsenceNumber number;
  Instant from;
  std::optional<Instant> until;
  std::optional<Instant> ended;
  std::string reason;
  bool covers(Instant at) const;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.from);
    v(3, s.until);
    v(4, s.ended);
    v(5, s.reason);
  }
  bool operator==(const Absence&) const = default;
};

struct PersonRecord {
  PersonId id;
  Value name;  // PersonalReference or null
  std::string id_hash;
  UnitId unit;
  std::vector<std::string> accounts;
  std::vector<Relative> relatives;
  std::vector<Absence> absences;
  std::vector<PostKey> posts;   // where this person has or had a holding; each once
  std::vector<PostKey> acting;  // which posts this person acts or acted for; each once
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.id);
    v(2, s.name);
    v(3, s.id_hash);
    v(4, s.unit);
    v(5, s.accounts);
    v(6, s.relatives);
    v(7, s.absences);
    v(8, s.posts);
    v(9, s.acting);
  }
  bool operator==(const PersonRecord&) const = default;
};

struct Holding {
  PostNumber number;
  PostTerms terms;
  std::optional<Instant> ended;
  ProposalNumber proposal;
  PersonId given_by;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.terms);
    v(3, s.ended);
    v(4, s.proposal);
    v(5, s.given_by);
  }
  bool operator==(const Holding&) const = default;
};

struct ActingPeriod {
  ActingNumber number;
  PersonId person;
  Instant from;
  std::optional<Instant> until;
  std::optional<Instant> ended;
  std::string basis;
  bool covers(Instant at) const;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.number);
    v(2, s.person);
    v(3, s.from);
    v(4, s.until);
    v(5, s.ended);
    v(6, s.basis);
  }
  bool operator==(const ActingPeriod&) const = default;
};

// All holdings of one post of one unit, past ones too, in the order in which they were given.
struct PostRecord {
  std::vector<Holding> holdings;
  std::vector<ActingPeriod> acting;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.holdings);
    v(2, s.acting);
  }
  bool operator==(const PostRecord&) const = default;
};

struct Proposal {
  PostTerms terms;
  PostNumber ends;  // 0: it gives a post
  Instant end_at;
  std::string reason;
  PersonId by;
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.terms);
    v(2, s.ends);
    v(3, s.end_at);
    v(4, s.reason);
    v(5, s.by);
  }
  bool operator==(const Proposal&) const = default;
};

// The last numbers given out; one record, under key 0.
struct Counters {
  std::uint64_t unit = 0;
  std::uint64_t person = 0;
  std::uint64_t post = 0;
  std::uint64_t proposal = 0;
  std::uint64_t absence = 0;
  std::uint64_t acting = 0;
  UnitId root;                 // 0 before Founded
  std::uint64_t revision = 0;  // grows with every directory event: a key for caches
  template <class S, class V>
  static void fields(S& s, V&& v) {
    v(1, s.unit);
    v(2, s.person);
    v(3, s.post);
    v(4, s.proposal);
    v(5, s.absence);
    v(6, s.acting);
    v(7, s.root);
    v(8, s.revision);
  }
  bool operator==(const Counters&) const = default;
};

// A holding as a query answers it; points into the tables, valid until they change.
struct HeldPost {
  const PostKey* key = nullptr;
  const Holding* holding = nullptr;
};

enum class Posts : unsigned char { kActive, kDesignatedToo };

struct UnitContexts;

struct DirectoryTables {
  DirectoryTables() = default;
  explicit DirectoryTables(DirectoryTables* below);

  Layer<UnitId, UnitRecord> units;
  Layer<PersonId, PersonRecord> persons;
  Layer<PostKey, PostRecord> posts;
  Layer<ProposalNumber, Proposal> proposals;  // open ones
  Layer<std::uint64_t, Counters> counters;
  // Indexes; not part of a snapshot.
  Layer<std::string, UnitId> unit_by_key;
  Layer<std::string, PersonId> person_by_account;
  Layer<std::string, PersonId> person_by_id_hash;
  Layer<PostNumber, PostKey> post_by_number;
  Layer<UnitId, std::vector<std::string>> posts_of_unit;  // ids of its posts, ascending

  void merge_down();
  void rest_on(DirectoryTables* below);  // as Layer::rest_on
  void clear();
  bool unchanged() const;
  // The deepest table that says the same as this one: nothing above it has changed.
  const DirectoryTables& settled() const;
  bool is_bottom() const { return below_ == nullptr; }

  Counters last_numbers() const;
  bool is_founded() const { return static_cast<bool>(last_numbers().root); }

  const UnitRecord* unit(UnitId id) const { return units.find(id); }
  const UnitRecord* unit(std::string_view key) const;
  const PersonRecord* person(PersonId id) const { return persons.find(id); }
  // 0 when nobody; for matching an applicant to the directory.
  PersonId person_of_account(std::string_view account) const;
  PersonId person_of_id_hash(std::string_view id_hash) const;
  // A person as forms and data files write him: an account name, or his number as decimal text. 0 when nobody.
  PersonId resolve_person(std::string_view text) const;

  // The unit itself, its parent, … up to the top.
  std::vector<UnitId> with_ancestors(UnitId id) const;
  // The nearest unit of that kind, itself included; 0 when none.
  UnitId ancestor_of_kind(UnitId id, std::string_view kind) const;
  bool is_within(UnitId id, UnitId ancestor) const;

  bool is_active(const PostKeyView& key, const Holding& holding, Instant at) const;
  // Holdings at an instant, in the order in which they were given. An empty seal means: whichever.
  std::vector<HeldPost> holders(UnitId unit, std::string_view post, Instant at, std::string_view seal = {},
                                Posts which = Posts::kActive) const;
  std::vector<HeldPost> posts_of(PersonId person, Instant at, Posts which = Posts::kActive) const;
  bool holds(PersonId person, UnitId unit, std::string_view post, Instant at, std::string_view seal = {}) const;
  const Holding* holding(PostNumber number) const;

  bool is_absent(PersonId person, Instant at) const;
  // Who acts for the post at the instant; 0 when no acting period runs.
  PersonId acting_for(UnitId unit, std::string_view post, Instant at) const;
  const ActingPeriod* acting_period(UnitId unit, std::string_view post, Instant at) const;
  // The posts this person acts for now.
  std::vector<PostKey> acting_posts_of(PersonId person, Instant at) const;

  std::vector<PersonId> relatives(PersonId person) const;  // ascending
  bool are_relatives(PersonId a, PersonId b) const;

  // Contexts made of the bottom table, which many threads read (contexts.cpp). Not a part of the state.
  mutable std::atomic<std::shared_ptr<const UnitContexts>> unit_contexts;

 private:
  const DirectoryTables* below_ = nullptr;
};

// Only writes what stands in the event. Asserts that it can (decide made sure).
void apply(DirectoryTables& tables, const journal::UnitRecorded& event);
void apply(DirectoryTables& tables, const journal::PersonRecorded& event);
void apply(DirectoryTables& tables, const journal::AccountLinked& event);
void apply(DirectoryTables& tables, const journal::AccountUnlinked& event);
void apply(DirectoryTables& tables, const journal::PostProposed& event);
void apply(DirectoryTables& tables, const journal::PostProposalWithdrawn& event);
void apply(DirectoryTables& tables, const journal::PostGiven& event);
void apply(DirectoryTables& tables, const journal::PostEnded& event);
void apply(DirectoryTables& tables, const journal::AbsenceRecorded& event);
void apply(DirectoryTables& tables, const journal::AbsenceEnded& event);
void apply(DirectoryTables& tables, const journal::ActingOpened& event);
void apply(DirectoryTables& tables, const journal::ActingEnded& event);
void apply(DirectoryTables& tables, const journal::KinshipDeclared& event);
void apply(DirectoryTables& tables, const journal::KinshipWithdrawn& event);
void apply(DirectoryTables& tables, const journal::Founded& event);
void apply(DirectoryTables& tables, const journal::DirectoryEvent& event);

}  // namespace chancery::directory
