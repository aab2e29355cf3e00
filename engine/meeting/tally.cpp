#include "engine/meeting/tally.h"

#include <algorithm>

namespace chancery::meeting {
namespace {

constexpr std::int64_t kCountMax = 10'000'000;

Result<void> check_count(std::string_view field, std::int64_t count) {
  if (count < 0 || count > kCountMax) return invalid("meeting.bad-count", {{"field", std::string(field)}});
  return {};
}

// How large a base is; for meetings of all, whose members are counted and not named, the composition is what the quorum
// stood on.
std::int64_t base_size(Base base, const Composition& composition, const Presence& presence, std::int64_t otherwise) {
  switch (base) {
    case Base::kPresent: return presence.present;
    case Base::kDue: return presence.present - presence.recused;
    case Base::kComposition: return composition.total > 0 ? composition.total : otherwise;
    case Base::kRepresentatives: return composition.representatives;
    case Base::kAdults: return composition.adults;
    case Base::kHouseholds: return composition.households;
    case Base::kMembers: return composition.members;
  }
  return 0;
}

Result<void> check_presence(const Presence& presence, std::int64_t base) {
  TRY_VOID(check_count("present", presence.present));
  TRY_VOID(check_count("recused", presence.recused));
  TRY_VOID(check_count("representatives", presence.representatives));
  TRY_VOID(check_count("representatives_recused", presence.representatives_recused));
  if (presence.recused > presence.present) return invalid("meeting.bad-count", {{"field", "recused"}});
  if (presence.representatives > presence.present) return invalid("meeting.bad-count", {{"field", "representatives"}});
  if (presence.representatives_recused > std::min(presence.representatives, presence.recused))
    return invalid("meeting.bad-count", {{"field", "representatives_recused"}});
  if (presence.present > base)
    return invalid("meeting.more-present-than-composition",
                   {{"present", std::to_string(presence.present)}, {"composition", std::to_string(base)}});
  return {};
}

struct Span {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

// How many representatives can have voted in favour, when so many of all did.
Span representatives_in_favour(const Presence& presence, std::int64_t in_favour) {
  const std::int64_t voters = presence.representatives - presence.representatives_recused;
  const std::int64_t others = presence.present - presence.recused - voters;
  return {std::max<std::int64_t>(0, in_favour - others), std::min(in_favour, voters)};
}

// The votes in favour that count where the majority is one of all representatives.
Result<std::int64_t> count_representatives(const Presence& presence, const Votes& votes, std::int64_t needed) {
  const Span possible = representatives_in_favour(presence, votes.in_favour);
  if (votes.representatives_in_favour) {
    const std::int64_t given = *votes.representatives_in_favour;
    if (given < possible.low || given > possible.high)
      return invalid("meeting.representatives-vote-impossible", {{"found", std::to_string(given)},
                                                                 {"low", std::to_string(possible.low)},
                                                                 {"high", std::to_string(possible.high)}});
    return given;
  }
  if (possible.high < needed) return possible.high;  // fails however they voted
  if (possible.low >= needed) return possible.low;   // passes however they voted
  return invalid("meeting.representatives-vote-missing", {{"needed", std::to_string(needed)},
                                                          {"low", std::to_string(possible.low)},
                                                          {"high", std::to_string(possible.high)}});
}

}  // namespace

Result<QuorumResult> count_quorum(const Profile& profile, const Composition& composition, const Presence& presence,
                                  std::optional<Base> of) {
  const auto chosen = std::find_if(profile.quorum.begin(), profile.quorum.end(),
                                   [&](const Fraction& fraction) { return !of || fraction.of == *of; });
  if (chosen == profile.quorum.end())
    return invalid("meeting.base-not-allowed",
                   {{"profile", profile.id}, {"base", of ? std::string(base_name(*of)) : std::string()}});
  QuorumResult result;
  result.of = chosen->of;
  result.base = base_size(chosen->of, composition, presence, 0);
  if (result.base <= 0) return invalid("meeting.empty-composition", {{"profile", profile.id}});
  TRY_VOID(check_count("base", result.base));
  TRY_VOID(check_presence(presence, result.base));
  result.needed = chosen->needed(result.base);
  result.reached = presence.present >= result.needed;
  if (composition.total > 0) {
    if (!profile.reps_share_min.met(composition.representatives, composition.total))
      result.defects.emplace_back("meeting.few-representatives");
    if (!profile.women_reps_share_min.met(composition.women_representatives, composition.total))
      result.defects.emplace_back("meeting.few-women");
  }
  return result;
}

Result<VoteResult> count_votes(const Profile& profile, const Composition& composition, const Presence& presence,
                               const QuorumResult& quorum, const Votes& votes) {
  if (!quorum.reached)
    return refused("meeting.no-quorum",
                   {{"present", std::to_string(presence.present)}, {"needed", std::to_string(quorum.needed)}});
  TRY_VOID(check_presence(presence, quorum.base));
  TRY_VOID(check_count("for", votes.in_favour));
  TRY_VOID(check_count("against", votes.against));
  TRY_VOID(check_count("abstain", votes.abstained));
  TRY_VOID(check_count("spoiled", votes.spoiled));
  const std::int64_t sum = votes.in_favour + votes.against + votes.abstained + votes.spoiled;
  const std::int64_t due = presence.present - presence.recused;
  if (sum != due)
    return invalid("meeting.sum-differs", {{"sum", std::to_string(sum)}, {"expected", std::to_string(due)}});
  VoteResult result;
  result.of = profile.pass.of;
  result.base = base_size(profile.pass.of, composition, presence, quorum.base);
  result.needed = profile.pass.needed(result.base);
  result.counted = profile.pass.of == Base::kRepresentatives
                       ? TRY(count_representatives(presence, votes, result.needed))
                       : votes.in_favour;
  // With everybody recused nothing is decided: zero votes pass nothing.
  result.passed = result.counted > 0 && result.counted >= result.needed;
  return result;
}

std::string arithmetic_text(const Fraction& fraction, std::int64_t base) {
  const std::string product = (fraction.num == 1 ? "" : std::to_string(fraction.num) + "×") + std::to_string(base);
  const std::string quotient = fraction.den == 1 ? product : product + "÷" + std::to_string(fraction.den);
  return (fraction.strict ? "⌊" + quotient + "⌋+1" : "⌈" + quotient + "⌉") + " = " +
         std::to_string(fraction.needed(base));
}

}  // namespace chancery::meeting
