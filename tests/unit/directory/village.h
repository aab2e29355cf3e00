// A small village for the tests of the directory: one root unit with two administrators, one gacha below it, five
// residents.
#pragma once

#include <gtest/gtest.h>

#include "engine/directory/contexts.h"
#include "engine/directory/decide.h"

namespace chancery::directory::testing {

inline Instant at(std::string_view text) { return *parse_rfc3339(text); }

inline Value reference(std::string_view subject) {
  return Value::personal({std::string(subject), "name", sha256(subject)});
}

struct Village {
  DirectoryTables tables;
  Instant now = at("2026-03-02T01:00:00Z");
  PersonId admin1{1}, admin2{2}, chair{3}, deputy{4}, clerk{5}, herder{6}, brother{7};
  UnitId root{1}, gacha{2};

  Village() {
    FoundRequest found{"demo-banner",
                       "banner",
                       {"示范旗", "Demo banner"},
                       {{reference("a1"), "h1", "admin1"}, {reference("a2"), "h2", "admin2"}}};
    run(decide_found(tables, found, now));
    run(decide_record_unit(
        tables, {{}, "demo-gacha", "gacha", "village", "demo-banner", {"示范嘎查", "Demo gacha"}, 142, true, {}}));
    for (const char* account : {"g-chair", "g-deputy", "g-clerk", "herder1", "chair-brother"})
      run(decide_record_person(tables,
                               {{}, {reference(account), std::string("hash-") + account, account}, "demo-gacha"}));
  }

  void run(const Result<Events>& events) {
    ASSERT_TRUE(events) << events.error().debug_text();
    for (const journal::DirectoryEvent& event : *events) apply(tables, event);
  }
  std::string code(const Result<Events>& events) { return events ? "accepted" : events.error().code; }

  PostTerms terms(PersonId person, std::string_view from = "2024-03-01T00:00:00+08:00") {
    PostTerms terms;
    terms.unit = gacha;
    terms.person = person;
    terms.from = at(from);
    terms.basis = "选举结果 2024";
    return terms;
  }
  static PostRule chair_rule() { return PostRule::declared("chair", {"主任", "chair"}, true, false, false, true); }
  static PostRule clerk_rule() { return PostRule::declared("clerk", {"经办人", "clerk"}, false, false, false, false); }
  static PostRule custodian_rule() {
    return PostRule::declared("custodian-a", {"保管人", "custodian"}, false, true, false, true);
  }

  void elect(const PostRule& rule, const PostTerms& elected) {
    run(decide_propose_post(tables, rule, elected, admin1, now));
    run(decide_confirm(tables, rule, ProposalNumber{tables.last_numbers().proposal}, admin2, now));
  }
  std::vector<PersonId> who(std::string_view post, std::string_view when) const {
    std::vector<PersonId> persons;
    for (const HeldPost& held : tables.holders(gacha, post, at(when))) persons.push_back(held.holding->terms.person);
    return persons;
  }
};

}  // namespace chancery::directory::testing
