#include "engine/package/loosening.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace chancery::package {

namespace {

using duty::Constraint;
using duty::DutyRules;
using duty::Strength;
using meeting::Authorization;
using meeting::Fraction;
using meeting::Profile;
using meeting::Share;
using runtime::Program;

constexpr const char* kProfiles = "config/meetings/profiles.json";
constexpr const char* kSubjects = "config/meetings/subjects.json";
constexpr const char* kRetained = "config/catalogue/retained.json";

using Sources = std::vector<std::string>;

Sources sources_of(const Value& basis) {
  Sources out;
  if (!basis.is_list()) return out;
  for (const Value& one : basis.as_list()) out.emplace_back(one.get_text("source"));
  return out;
}

Sources sources_of(const std::vector<duty::LegalBasis>& basis) {
  Sources out;
  for (const duty::LegalBasis& one : basis) out.push_back(one.source);
  return out;
}

// Dates of the law files are written year first, so that texts compare as days.
std::string latest_in_force(const Program& program, const Sources& sources, const std::string& today) {
  std::string latest;
  for (const std::string& source : sources)
    if (const std::string since(program.laws.get(source).get_text("in_force_from")); since <= today)
      latest = std::max(latest, since);
  return latest;
}

std::string text_of(std::int64_t number) { return std::to_string(number); }
std::string text_of(bool yes) { return yes ? "true" : "false"; }
std::string text_of(const Share& share) { return text_of(share.num) + "/" + text_of(share.den); }
std::string text_of(const Fraction& f) {
  return (f.strict ? "> " : ">= ") + text_of(f.num) + "/" + text_of(f.den) + " " + std::string(base_name(f.of));
}
std::string text_of(const std::string& text) { return text; }
std::string text_of(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}
std::string text_of(const std::vector<Fraction>& fractions) {
  std::string out;
  for (const Fraction& f : fractions) out += (out.empty() ? "" : " | ") + text_of(f);
  return out;
}
std::string text_of(Authorization a) {
  return a == Authorization::kHard ? "hard" : a == Authorization::kWarn ? "warn" : "none";
}
std::string text_of(meeting::Confirmer c) {
  return c == meeting::Confirmer::kAttendingOther ? "attending-other" : "attending-representative";
}

// Two fractions of different bases have no order: the other one may be reached where this one is not.
bool at_least(const Fraction& next, const Fraction& now) {
  const std::int64_t left = next.num * now.den;
  const std::int64_t right = now.num * next.den;
  return next.of == now.of && (left > right || (left == right && next.strict >= now.strict));
}
bool at_least(const Share& next, const Share& now) { return next.num * now.den >= now.num * next.den; }

// A meeting uses one of the alternatives: none of them may be easier than all that stood before.
bool at_least(const std::vector<Fraction>& next, const std::vector<Fraction>& now) {
  return std::all_of(next.begin(), next.end(), [&](const Fraction& n) {
    return std::any_of(now.begin(), now.end(), [&](const Fraction& old) { return at_least(n, old); });
  });
}

bool within(std::vector<std::string> part, std::vector<std::string> whole) {
  std::sort(part.begin(), part.end());
  std::sort(whole.begin(), whole.end());
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

class Comparison {
 public:
  Comparison(const Program& now, const Program& next, std::string today)
      : now_(now), next_(next), today_(std::move(today)) {}

  std::vector<Diagnostic> run() {
    constraints();
    checks();
    for (const Profile& profile : now_.meetings.profiles())
      if (const Profile* other = next_.meetings.profile(profile.id)) compare(profile, *other);
    for (const meeting::Subject& subject : now_.meetings.subjects())
      if (const meeting::Subject* other = next_.meetings.subject(subject.id)) compare(subject, *other);
    items();
    return std::move(found_);
  }

 private:
  bool rests_on_newer_law(const Sources& now, const Sources& next) const {
    return latest_in_force(next_, next, today_) > latest_in_force(now_, now, today_);
  }

  bool is_repealed(const Sources& sources) const {
    return !sources.empty() && std::all_of(sources.begin(), sources.end(), [&](const std::string& source) {
      const std::string_view since = next_.laws.get(source).get_text("repealed");
      return !since.empty() && since <= today_;
    });
  }

  void tell(const char* file, const char* code, std::vector<MessageParameter> parameters) {
    found_.push_back({file, 0, 0, code, std::move(parameters), Severity::kError});
  }

  // --- constraints -------------------------------------------------------------------------------------------------

  void constraints() {
    const DutyRules& rules = *now_.rules;
    for (std::size_t i = 0; i < rules.constraint_count(); ++i) {
      const Constraint& now = rules.constraint(static_cast<duty::ConstraintIndex>(i));
      if (now.strength != Strength::kHard || !still_concerns(now)) continue;
      const Constraint* next = next_.rules->find_constraint(now.id);
      if (next == nullptr || next->kind != now.kind) {
        if (!is_repealed(sources_of(now.basis))) tell("", "package.drops-rule", {{"rule", now.id}});
      } else if (!rests_on_newer_law(sources_of(now.basis), sources_of(next->basis))) {
        compare(now, *next);
      }
    }
  }

  // A rule about duties and posts that nobody has any more is not missed.
  bool still_concerns(const Constraint& now) const {
    const auto pairs = forbidden_pairs(now, *now_.rules);
    return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) { return has_posts(pair); }) ||
           std::any_of(now.duties.begin(), now.duties.end(), [&](duty::DutyIndex d) {
             return next_.rules->find_duty(now_.rules->duty(d).id) != duty::kNoDuty;
           });
  }

  bool has_posts(const std::pair<std::string, std::string>& pair) const {
    return next_.rules->find_post(pair.first) && next_.rules->find_post(pair.second);
  }

  void compare(const Constraint& now, const Constraint& next) {
    if (next.strength != Strength::kHard)
      tell("", "package.softens-rule",
           {{"rule", now.id}, {"from", "hard"}, {"to", std::string(strength_name(next.strength))}});
    for (const duty::DutyIndex d : now.duties) {
      const std::string& id = now_.rules->duty(d).id;
      const bool covered = std::any_of(next.duties.begin(), next.duties.end(),
                                       [&](duty::DutyIndex n) { return next_.rules->duty(n).id == id; });
      if (!covered && next_.rules->find_duty(id) != duty::kNoDuty) narrows(now, id);
    }
    const auto kept = forbidden_pairs(next, *next_.rules);
    for (const auto& pair : forbidden_pairs(now, *now_.rules))
      if (!kept.contains(pair) && has_posts(pair)) narrows(now, pair.first + " / " + pair.second);
    if (next.scope != now.scope || next.object != now.object) narrows(now, "scope");
    if (next.same < now.same) narrows(now, "same");
    if (next.per_part && !now.per_part) narrows(now, "per_part");
    if (now.relatives && !next.relatives) narrows(now, "relatives");
    if (now.designated && !next.designated) narrows(now, "designated");
    if (!now.when && next.when) narrows(now, "when");
    if (never_true(next.when)) tell("", "package.rule-never-holds", {{"rule", now.id}});
  }

  void narrows(const Constraint& rule, const std::string& left_out) {
    tell("", "package.narrows-rule", {{"rule", rule.id}, {"left_out", left_out}});
  }

  static std::set<std::pair<std::string, std::string>> forbidden_pairs(const Constraint& c, const DutyRules& rules) {
    std::set<std::pair<std::string, std::string>> out;
    for (std::size_t i = 0; i < c.post_groups.size(); ++i)
      for (std::size_t j = i + 1; j < c.post_groups.size(); ++j)
        for (const duty::PostIndex a : c.post_groups[i])
          for (const duty::PostIndex b : c.post_groups[j]) out.insert(std::minmax(rules.post(a).id, rules.post(b).id));
    return out;
  }

  static bool never_true(const feel::Expression& condition) {
    const Value* constant = condition.constant();
    return constant != nullptr && *constant != Value::boolean(true);
  }

  // --- checks of forms ---------------------------------------------------------------------------------------------

  struct HardChecks {
    int count = 0;  // one id may stand several times: the same rule found in two ways
    bool one_never_holds = false;
    Sources sources;
  };
  using ChecksByRule = std::map<std::pair<std::string, std::string>, HardChecks>;  // workflow, id of the check

  static ChecksByRule hard_checks(const Program& program) {
    ChecksByRule out;
    for (const auto& [key, form] : program.forms)
      for (const forms::Check& check : form->checks) {
        if (!check.hard) continue;
        HardChecks& rule = out[{key.substr(0, key.find('/')), check.id}];
        ++rule.count;
        rule.one_never_holds |= never_true(check.refuse_when);
        for (std::string& source : sources_of(check.basis)) rule.sources.push_back(std::move(source));
      }
    return out;
  }

  // A check may move to another form of its workflow.
  void checks() {
    const ChecksByRule next = hard_checks(next_);
    for (const auto& [place, now] : hard_checks(now_)) {
      const auto& [workflow, id] = place;
      if (next_.find_workflow(workflow) == 0) continue;
      const auto found = next.find(place);
      const std::string rule = workflow + "/" + id;
      if (found == next.end()) {
        if (!is_repealed(now.sources)) tell("", "package.drops-rule", {{"rule", rule}});
      } else if (!rests_on_newer_law(now.sources, found->second.sources)) {
        if (found->second.count < now.count)
          tell("", "package.narrows-rule",
               {{"rule", rule}, {"left_out", text_of(std::int64_t{now.count - found->second.count})}});
        if (found->second.one_never_holds && !now.one_never_holds)
          tell("", "package.rule-never-holds", {{"rule", rule}});
      }
    }
  }

  // --- meetings ----------------------------------------------------------------------------------------------------

  template <class Field>
  void field(bool holds, const char* file, const char* code, const MessageParameter& whose, const char* name,
             const Field& now, const Field& next) {
    if (!holds) tell(file, code, {whose, {"field", name}, {"from", text_of(now)}, {"to", text_of(next)}});
  }

  void compare(const Profile& now, const Profile& next) {
    if (rests_on_newer_law(sources_of(now.source), sources_of(next.source))) return;
    const auto keep = [&](bool holds, const char* name, const auto& from, const auto& to) {
      field(holds, kProfiles, "package.loosens-profile", {"profile", now.id}, name, from, to);
    };
    keep(at_least(next.quorum, now.quorum), "quorum", now.quorum, next.quorum);
    keep(at_least(next.pass, now.pass), "pass", now.pass, next.pass);
    keep(next.notice_days >= now.notice_days, "notice_days", now.notice_days, next.notice_days);
    keep(within(next.convened_by, now.convened_by), "convened_by", now.convened_by, next.convened_by);
    keep(within(next.composition, now.composition) && within(now.composition, next.composition), "composition",
         now.composition, next.composition);
    keep(next.representatives == now.representatives, "representatives", now.representatives, next.representatives);
    keep(at_least(next.reps_share_min, now.reps_share_min), "reps_share_min", now.reps_share_min, next.reps_share_min);
    keep(at_least(next.women_reps_share_min, now.women_reps_share_min), "women_reps_share_min",
         now.women_reps_share_min, next.women_reps_share_min);
    keep(next.authorization >= now.authorization, "authorization", now.authorization, next.authorization);
    keep(next.confirmer <= now.confirmer, "confirmer", now.confirmer, next.confirmer);
    keep(next.otherwise == now.otherwise, "otherwise", now.otherwise, next.otherwise);
  }

  void compare(const meeting::Subject& now, const meeting::Subject& next) {
    if (rests_on_newer_law(sources_of(now.source), sources_of(next.source))) return;
    const auto keep = [&](bool holds, const char* name, const auto& from, const auto& to) {
      field(holds, kSubjects, "package.loosens-subject", {"subject", now.id}, name, from, to);
    };
    keep(next.village == now.village, "village", now.village, next.village);
    keep(next.residents == now.residents, "residents", now.residents, next.residents);
    keep(next.pre_study || !now.pre_study, "pre_study", now.pre_study, next.pre_study);
    const Authorization before = now.authorization.value_or(Authorization::kNone);
    const Authorization after = next.authorization.value_or(Authorization::kNone);
    // Without a word of its own the profile's stands, which is compared by itself.
    if (now.authorization) keep(next.authorization && after >= before, "authorization", before, after);
  }

  // --- catalogue ---------------------------------------------------------------------------------------------------

  void items() {
    std::map<std::string_view, const Value*> next;
    const Value retained = next_.catalogue.get("retained");
    const Value before = now_.catalogue.get("retained");
    if (!retained.is_list() || !before.is_list()) return;
    for (const Value& item : retained.as_list()) next.emplace(item.get_text("id"), &item);
    for (const Value& item : before.as_list())
      if (const auto found = next.find(item.get_text("id")); found != next.end()) compare(item, *found->second);
  }

  void compare(const Value& now, const Value& next) {
    if (rests_on_newer_law(sources_of(now.get("basis")), sources_of(next.get("basis")))) return;
    for (const char* name : {"handwritten", "personal_presence"})
      if (now.get(name) == Value::boolean(true) && next.get(name) != Value::boolean(true)) loosens_item(now, name);
    for (const char* name : {"signatures", "notice_days"}) {
      const Value& least = now.get(name);
      const Value& given = next.get(name);
      if (least.is_number() && (!given.is_number() || given.as_number() < least.as_number())) loosens_item(now, name);
    }
  }

  void loosens_item(const Value& item, const char* name) {
    tell(kRetained, "package.loosens-item", {{"item", std::string(item.get_text("id"))}, {"field", name}});
  }

  const Program& now_;
  const Program& next_;
  std::string today_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> loosenings(const runtime::Program& in_force, const runtime::Program& next, const Date& today) {
  return Comparison(in_force, next, today.text()).run();
}

}  // namespace chancery::package
