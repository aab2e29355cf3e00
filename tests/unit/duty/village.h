// The village of the duty tests: a township, a gacha with a committee of three and an accountant who keeps the seal,
// residents, two administrators; its rules as JSON; and one case to act in. What `act` allows it records, as the
// runtime would.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "engine/directory/contexts.h"
#include "engine/duty/rules_reader.h"
#include "engine/duty/service.h"
#include "engine/json/json.h"

namespace chancery::duty {

inline constexpr PersonId kChair{1}, kDeputy{2}, kClerk{3}, kAccountant{4}, kHerder{5}, kBrother{6}, kAdmin{7},
    kAdmin2{8}, kOfficer{9}, kOutsider{10};
inline constexpr UnitId kTownship{1}, kGacha{2}, kOtherGacha{3};
using journal::PostNumber;
inline constexpr std::int64_t kHourMs = 3600 * 1000;

inline Instant at_hour(std::int64_t hour) { return {1'772'000'000'000 + hour * kHourMs}; }

// The rules of the seal, shortened from workflows.md section 6.
extern const char* const kSealRules;

Value parse(std::string_view json);
RulesResult read(std::string_view json, feel::SymbolTable& symbols);
// Codes of the diagnostics, in order.
std::vector<std::string> codes(const RulesResult& result);

class Village {
 public:
  explicit Village(std::string_view rules_json = kSealRules);

  // Directory.
  PostNumber give(PersonId person, UnitId unit, std::string post, std::string seal = "", bool designated = false,
                  Instant from = at_hour(-1000), std::optional<Instant> until = std::nullopt);
  void end_post(PostNumber number, UnitId unit, std::string post, Instant at);
  void acting(UnitId unit, std::string post, PersonId person, Instant from, std::optional<Instant> until);
  void relatives(PersonId a, PersonId b);
  void absent(PersonId person);

  // Variables; `seal` is an entity {id, holder}.
  void set(std::string_view name, Value value) { variables.set(symbols.intern(name), std::move(value)); }
  void seal_held_by(PersonId person);

  DutyIndex duty(std::string_view id) const { return rules->find_duty(id); }
  CaseFacts facts() const;
  DutyService service() const { return DutyService(*rules, symbols); }
  Question question(Entrance entrance, PersonId actor, std::string_view duty_id, PersonId target = {},
                    PersonId behalf = {}) const;

  Verdict ask(Entrance entrance, PersonId actor, std::string_view duty_id, PersonId target = {},
              PersonId behalf = {}) const {
    return service().check(question(entrance, actor, duty_id, target, behalf), facts());
  }
  // The rule that refuses; "" when allowed.
  std::string rule(Entrance entrance, PersonId actor, std::string_view duty_id, PersonId target = {},
                   PersonId behalf = {}) const {
    const Verdict verdict = ask(entrance, actor, duty_id, target, behalf);
    return verdict ? "" : verdict.refusal->rule();
  }
  // Asks, expects to be allowed, records.
  void act(Entrance entrance, PersonId actor, std::string_view duty_id, PersonId target = {}, PersonId behalf = {});
  // Records without asking.
  void record(const Question& asked);
  bool release(PersonId person, std::string_view duty_id);

  std::vector<PersonId> candidates(std::string_view duty_id) const {
    return service().candidates(duty(duty_id), facts());
  }

  feel::SymbolTable symbols;
  std::shared_ptr<const DutyRules> rules;
  directory::DirectoryTables directory;
  ActTables acts;
  ZoneTable zones;
  feel::LocalScope variables;
  CaseId root{100};
  InstanceId activation{1};
  std::vector<ObjectRef> objects = {{"seal", "12"}};
  UnitId unit = kGacha;
  Instant now = at_hour(0);
  std::uint64_t events = 1000;

 private:
  std::uint64_t posts_ = 0;
};

}  // namespace chancery::duty
