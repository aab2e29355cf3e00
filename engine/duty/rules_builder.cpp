#include "engine/duty/rules_builder.h"

#include <algorithm>

namespace chancery::duty {

RulesBuilder::RulesBuilder(feel::SymbolTable& symbols) : rules_(std::make_shared<DutyRules>()), symbols_(symbols) {
  rules_->symbols_.person = symbols.intern("person");
}

void RulesBuilder::fault(std::string_view pointer, std::string code, std::vector<MessageParameter> parameters) {
  parameters.insert(parameters.begin(), {"pointer", std::string(pointer)});
  diagnostics_.push_back({file_, 0, 0, std::move(code), std::move(parameters)});
}

void RulesBuilder::fault(const Error& error) { diagnostics_.push_back({file_, 0, 0, error.code, error.parameters}); }

DutyIndex RulesBuilder::find_duty(std::string_view id) const {
  const auto it = duty_ids_.find(id);
  return it == duty_ids_.end() ? kNoDuty : it->second;
}

std::optional<PostIndex> RulesBuilder::find_post(std::string_view id) const { return rules_->find_post(id); }

void RulesBuilder::add_duty(Duty duty) {
  const auto index = static_cast<DutyIndex>(rules_->duties_.size());
  duty.key = text_key(duty.id);
  duty_ids_.emplace(duty.id, index);
  const auto [it, fresh] = duty_keys_.emplace(duty.key, index);
  if (!fresh) fault("", "duty.same-key", {{"duty", duty.id}, {"other", rules_->duties_[it->second].id}});
  rules_->duties_.push_back(std::move(duty));
}

void RulesBuilder::add_post(Post post) { rules_->posts_.push_back(std::move(post)); }

void RulesBuilder::add_constraint(Constraint constraint) {
  const auto index = static_cast<ConstraintIndex>(rules_->constraints_.size());
  for (const DutyIndex duty : constraint.duties) rules_->duties_[duty].constraints.push_back(index);
  if (constraint.scope == ScopeKind::kMeeting && !rules_->files_under(constraint.object))
    rules_->filed_kinds_.push_back(constraint.object);
  rules_->constraints_.push_back(std::move(constraint));
}

feel::Expression RulesBuilder::expression(json::ObjectReader& in, std::string_view name) {
  const std::string text = take(in.text_or(name, ""));
  std::string_view source = text;
  if (!source.empty() && source.front() == '=') source.remove_prefix(1);
  if (source.empty()) {
    if (in.has(name)) fault(in.pointer_of(name), "duty.expression-empty");
    return {};
  }
  feel::CompileResult compiled = feel::compile_expression(source, symbols_);
  for (Diagnostic& diagnostic : compiled.diagnostics)  // its line is that of the expression, not of the file
    fault(in.pointer_of(name), std::move(diagnostic.code), std::move(diagnostic.parameters));
  return compiled.ok() ? compiled.expression : feel::Expression();
}

std::vector<DutyIndex> RulesBuilder::duty_list(json::ObjectReader& in, std::string_view name) {
  std::vector<DutyIndex> list;
  for (const std::string& id : take(in.texts(name))) {
    const DutyIndex index = find_duty(id);
    if (index == kNoDuty)
      fault(in.pointer_of(name), "duty.unknown-duty-named", {{"duty", id}});
    else if (std::find(list.begin(), list.end(), index) != list.end())
      fault(in.pointer_of(name), "duty.named-twice", {{"id", id}});
    else
      list.push_back(index);
  }
  std::sort(list.begin(), list.end());
  return list;
}

std::vector<PostIndex> RulesBuilder::post_list(const std::vector<std::string>& ids, const std::string& pointer) {
  std::vector<PostIndex> list;
  for (const std::string& id : ids) {
    const std::optional<PostIndex> index = find_post(id);
    if (!index)
      fault(pointer, "duty.unknown-post-named", {{"post", id}});
    else if (std::find(list.begin(), list.end(), *index) != list.end())
      fault(pointer, "duty.named-twice", {{"id", id}});
    else
      list.push_back(*index);
  }
  return list;
}

Text RulesBuilder::text(json::ObjectReader& in, std::string_view name) {
  std::optional<json::ObjectReader> pair = take(in.optional_object(name));
  if (!pair) return {};
  Text text{take(pair->non_empty_text("zh")), take(pair->non_empty_text("en"))};
  if (const Result<void> end = pair->finish(); !end) fault(end.error());
  return text;
}

std::shared_ptr<const DutyRules> RulesBuilder::finish() {
  if (!ok()) return nullptr;
  rules_->by_key_.assign(duty_keys_.begin(), duty_keys_.end());
  return std::move(rules_);
}

}  // namespace chancery::duty
