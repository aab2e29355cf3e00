#include "engine/duty/rules_reader.h"

#include <algorithm>
#include <set>

#include "engine/duty/consistency.h"
#include "engine/duty/constraints/kind.h"
#include "engine/duty/rules_builder.h"

namespace chancery::duty {

namespace {

using json::ObjectReader;

struct OpenFile {
  const RulesFile* file;
  ObjectReader root;
};

class Reading {
 public:
  explicit Reading(feel::SymbolTable& symbols) : builder(symbols) {}

  void declare_posts(OpenFile& open);
  void declare_duties(OpenFile& open);
  void read_duties(OpenFile& open);
  void read_constraints(OpenFile& open);
  void end(const ObjectReader& in) {
    if (const Result<void> result = in.finish(); !result) builder.fault(result.error());
  }

  RulesBuilder builder;

 private:
  // A kebab-case id that no other has in its kind; "" after a fault.
  std::string fresh_id(ObjectReader& in, std::set<std::string, std::less<>>& seen);
  void read_who(ObjectReader in, Who& who);
  void check_posts_of(const ObjectReader& in, const Who& who);
  void read_constraint(ObjectReader in);
  void read_common(ObjectReader& in, Constraint& constraint);
  void read_scope(ObjectReader& in, Constraint& constraint);
  void read_basis(ObjectReader& in, Constraint& constraint);

  std::set<std::string, std::less<>> duty_ids_, post_ids_, constraint_ids_;
};

bool is_kebab(std::string_view id) {
  if (id.empty() || id.size() > 80 || id.front() == '-' || id.back() == '-') return false;
  return std::all_of(id.begin(), id.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string Reading::fresh_id(ObjectReader& in, std::set<std::string, std::less<>>& seen) {
  std::string id = builder.take(in.text("id"));
  if (!in.has("id")) return {};
  if (!is_kebab(id)) {
    builder.fault(in.pointer_of("id"), "duty.bad-id", {{"id", id}});
    return {};
  }
  if (!seen.insert(id).second) {
    builder.fault(in.pointer_of("id"), "duty.duplicate-id", {{"id", id}});
    return {};
  }
  return id;
}

void Reading::declare_posts(OpenFile& open) {
  builder.set_file(open.file->name);
  for (ObjectReader& in : builder.take(open.root.objects_or_empty("posts"))) {
    Post post;
    post.id = fresh_id(in, post_ids_);
    post.name = builder.text(in, "name");
    post.of = builder.take(in.optional_choice("of", {"unit", "seal"})).value_or("unit") == "seal" ? PostOf::kSeal
                                                                                                  : PostOf::kUnit;
    post.elected = builder.take(in.boolean_or("elected", false));
    post.designated_only = builder.take(in.boolean_or("designated_only", false));
    post.single = builder.take(in.boolean_or("single", false));
    end(in);
    if (!post.id.empty()) builder.add_post(std::move(post));
  }
}

// Ids first, so that every file may name the duties of every other.
void Reading::declare_duties(OpenFile& open) {
  builder.set_file(open.file->name);
  for (ObjectReader& in : builder.take(open.root.objects_or_empty("duties"))) {
    Duty duty;
    duty.id = fresh_id(in, duty_ids_);
    if (duty.id.empty()) continue;
    if (builder.duties().size() < kDutiesMax)
      builder.add_duty(std::move(duty));
    else
      builder.fault(in.pointer(), "duty.too-many", {{"limit", std::to_string(kDutiesMax)}});
  }
}

void Reading::read_duties(OpenFile& open) {
  builder.set_file(open.file->name);
  const Result<std::vector<ObjectReader>> list = open.root.objects_or_empty("duties");
  if (!list) return;  // told by declare_duties
  for (ObjectReader in : *list) {
    const Result<std::string> id = in.text("id");
    const DutyIndex index = id ? builder.find_duty(*id) : kNoDuty;
    Duty scratch;
    Duty& duty = index == kNoDuty ? scratch : builder.duties()[index];
    duty.name = builder.text(in, "name");
    duty.part = builder.expression(in, "part");
    if (std::optional<ObjectReader> who = builder.take(in.optional_object("who"))) read_who(*who, duty.who);
    end(in);
  }
}

void Reading::read_who(ObjectReader in, Who& who) {
  const std::string level =
      builder.take(in.optional_choice("level", {"unit", "township", "banner", "any"})).value_or("unit");
  who.level = level == "township" ? Level::kTownship
              : level == "banner" ? Level::kBanner
              : level == "any"    ? Level::kAny
                                  : Level::kUnit;
  who.posts = builder.post_list(builder.take(in.texts_or_empty("posts")), in.pointer_of("posts"));
  who.stand_in = builder.post_list(builder.take(in.texts_or_empty("stand_in")), in.pointer_of("stand_in"));
  who.persons = builder.expression(in, "persons");
  who.when = builder.expression(in, "when");
  check_posts_of(in, who);
  end(in);
}

void Reading::check_posts_of(const ObjectReader& in, const Who& who) {
  if (who.posts.empty() && !who.stand_in.empty())
    builder.fault(in.pointer_of("stand_in"), "duty.stand-in-without-posts");
  for (const PostIndex post : who.stand_in)
    if (std::find(who.posts.begin(), who.posts.end(), post) != who.posts.end())
      builder.fault(in.pointer_of("stand_in"), "duty.named-twice", {{"id", builder.rules().post(post).id}});
  // Posts that are never active let nobody act.
  const auto never_active = [this](PostIndex post) { return builder.rules().post(post).designated_only; };
  if (!who.posts.empty() && std::all_of(who.posts.begin(), who.posts.end(), never_active))
    builder.fault(in.pointer_of("posts"), "duty.post-never-active",
                  {{"post", builder.rules().post(who.posts.front()).id}});
}

void Reading::read_constraints(OpenFile& open) {
  builder.set_file(open.file->name);
  for (ObjectReader& in : builder.take(open.root.objects_or_empty("constraints"))) read_constraint(in);
}

void Reading::read_constraint(ObjectReader in) {
  Constraint constraint;
  constraint.id = fresh_id(in, constraint_ids_);
  const std::string kind = builder.take(in.text("kind"));
  constraint.kind = find_constraint_kind(kind);
  if (constraint.kind == nullptr) {
    builder.fault(in.pointer_of("kind"), "duty.unknown-kind", {{"kind", kind}});
    return;
  }
  read_common(in, constraint);
  constraint.kind->read(in, builder, constraint);
  end(in);
  if (builder.rules().constraint_count() >= kConstraintsMax)
    builder.fault(in.pointer(), "duty.too-many", {{"limit", std::to_string(kConstraintsMax)}});
  else
    builder.add_constraint(std::move(constraint));
}

void Reading::read_common(ObjectReader& in, Constraint& constraint) {
  const std::string strength = builder.take(in.choice("strength", {"hard", "firm", "warn"}), std::string("firm"));
  constraint.strength = strength == "hard" ? Strength::kHard : strength == "warn" ? Strength::kWarn : Strength::kFirm;
  constraint.message = builder.text(in, "message");
  constraint.remedy = builder.text(in, "remedy");
  if (!in.has("message")) builder.fault(in.pointer_of("message"), "duty.wording-missing", {{"id", constraint.id}});
  read_basis(in, constraint);
  if (constraint.kind->check == nullptr) return;
  constraint.duties = builder.duty_list(in, "duties");
  constraint.per_part = builder.take(in.boolean_or("per_part", false));
  read_scope(in, constraint);
}

void Reading::read_scope(ObjectReader& in, Constraint& constraint) {
  const std::string scope =
      builder.take(in.optional_choice("scope", {"case", "activation", "object", "meeting"})).value_or("case");
  constraint.object = builder.take(in.text_or("object", ""));
  if (scope == "activation") constraint.scope = ScopeKind::kActivation;
  if (scope == "object") constraint.scope = ScopeKind::kObject;
  if (scope == "meeting") {
    constraint.scope = ScopeKind::kMeeting;
    if (constraint.object.empty()) constraint.object = "meeting";
  }
  if (scope == "object" && constraint.object.empty())
    builder.fault(in.pointer_of("object"), "duty.object-missing", {{"id", constraint.id}});
  if ((scope == "case" || scope == "activation") && !constraint.object.empty())
    builder.fault(in.pointer_of("object"), "duty.field-not-for-scope", {{"scope", scope}});
}

void Reading::read_basis(ObjectReader& in, Constraint& constraint) {
  for (ObjectReader& entry : builder.take(in.objects_or_empty("basis"))) {
    LegalBasis basis;
    basis.source = builder.take(entry.non_empty_text("source"));
    basis.article = builder.take(entry.text_or("article", ""));
    end(entry);
    constraint.basis.push_back(std::move(basis));
  }
  if (constraint.strength == Strength::kHard && constraint.basis.empty())
    builder.fault(in.pointer_of("basis"), "duty.basis-missing", {{"id", constraint.id}});
}

}  // namespace

RulesResult read_rules(const std::vector<RulesFile>& files, feel::SymbolTable& symbols,
                       const std::vector<std::string>& undeclared) {
  Reading reading(symbols);
  std::vector<OpenFile> open;
  for (const RulesFile& file : files) {
    reading.builder.set_file(file.name);
    Result<ObjectReader> root = ObjectReader::open(file.content);
    if (root)
      open.push_back({&file, std::move(root).value()});
    else
      reading.builder.fault(root.error());
  }
  for (OpenFile& file : open) reading.declare_posts(file);
  for (OpenFile& file : open) reading.declare_duties(file);
  for (const std::string& id : undeclared) {
    if (reading.builder.find_duty(id) != kNoDuty) continue;
    Duty duty;
    duty.id = id;
    reading.builder.add_duty(std::move(duty));
  }
  for (OpenFile& file : open) reading.read_duties(file);
  for (OpenFile& file : open) reading.read_constraints(file);
  for (OpenFile& file : open) {
    reading.builder.set_file(file.file->name);
    reading.end(file.root);
  }
  if (reading.builder.ok()) find_contradictions(reading.builder);
  RulesResult result;
  result.diagnostics = reading.builder.diagnostics();
  result.rules = reading.builder.finish();
  return result;
}

}  // namespace chancery::duty
