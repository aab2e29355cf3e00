// Commands on the directory. Each decide_* reads the tables, checks what was asked and answers the events that carry it
// out, or the refusal. That the actor may do such a thing at all is the business of duty; what needs a second person is
// checked here: elected posts are proposed by one administrator and confirmed by another, a post of a seal comes only
// from a process, and nobody gives himself a post or ends the post of another alone where two are needed.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/directory/tables.h"

namespace chancery::directory {

using Events = std::vector<journal::DirectoryEvent>;

// How a post may be given and ended.
enum class GivenBy : unsigned char { kOneAdministrator, kTwoAdministrators, kProcess };

// What the package declares of a post (duties.json "posts").
struct PostRule {
  std::string id;
  NamePair name;
  GivenBy given_by = GivenBy::kOneAdministrator;
  bool of_seal = false;          // needs a seal; else must have none
  bool designated_only = false;  // never active
  bool stays = false;            // until a successor begins, after the term
  bool single = false;           // a new active holder ends the former one
  // The rule for `id` from its declaration: elected posts need two administrators and stay, posts of a seal need a
  // process.
  static PostRule declared(std::string id, NamePair name, bool elected, bool of_seal, bool designated_only,
                           bool single);
  // The post of administrator: two administrators give it, several hold it.
  static PostRule administrator();
};

struct NewPerson {
  Value name;  // PersonalReference
  std::string id_hash;
  std::string account;  // "" for none
};
struct FoundRequest {
  std::string unit_key;
  std::string unit_kind;
  NamePair unit_name;
  std::vector<NewPerson> administrators;  // two, with different accounts
};
// Errors: directory.already-founded, directory.two-administrators, directory.same-person, and those of the single
// records.
Result<Events> decide_found(const DirectoryTables& tables, const FoundRequest& request, Instant now);

struct UnitRequest {
  UnitId unit;  // 0: a new one
  std::string key;
  std::string kind;
  std::string law;
  std::string parent;  // key, "" at the top
  NamePair name;
  std::uint64_t households = 0;
  bool has_representatives_meeting = false;
  Value custom;
};
// Errors: directory.bad-key {key}, directory.key-taken {key}, directory.key-is-fixed {key}, directory.bad-unit-kind
// {kind}, directory.bad-law {law}, directory.name-missing, directory.custom-not-a-context, directory.unknown-unit
// {unit}, directory.parent-is-below {unit}.
Result<Events> decide_record_unit(const DirectoryTables& tables, const UnitRequest& request);

struct PersonRequest {
  PersonId person;  // 0: a new one
  NewPerson data;
  std::string unit;  // key, or ""
};
// Errors: directory.unknown-person {person}, directory.unknown-unit {unit}, directory.name-not-a-reference,
// directory.id-known {person}, directory.account-taken {account}, directory.bad-account {account}.
Result<Events> decide_record_person(const DirectoryTables& tables, const PersonRequest& request);
Result<Events> decide_link_account(const DirectoryTables& tables, PersonId person, std::string_view account);
// Error: directory.unknown-account {account}.
Result<Events> decide_unlink_account(const DirectoryTables& tables, std::string_view account);

// Another rule that must agree before a post or an acting period begins: duty's `incompatible` and `exclude`
// constraints.
using PostCheck = std::function<Result<void>(const PostTerms&)>;

// `terms.stays` and `designated` are completed from the rule. Errors common to all that give a post:
// directory.unknown-unit, directory.unknown-person, directory.own-post {post}, directory.bad-term {from, until},
// directory.seal-missing {post}, directory.seal-not-wanted {post}, directory.basis-missing {post},
// directory.already-holds {post, person}.

// First of two administrators. Errors besides: directory.process-only {post}, directory.not-an-administrator {person}.
Result<Events> decide_propose_post(const DirectoryTables& tables, const PostRule& rule, PostTerms terms, PersonId by,
                                   Instant now, const PostCheck& check = {});
// The first half of ending an elected post. Errors: directory.unknown-post {number}, directory.post-has-ended {number}.
Result<Events> decide_propose_end(const DirectoryTables& tables, const PostRule& rule, PostNumber number, Instant at,
                                  std::string reason, PersonId by, Instant now);
// The second administrator. `rule` is that of the proposed post. Errors besides: directory.unknown-proposal {number},
// directory.second-person {person}, directory.rule-of-another-post {post}.
Result<Events> decide_confirm(const DirectoryTables& tables, const PostRule& rule, ProposalNumber number, PersonId by,
                              Instant now, const PostCheck& check = {});
// By either administrator. Errors: directory.unknown-proposal, directory.not-an-administrator.
Result<Events> decide_withdraw_proposal(const DirectoryTables& tables, ProposalNumber number, PersonId by, Instant now);

// By a process (terms.process set, `by` 0) or, for a post that needs only one, by an administrator. Errors besides:
// directory.process-only {post}, directory.two-administrators-needed {post}, directory.not-an-administrator {person}.
Result<Events> decide_give_post(const DirectoryTables& tables, const PostRule& rule, PostTerms terms, PersonId by,
                                Instant now, const PostCheck& check = {});
// As decide_give_post; a holder may resign himself from a post that is not one of a seal. `process` 0: none.
Result<Events> decide_end_post(const DirectoryTables& tables, const PostRule& rule, PostNumber number, Instant at,
                               std::string reason, PersonId by, CaseId process, Instant now);

// Errors: directory.unknown-person, directory.bad-term {from, until}, directory.overlapping-absence {number}.
Result<Events> decide_record_absence(const DirectoryTables& tables, PersonId person, Instant from,
                                     std::optional<Instant> until, std::string reason);
// Errors: directory.unknown-absence {number}, directory.absence-has-ended {number}, directory.bad-term.
Result<Events> decide_end_absence(const DirectoryTables& tables, PersonId person, AbsenceNumber number, Instant at);

struct ActingRequest {
  UnitId unit;
  std::string post;
  PersonId person;
  Instant from;
  std::optional<Instant> until;
  std::string basis;
};
// `check` decides whether this person may act for the post, e.g. that he keeps no seal whose approver it is. Errors:
// directory.unknown-unit, directory.unknown-person, directory.bad-term, directory.basis-missing,
// directory.post-has-no-holder {post}, directory.already-holds {post, person}, directory.overlapping-acting {number},
// and those of the check.
using ActingCheck = std::function<Result<void>(const ActingRequest&)>;
Result<Events> decide_open_acting(const DirectoryTables& tables, const ActingRequest& request, Instant now,
                                  const ActingCheck& check);
// Errors: directory.unknown-acting {number}, directory.acting-has-ended {number}, directory.bad-term.
Result<Events> decide_end_acting(const DirectoryTables& tables, UnitId unit, std::string_view post, ActingNumber number,
                                 Instant at, std::string reason);

// Errors: directory.unknown-person, directory.same-person, directory.relation-missing, directory.already-relatives.
Result<Events> decide_declare_kinship(const DirectoryTables& tables, PersonId person, PersonId other,
                                      std::string relation);
// Errors: directory.not-relatives, directory.reason-missing.
Result<Events> decide_withdraw_kinship(const DirectoryTables& tables, PersonId person, PersonId other,
                                       std::string reason);

}  // namespace chancery::directory
