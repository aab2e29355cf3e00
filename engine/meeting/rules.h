// MeetingRules: profiles of meetings (who sits, notice, quorum, majority) and which subject takes which, from
// config/meetings/{profiles,subjects}.json. Immutable after loading. A meeting freezes its profile as a Value, so that
// a case never looks the rule up again.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/diagnostic.h"
#include "engine/journal/directory_events.h"
#include "engine/value/value.h"

namespace chancery::meeting {

using journal::NamePair;

// What a fraction is taken of. kDue: those who are to vote, the present less the recused.
enum class Base : unsigned char { kPresent, kDue, kComposition, kRepresentatives, kAdults, kHouseholds, kMembers };
std::string_view base_name(Base base);  // as in the file: "composition"
std::optional<Base> base_of(std::string_view name);

// Reached by count ≥ ⌈num/den × base⌉, or, when strict, by count > num/den × base, that is ⌊num/den × base⌋ + 1.
struct Fraction {
  Base of = Base::kComposition;
  std::int64_t num = 0;  // 0 < num ≤ den ≤ 1000
  std::int64_t den = 1;
  bool strict = false;
  std::int64_t needed(std::int64_t base) const;
  bool operator==(const Fraction&) const = default;
};

struct Share {  // a least share; num 0: none
  std::int64_t num = 0;
  std::int64_t den = 1;
  bool met(std::int64_t part, std::int64_t whole) const { return num == 0 || part * den >= whole * num; }
  bool operator==(const Share&) const = default;
};

enum class Authorization : unsigned char { kNone, kWarn, kHard };
enum class Confirmer : unsigned char { kAttendingRepresentative, kAttendingOther };

struct Profile {
  std::string id;  // V2
  std::uint64_t version = 1;
  NamePair name;
  std::string body;
  std::vector<std::string> composition;            // ids of posts
  std::string representatives = "representative";  // the post among them whose holders are representatives
  std::int64_t notice_days = 0;
  std::vector<Fraction> quorum;  // alternatives; a meeting uses one of them
  Fraction pass;
  std::vector<std::string> convened_by;
  Share reps_share_min;
  Share women_reps_share_min;
  Authorization authorization = Authorization::kNone;
  Confirmer confirmer = Confirmer::kAttendingRepresentative;
  std::string otherwise;  // the profile where the unit has no representatives' meeting; empty: this one
  Value source;
  Value frozen;  // the file's own entry, as a meeting keeps it
};

struct Subject {
  std::string id;  // "external-contract"
  NamePair name;
  std::string village;  // profile by the law of the unit
  std::string residents;
  std::optional<Authorization> authorization;  // instead of the profile's
  bool pre_study = false;
  Value source;
};

class MeetingRules {
 public:
  // Whole files; all faults at once, nothing is added then: codes of json::ObjectReader and meeting.duplicate-id
  // {pointer, id}, meeting.bad-fraction {pointer}, meeting.unknown-profile {pointer, profile}.
  std::vector<Diagnostic> add_profiles(std::string_view file, const Value& list);
  std::vector<Diagnostic> add_subjects(std::string_view file, const Value& list);  // after the profiles

  const Profile* profile(std::string_view id) const;
  const Subject* subject(std::string_view id) const;
  const std::vector<Profile>& profiles() const { return profiles_; }
  const std::vector<Subject>& subjects() const { return subjects_; }

  // Errors: meeting.unknown-subject {subject}, meeting.no-profile {subject, law}.
  Result<const Profile*> choose(std::string_view subject, std::string_view law, bool has_representatives_meeting) const;
  // What the subject demands of an authorization, else the profile's own.
  Authorization authorization(const Profile& profile, std::string_view subject) const;

 private:
  std::vector<Profile> profiles_;
  std::vector<Subject> subjects_;
};

// A profile read back from a meeting's frozen entry. Errors: as add_profiles, the first fault.
Result<Profile> thaw_profile(const Value& frozen);

}  // namespace chancery::meeting
