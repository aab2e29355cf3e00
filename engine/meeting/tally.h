// The arithmetic of meetings, on whole numbers only. Recused persons stay in the composition
// and in the present; they only do not vote. A tie fails. Defects of the composition are told, they stop nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/meeting/rules.h"

namespace chancery::meeting {

// How many there are. The law's letters: n composition, m representatives.
struct Composition {
  std::int64_t total = 0;            // n
  std::int64_t representatives = 0;  // m
  std::int64_t women_representatives = 0;
  std::int64_t members = 0;  // of the committee
  std::int64_t adults = 0;   // of the village; only for meetings of all
  std::int64_t households = 0;
};

struct Presence {
  std::int64_t present = 0;  // the recused included
  std::int64_t recused = 0;
  std::int64_t representatives = 0;  // among the present
  std::int64_t representatives_recused = 0;
};

struct QuorumResult {
  bool reached = false;
  std::int64_t needed = 0;
  std::int64_t base = 0;
  Base of = Base::kComposition;
  std::vector<std::string> defects;  // meeting.few-representatives, meeting.few-women
};
// `of` chooses among the profile's alternatives; the first one when absent. Errors: meeting.base-not-allowed {profile,
// base}, meeting.empty-composition {profile}, meeting.more-present-than-composition {present, composition},
// meeting.bad-count {field}.
Result<QuorumResult> count_quorum(const Profile& profile, const Composition& composition, const Presence& presence,
                                  std::optional<Base> of = std::nullopt);

struct Votes {
  std::int64_t in_favour = 0;
  std::int64_t against = 0;
  std::int64_t abstained = 0;
  std::int64_t spoiled = 0;
  std::optional<std::int64_t> representatives_in_favour;  // where the majority is one of representatives
};

struct VoteResult {
  bool passed = false;
  std::int64_t counted = 0;  // votes in favour that count for the majority
  std::int64_t needed = 0;
  std::int64_t base = 0;
  Base of = Base::kPresent;
};
// Only after a quorum. Errors: meeting.no-quorum {present, needed}, meeting.sum-differs {sum, expected},
// meeting.bad-count {field}, meeting.representatives-vote-missing (the count of representatives in favour would decide
// and was not given), meeting.representatives-vote-impossible {found, low, high}.
Result<VoteResult> count_votes(const Profile& profile, const Composition& composition, const Presence& presence,
                               const QuorumResult& quorum, const Votes& votes);

// "⌈2×17÷3⌉ = 12" or "⌊14÷2⌋+1 = 8", for the page that shows the reckoning.
std::string arithmetic_text(const Fraction& fraction, std::int64_t base);

}  // namespace chancery::meeting
