// Giving and ending posts.
#include <algorithm>

#include "engine/directory/decide.h"

namespace chancery::directory {
namespace {

std::string text_of(PersonId person) { return std::to_string(person.value); }
std::string text_of(std::optional<Instant> at) { return at ? to_rfc3339(*at) : std::string(); }

bool is_administrator(const DirectoryTables& tables, PersonId person, Instant at) {
  for (const HeldPost& held : tables.posts_of(person, at))
    if (held.key->post == kAdministratorPost) return true;
  return false;
}

Result<void> check_administrator(const DirectoryTables& tables, PersonId person, Instant at) {
  if (!is_administrator(tables, person, at))
    return refused("directory.not-an-administrator", {{"person", text_of(person)}});
  return {};
}

PostTerms completed(const PostRule& rule, PostTerms terms) {
  terms.post = rule.id;
  terms.stays = rule.stays;
  terms.designated = terms.designated || rule.designated_only;
  return terms;
}

// Holdings of the same seat that the new terms would stand beside: same person or not, neither ended nor run out at
// their beginning.
std::vector<const Holding*> running_at_start(const DirectoryTables& tables, const PostTerms& terms) {
  std::vector<const Holding*> found;
  for (const HeldPost& held : tables.holders(terms.unit, terms.post, terms.from, terms.seal, Posts::kDesignatedToo))
    if (held.holding->terms.designated == terms.designated && held.holding->terms.seal == terms.seal)
      found.push_back(held.holding);
  return found;
}

Result<void> check_terms(const DirectoryTables& tables, const PostRule& rule, const PostTerms& terms, PersonId by) {
  const std::string unit = std::to_string(terms.unit.value);
  if (tables.unit(terms.unit) == nullptr) return not_found("directory.unknown-unit", {{"unit", unit}});
  if (tables.person(terms.person) == nullptr)
    return not_found("directory.unknown-person", {{"person", text_of(terms.person)}});
  if (by == terms.person) return refused("directory.own-post", {{"post", rule.id}});
  if (terms.until && *terms.until <= terms.from)
    return invalid("directory.bad-term", {{"from", text_of(terms.from)}, {"until", text_of(terms.until)}});
  if (rule.of_seal && terms.seal.empty()) return invalid("directory.seal-missing", {{"post", rule.id}});
  if (!rule.of_seal && !terms.seal.empty()) return invalid("directory.seal-not-wanted", {{"post", rule.id}});
  if (rule.given_by != GivenBy::kOneAdministrator && terms.basis.empty())
    return invalid("directory.basis-missing", {{"post", rule.id}});
  if (rule.single) return {};  // the former holding ends
  for (const Holding* holding : running_at_start(tables, terms)) {
    const bool has_run_out = holding->terms.until && *holding->terms.until <= terms.from;
    if (holding->terms.person == terms.person && !has_run_out)
      return conflict("directory.already-holds", {{"post", rule.id}, {"person", text_of(terms.person)}});
  }
  return {};
}

Result<void> check_all(const DirectoryTables& tables, const PostRule& rule, const PostTerms& terms, PersonId by,
                       const PostCheck& check) {
  TRY_VOID(check_terms(tables, rule, terms, by));
  if (check) TRY_VOID(check(terms));
  return {};
}

// The giving itself; a single seat is left by who had it.
Events give(const DirectoryTables& tables, const PostRule& rule, const PostTerms& terms, ProposalNumber proposal,
            PersonId by) {
  Events events;
  if (rule.single)
    for (const Holding* former : running_at_start(tables, terms))
      events.emplace_back(journal::PostEnded{former->number, terms.unit, terms.post, terms.from, "successor", {}, by});
  events.emplace_back(journal::PostGiven{PostNumber{tables.last_numbers().post + 1}, terms, proposal, by});
  return events;
}

Result<const Holding*> running_holding(const DirectoryTables& tables, const PostRule& rule, PostNumber number,
                                       Instant at) {
  const std::string text = std::to_string(number.value);
  const Holding* holding = tables.holding(number);
  if (holding == nullptr) return not_found("directory.unknown-post", {{"number", text}});
  if (holding->terms.post != rule.id) return invalid("directory.rule-of-another-post", {{"post", holding->terms.post}});
  if (holding->ended) return conflict("directory.post-has-ended", {{"number", text}});
  if (at < holding->terms.from)
    return invalid("directory.bad-term", {{"from", text_of(holding->terms.from)}, {"until", text_of(at)}});
  return holding;
}

Events end(const Holding& holding, Instant at, std::string reason, ProposalNumber proposal, PersonId by) {
  Events events;
  events.emplace_back(
      journal::PostEnded{holding.number, holding.terms.unit, holding.terms.post, at, std::move(reason), proposal, by});
  return events;
}

}  // namespace

PostRule PostRule::declared(std::string id, NamePair name, bool elected, bool of_seal, bool designated_only,
                            bool single) {
  PostRule rule;
  rule.id = std::move(id);
  rule.name = std::move(name);
  rule.given_by = of_seal ? GivenBy::kProcess : elected ? GivenBy::kTwoAdministrators : GivenBy::kOneAdministrator;
  rule.of_seal = of_seal;
  rule.designated_only = designated_only;
  rule.stays = elected || of_seal;
  rule.single = single;
  return rule;
}

PostRule PostRule::administrator() {
  PostRule rule;
  rule.id = kAdministratorPost;
  rule.name = {"系统管理员", "administrator"};
  rule.given_by = GivenBy::kTwoAdministrators;
  return rule;
}

Result<Events> decide_propose_post(const DirectoryTables& tables, const PostRule& rule, PostTerms terms, PersonId by,
                                   Instant now, const PostCheck& check) {
  if (rule.given_by == GivenBy::kProcess) return refused("directory.process-only", {{"post", rule.id}});
  TRY_VOID(check_administrator(tables, by, now));
  terms = completed(rule, std::move(terms));
  terms.process = {};
  TRY_VOID(check_all(tables, rule, terms, by, check));
  Events events;
  events.emplace_back(
      journal::PostProposed{ProposalNumber{tables.last_numbers().proposal + 1}, std::move(terms), {}, {}, "", by});
  return events;
}

Result<Events> decide_propose_end(const DirectoryTables& tables, const PostRule& rule, PostNumber number, Instant at,
                                  std::string reason, PersonId by, Instant now) {
  if (rule.given_by == GivenBy::kProcess) return refused("directory.process-only", {{"post", rule.id}});
  TRY_VOID(check_administrator(tables, by, now));
  const Holding* holding = TRY(running_holding(tables, rule, number, at));
  if (reason.empty()) return invalid("directory.reason-missing");
  PostTerms terms;
  terms.unit = holding->terms.unit;
  terms.post = holding->terms.post;
  Events events;
  events.emplace_back(journal::PostProposed{ProposalNumber{tables.last_numbers().proposal + 1}, std::move(terms),
                                            number, at, std::move(reason), by});
  return events;
}

Result<Events> decide_confirm(const DirectoryTables& tables, const PostRule& rule, ProposalNumber number, PersonId by,
                              Instant now, const PostCheck& check) {
  const Proposal* proposal = tables.proposals.find(number);
  if (proposal == nullptr) return not_found("directory.unknown-proposal", {{"number", std::to_string(number.value)}});
  if (proposal->terms.post != rule.id)
    return invalid("directory.rule-of-another-post", {{"post", proposal->terms.post}});
  if (proposal->by == by) return refused("directory.second-person", {{"person", text_of(by)}});
  TRY_VOID(check_administrator(tables, by, now));
  if (proposal->ends) {
    const Holding* holding = TRY(running_holding(tables, rule, proposal->ends, proposal->end_at));
    return end(*holding, proposal->end_at, proposal->reason, number, by);
  }
  TRY_VOID(check_all(tables, rule, proposal->terms, by, check));
  return give(tables, rule, proposal->terms, number, by);
}

Result<Events> decide_withdraw_proposal(const DirectoryTables& tables, ProposalNumber number, PersonId by,
                                        Instant now) {
  if (tables.proposals.find(number) == nullptr)
    return not_found("directory.unknown-proposal", {{"number", std::to_string(number.value)}});
  TRY_VOID(check_administrator(tables, by, now));
  Events events;
  events.emplace_back(journal::PostProposalWithdrawn{number, by});
  return events;
}

Result<Events> decide_give_post(const DirectoryTables& tables, const PostRule& rule, PostTerms terms, PersonId by,
                                Instant now, const PostCheck& check) {
  if (rule.given_by == GivenBy::kTwoAdministrators)
    return refused("directory.two-administrators-needed", {{"post", rule.id}});
  if (!terms.process) {
    if (rule.given_by == GivenBy::kProcess) return refused("directory.process-only", {{"post", rule.id}});
    TRY_VOID(check_administrator(tables, by, now));
  }
  terms = completed(rule, std::move(terms));
  TRY_VOID(check_all(tables, rule, terms, by, check));
  return give(tables, rule, terms, {}, by);
}

Result<Events> decide_end_post(const DirectoryTables& tables, const PostRule& rule, PostNumber number, Instant at,
                               std::string reason, PersonId by, CaseId process, Instant now) {
  const Holding* holding = TRY(running_holding(tables, rule, number, at));
  if (reason.empty()) return invalid("directory.reason-missing");
  const bool resigns = by == holding->terms.person;
  if (rule.given_by == GivenBy::kProcess) {
    if (!process) return refused("directory.process-only", {{"post", rule.id}});
  } else if (!process && !resigns) {
    if (rule.given_by == GivenBy::kTwoAdministrators)
      return refused("directory.two-administrators-needed", {{"post", rule.id}});
    TRY_VOID(check_administrator(tables, by, now));
  }
  return end(*holding, at, std::move(reason), {}, by);
}

}  // namespace chancery::directory
