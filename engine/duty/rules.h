// DutyRules: the duties, posts and constraints of one package, compiled: dense indices, compiled FEEL, per duty the
// constraints that touch it. Immutable; shared by all cases of the package. Made by rules_reader.h from duties.json, or
// by test_person_rules.
//
// A constraint is data plus a kind; a kind is one file under constraints/ and one line in constraints/kinds.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/duty/verdict.h"
#include "engine/feel/feel.h"

namespace chancery::duty {

using DutyIndex = std::uint16_t;        // from 0
using PostIndex = std::uint16_t;        // from 0
using ConstraintIndex = std::uint16_t;  // from 0, in declared order
inline constexpr DutyIndex kNoDuty = 0xFFFF;
inline constexpr std::size_t kDutiesMax = 1000;
inline constexpr std::size_t kConstraintsMax = 1000;

// Where the posts of a duty are held: in the case's unit, at the township or banner above it, or at any of them.
enum class Level : std::uint8_t { kUnit, kTownship, kBanner, kAny };

struct Who {
  Level level = Level::kUnit;
  std::vector<PostIndex> posts;     // in order of preference; empty = no post is asked
  std::vector<PostIndex> stand_in;  // count only while no holder of `posts` can act here
  feel::Expression persons;         // a person or a list of persons; none = not asked
  feel::Expression when;            // must be true; none = not asked
  std::vector<PersonId> named;      // fixed persons (test_person_rules); empty = not asked
};

struct Duty {
  std::string id;
  TextKey key;
  Text name;
  Who who;
  feel::Expression part;  // separates runs of one case for constraints marked per_part (a seat, a candidate)
  std::vector<ConstraintIndex> constraints;
};

enum class PostOf : std::uint8_t { kUnit, kSeal };

struct Post {
  std::string id;
  Text name;
  PostOf of = PostOf::kUnit;     // a post of a seal is given and ended by a process step only
  bool elected = false;          // recorded by two administrators, from the election paper
  bool designated_only = false;  // never active by itself
  bool single = false;           // a new active holder ends the former one
};

// case: the case tree. activation: one run of the innermost process. object: the same use (= case tree) plus `when`,
// which names the persons active on that object now. meeting: everything filed under the correlated object, across
// cases.
enum class ScopeKind : std::uint8_t { kCase, kActivation, kObject, kMeeting };

// Where two posts must not meet (incompatible): in one unit, for one seal of a unit, or anywhere.
enum class Same : std::uint8_t { kUnit, kSeal, kAnywhere };

struct ConstraintKind;

struct Constraint {
  std::string id;
  const ConstraintKind* kind = nullptr;
  Strength strength = Strength::kFirm;
  std::vector<LegalBasis> basis;
  Text message;
  Text remedy;
  std::vector<DutyIndex> duties;  // ascending
  ScopeKind scope = ScopeKind::kCase;
  std::string object;     // its kind, scope object and meeting
  feel::Expression when;  // exclude: who is excluded; else: the constraint holds only while this is true
  bool per_part = false;
  std::vector<std::vector<PostIndex>> post_groups;  // incompatible
  Same same = Same::kUnit;
  bool relatives = false;   // incompatible: nor by declared near relatives
  bool designated = false;  // incompatible: merely designated holders count, too
};

// Symbols that the service binds while it evaluates.
struct RuleSymbols {
  feel::Symbol person = 0;
};

class DutyRules {
 public:
  // From 0; kNoDuty when the package knows no such duty. A task without a declared duty has the duty of its element id.
  DutyIndex find_duty(std::string_view id) const;
  DutyIndex find_duty(TextKey key) const;
  const Duty& duty(DutyIndex index) const;
  std::size_t duty_count() const { return duties_.size(); }

  std::optional<PostIndex> find_post(std::string_view id) const;
  const Post& post(PostIndex index) const { return posts_[index]; }
  std::size_t post_count() const { return posts_.size(); }

  const Constraint& constraint(ConstraintIndex index) const { return constraints_[index]; }
  std::size_t constraint_count() const { return constraints_.size(); }
  const Constraint* find_constraint(std::string_view id) const;

  // Whether acts are filed under objects of this kind besides the case ("meeting").
  bool files_under(std::string_view object_kind) const;
  const RuleSymbols& symbols() const { return symbols_; }

 private:
  friend class RulesBuilder;
  std::vector<Duty> duties_;
  std::vector<std::pair<TextKey, DutyIndex>> by_key_;  // ascending
  std::vector<Post> posts_;
  std::vector<Constraint> constraints_;
  std::vector<std::string> filed_kinds_;
  RuleSymbols symbols_;
};

// For conformance runs and `chancery run`: one person who holds every post, no constraint. It passes the same check as
// anybody: any other person is refused.
std::shared_ptr<const DutyRules> test_person_rules(PersonId person, const std::vector<std::string>& duty_ids,
                                                   feel::SymbolTable& symbols);

}  // namespace chancery::duty
