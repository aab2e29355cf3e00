// incompatible [[a…],[b…]…]: nobody holds posts of two of these groups at overlapping times in the same unit, for the
// same seal or anywhere; with `relatives`, nor do two declared near relatives. Designations do not count unless
// `designated` is set.
#include <algorithm>

#include "engine/duty/constraints/kind.h"

namespace chancery::duty {

namespace {

using directory::Holding;
using directory::PostKey;
using directory::PostTerms;

// The instant before which the holding counts; none = open.
std::optional<Instant> end_of(const Holding& holding) {
  if (holding.ended) return holding.ended;
  return holding.terms.stays ? std::nullopt : holding.terms.until;
}

bool overlap(Instant a_from, std::optional<Instant> a_until, Instant b_from, std::optional<Instant> b_until) {
  return (!a_until || b_from < *a_until) && (!b_until || a_from < *b_until);
}

bool same_place(Same same, const PostTerms& terms, UnitId unit, std::string_view seal) {
  if (same == Same::kAnywhere) return true;
  if (terms.unit != unit) return false;
  // A post of the unit stands over every seal of it.
  return same == Same::kUnit || terms.seal.empty() || seal.empty() || terms.seal == seal;
}

// Whether `a` and `b` stand in two different groups.
bool clash(const Constraint& constraint, PostIndex a, PostIndex b) {
  const auto in = [](const std::vector<PostIndex>& group, PostIndex post) {
    return std::find(group.begin(), group.end(), post) != group.end();
  };
  for (std::size_t i = 0; i < constraint.post_groups.size(); ++i)
    for (std::size_t j = 0; j < constraint.post_groups.size(); ++j)
      if (i != j && in(constraint.post_groups[i], a) && in(constraint.post_groups[j], b)) return true;
  return false;
}

class Search {
 public:
  Search(const Constraint& constraint, const PostAsking& asking, PostIndex post)
      : constraint_(constraint),
        asking_(asking),
        terms_(asking.terms),
        post_(post),
        until_(terms_.stays ? std::nullopt : terms_.until) {}

  void look_at(PersonId person) {
    const directory::PersonRecord* record = asking_.directory.person(person);
    if (record == nullptr) return;
    for (const PostKey& key : record->posts)
      if (clashes(key)) look_at_holdings(person, key);
    for (const PostKey& key : record->acting)
      if (clashes(key)) look_at_acting(person, key);
  }

  std::optional<Finding> finding() && { return std::move(finding_); }

 private:
  bool clashes(const PostKey& key) const {
    const std::optional<PostIndex> other = asking_.rules.find_post(key.post);
    return other && clash(constraint_, post_, *other);
  }

  void look_at_holdings(PersonId person, const PostKey& key) {
    for (const Holding& holding : asking_.directory.posts.find(key)->holdings) {
      if (holding.terms.person != person || (holding.terms.designated && !constraint_.designated)) continue;
      if (!same_place(constraint_.same, terms_, key.unit, holding.terms.seal)) continue;
      if (overlap(terms_.from, until_, holding.terms.from, end_of(holding))) add(person, key, holding.terms.from);
    }
  }

  void look_at_acting(PersonId person, const PostKey& key) {
    for (const directory::ActingPeriod& period : asking_.directory.posts.find(key)->acting) {
      if (period.person != person || !same_place(constraint_.same, terms_, key.unit, {})) continue;
      const std::optional<Instant> end = period.ended ? period.ended : period.until;
      if (overlap(terms_.from, until_, period.from, end)) add(person, key, period.from);
    }
  }

  void add(PersonId person, const PostKey& key, Instant from) {
    if (!finding_) {
      finding_.emplace();
      finding_->parameters = {
          {"post", terms_.post}, {"other_post", key.post}, {"holder", std::to_string(person.value)}};
    }
    if (finding_->evidence.size() < kEvidenceMax)
      finding_->evidence.push_back({EventNumber{}, person, PersonId{}, key.post, ActKind::kNone, from});
  }

  const Constraint& constraint_;
  const PostAsking& asking_;
  const PostTerms& terms_;
  PostIndex post_;
  std::optional<Instant> until_;
  std::optional<Finding> finding_;
};

std::optional<Finding> check_post(const Constraint& constraint, const PostAsking& asking) {
  if (asking.terms.designated && !constraint.designated) return std::nullopt;
  const std::optional<PostIndex> post = asking.rules.find_post(asking.terms.post);
  if (!post) return std::nullopt;
  Search search(constraint, asking, *post);
  search.look_at(asking.terms.person);
  if (constraint.relatives)
    for (const PersonId relative : asking.directory.relatives(asking.terms.person)) search.look_at(relative);
  return std::move(search).finding();
}

void read_groups(json::ObjectReader& in, RulesBuilder& builder, Constraint& constraint) {
  const List groups = builder.take(in.list("posts"));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string pointer = in.pointer_of("posts") + "/" + std::to_string(i);
    std::vector<std::string> ids;
    if (!groups[i].is_list() || groups[i].as_list().empty()) {
      builder.fault(pointer, "duty.bad-post-group", {{"id", constraint.id}});
      continue;
    }
    for (const Value& id : groups[i].as_list()) {
      if (id.is_text())
        ids.emplace_back(id.as_text());
      else
        builder.fault(pointer, "duty.bad-post-group", {{"id", constraint.id}});
    }
    constraint.post_groups.push_back(builder.post_list(ids, pointer));
  }
  if (groups.size() < 2) builder.fault(in.pointer_of("posts"), "duty.bad-post-group", {{"id", constraint.id}});
}

// A post in two groups would be incompatible with itself.
void refuse_shared_posts(json::ObjectReader& in, RulesBuilder& builder, const Constraint& constraint) {
  for (std::size_t i = 0; i < constraint.post_groups.size(); ++i)
    for (const PostIndex post : constraint.post_groups[i])
      for (std::size_t j = i + 1; j < constraint.post_groups.size(); ++j)
        if (std::find(constraint.post_groups[j].begin(), constraint.post_groups[j].end(), post) !=
            constraint.post_groups[j].end())
          builder.fault(in.pointer_of("posts"), "duty.named-twice", {{"id", builder.rules().post(post).id}});
}

void read(json::ObjectReader& in, RulesBuilder& builder, Constraint& constraint) {
  read_groups(in, builder, constraint);
  refuse_shared_posts(in, builder, constraint);
  const std::string same = builder.take(in.choice("same", {"unit", "seal", "anywhere"}), std::string("unit"));
  constraint.same = same == "seal" ? Same::kSeal : same == "anywhere" ? Same::kAnywhere : Same::kUnit;
  constraint.relatives = builder.take(in.boolean_or("relatives", false));
  constraint.designated = builder.take(in.boolean_or("designated", false));
  for (const char* field : {"duties", "scope", "object", "per_part", "when"})
    if (in.has(field)) builder.fault(in.pointer_of(field), "duty.field-not-for-kind", {{"kind", "incompatible"}});
}

}  // namespace

const ConstraintKind kIncompatible = {"incompatible", read, nullptr, check_post};

}  // namespace chancery::duty
