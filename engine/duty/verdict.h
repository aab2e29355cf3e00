// Verdict: may this person do this here — and if not, by which rule, on what evidence, on what law, and who could
// instead.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/base/ids.h"
#include "engine/base/instant.h"
#include "engine/base/result.h"
#include "engine/duty/acts.h"

namespace chancery::duty {

// hard: no role, override, import or configuration lifts it. firm: on by default. warn: shown and recorded, not
// refused.
enum class Strength : std::uint8_t { kHard, kFirm, kWarn };
std::string_view strength_name(Strength strength);  // "hard", "firm", "warn"

struct LegalBasis {
  std::string source;
  std::string article;
  bool operator==(const LegalBasis&) const = default;
};

// A text for people in both languages.
struct Text {
  std::string zh;
  std::string en;
  bool operator==(const Text&) const = default;
};

// "Person p did `kind` for `duty` at `at`": an earlier act, by its event. Event 0: no act but the state of things (the
// person holds the seal now, is the applicant …), `kind` kNone.
struct Evidence {
  EventNumber event;
  PersonId person;
  PersonId on_behalf_of;
  std::string duty;
  ActKind kind = ActKind::kNone;
  Instant at;
  bool operator==(const Evidence&) const = default;
};

struct Refusal {
  std::string code;        // "duty.not-eligible" …, or "duty.constraint" when a declared constraint refuses
  std::string constraint;  // id of that constraint; "" else
  Strength strength = Strength::kHard;
  PersonId person;   // whom the rule refuses: actor, target or delegator
  std::string duty;  // for which duty
  Text message;      // the constraint's own wording; empty when there is none
  Text remedy;
  std::vector<Evidence> evidence;
  std::vector<LegalBasis> basis;
  std::vector<PersonId> could_act;           // who could do it instead, in order of preference; at most kCouldActMax
  std::vector<MessageParameter> parameters;  // of `code`
  // What scenarios and the refusal record name: the constraint id, else the code.
  const std::string& rule() const { return constraint.empty() ? code : constraint; }
  bool operator==(const Refusal&) const = default;
};
inline constexpr std::size_t kCouldActMax = 20;

// By which post the actor may act: goes into TaskCompleted.post and .basis and into ActRecorded.post.
struct Standing {
  std::string post;       // "" when the duty asks for none
  bool stand_in = false;  // counts because no holder of the first posts can act here
  bool acting = false;    // counts because an acting period runs
  bool operator==(const Standing&) const = default;
};

struct Verdict {
  std::optional<Refusal> refusal;
  std::vector<Refusal> warnings;  // strength warn
  Standing standing;              // of the actor, when allowed
  bool allowed() const { return !refusal.has_value(); }
  explicit operator bool() const { return allowed(); }
};

// For an answer to the caller: code, {rule, strength, person, duty, evidence (event numbers), basis, could_act (person
// numbers), message_zh, message_en, remedy_zh, remedy_en} and the refusal's own parameters.
Error to_error(const Refusal& refusal);

}  // namespace chancery::duty
