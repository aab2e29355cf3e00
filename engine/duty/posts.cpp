// Giving and ending posts, opening acting periods.
#include <algorithm>

#include "engine/duty/constraints/kind.h"
#include "engine/duty/service.h"

namespace chancery::duty {

namespace {

Refusal post_refusal(std::string code, PersonId person, std::string_view post) {
  Refusal refusal;
  refusal.code = std::move(code);
  refusal.person = person;
  refusal.parameters = {{"post", std::string(post)}};
  return refusal;
}

Refusal constraint_refusal(const Constraint& constraint, PersonId person, Finding finding) {
  Refusal refusal;
  refusal.code = finding.rule_failed ? "duty.rule-failed" : "duty.constraint";
  refusal.constraint = constraint.id;
  refusal.strength = constraint.strength;
  refusal.person = person;
  refusal.message = constraint.message;
  refusal.remedy = constraint.remedy;
  refusal.basis = constraint.basis;
  refusal.evidence = std::move(finding.evidence);
  refusal.parameters = std::move(finding.parameters);
  return refusal;
}

// Files the finding as a warning or as the refusal; true when it refuses.
bool weigh(Verdict& verdict, const Constraint& constraint, PersonId person, std::optional<Finding> finding) {
  if (!finding) return false;
  Refusal refusal = constraint_refusal(constraint, person, std::move(*finding));
  if (constraint.strength == Strength::kWarn) {
    verdict.warnings.push_back(std::move(refusal));
    return false;
  }
  verdict.refusal = std::move(refusal);
  return true;
}

void check_incompatible(Verdict& verdict, const DutyRules& rules, const directory::DirectoryTables& tables,
                        const directory::PostTerms& terms) {
  const PostAsking asking{rules, tables, terms};
  for (std::size_t i = 0; i < rules.constraint_count(); ++i) {
    const Constraint& constraint = rules.constraint(static_cast<ConstraintIndex>(i));
    if (constraint.kind->check_post == nullptr) continue;
    if (weigh(verdict, constraint, terms.person, constraint.kind->check_post(constraint, asking))) return;
  }
}

std::optional<Refusal> misgiven(const PostQuestion& question, const Post& post) {
  const directory::PostTerms& terms = question.terms;
  const bool by_process = static_cast<bool>(terms.process);
  if (post.of == PostOf::kSeal && !by_process) return post_refusal("duty.process-only", terms.person, post.id);
  if (question.entrance == Entrance::kEndPost) return std::nullopt;
  if (!by_process && (question.actor == terms.person || question.second == terms.person))
    return post_refusal("duty.own-post", terms.person, post.id);
  if (!by_process && post.elected && question.second && question.second == question.actor)
    return post_refusal("duty.second-person", question.actor, post.id);
  if (post.designated_only && !terms.designated) return post_refusal("duty.designated-only", terms.person, post.id);
  return std::nullopt;
}

bool stands_for(const Duty& duty, PostIndex post) {
  return std::find(duty.who.posts.begin(), duty.who.posts.end(), post) != duty.who.posts.end();
}

// The excludes over one object of every duty that the post carries, as if the person acted already.
bool excluded_over(Verdict& verdict, const DutyRules& rules, const CaseFacts& facts, const ActingQuestion& question,
                   PostIndex post, std::string_view kind, const feel::Scope& scope) {
  Question asked;
  asked.entrance = Entrance::kOpenActing;
  asked.actor = question.person;
  const PersonScope person_scope(rules, facts, question.person, &scope);
  for (std::size_t d = 0; d < rules.duty_count(); ++d) {
    asked.duty = static_cast<DutyIndex>(d);
    const Duty& duty = rules.duty(asked.duty);
    if (!stands_for(duty, post)) continue;
    const Asking asking{rules, facts, asked, question.person, asked.duty, person_scope};
    for (const ConstraintIndex index : duty.constraints) {
      const Constraint& constraint = rules.constraint(index);
      if (constraint.kind != &kExclude || constraint.scope != ScopeKind::kObject || constraint.object != kind) continue;
      if (weigh(verdict, constraint, question.person, constraint.kind->check(constraint, asking))) return true;
    }
  }
  return false;
}

}  // namespace

Verdict DutyService::check_post(const PostQuestion& question, const CaseFacts& facts) const {
  Verdict verdict;
  const std::optional<PostIndex> post = rules_.find_post(question.terms.post);
  if (!post) {
    // Posts of other packages, and the administrator's, are the directory's business; nobody gives himself one all the
    // same.
    if (question.entrance != Entrance::kEndPost && !question.terms.process &&
        (question.actor == question.terms.person || question.second == question.terms.person))
      verdict.refusal = post_refusal("duty.own-post", question.terms.person, question.terms.post);
    return verdict;
  }
  verdict.refusal = misgiven(question, rules_.post(*post));
  if (verdict.refusal || question.entrance == Entrance::kEndPost) return verdict;
  check_incompatible(verdict, rules_, *facts.directory, question.terms);
  return verdict;
}

Verdict DutyService::check_acting(const ActingQuestion& question, const CaseFacts& facts) const {
  Verdict verdict;
  const std::optional<PostIndex> post = rules_.find_post(question.post);
  if (!post) {
    verdict.refusal = post_refusal("duty.unknown-post", question.person, question.post);
    return verdict;
  }
  if (question.actor == question.person) {
    verdict.refusal = post_refusal("duty.own-post", question.person, question.post);
    return verdict;
  }
  directory::PostTerms terms;
  terms.unit = question.unit;
  terms.person = question.person;
  terms.post = question.post;
  terms.from = facts.at;
  check_incompatible(verdict, rules_, *facts.directory, terms);
  if (verdict.refusal) return verdict;
  for (const NamedEntity& entity : question.entities) {
    feel::LocalScope scope(facts.scope);
    if (const std::optional<feel::Symbol> symbol = symbols_.find(entity.name)) scope.set(*symbol, entity.entity);
    if (excluded_over(verdict, rules_, facts, question, *post, entity.kind, scope)) return verdict;
  }
  return verdict;
}

}  // namespace chancery::duty
