// The passes of Checker over names that are written as texts: what they name must be declared, or it is found out only when a
// person stands before it.
#include "engine/package/checker.h"

namespace chancery::package {

void Checker::check_kind(const std::string& path, const std::string& where, const std::string& kind) {
  if (program_->registers.kind(kind) == nullptr)
    report(path, "package.unknown-kind", {{"name", where}, {"kind", kind}});
}

void Checker::check_form(const std::string& path, const forms::FormSchema& form) {
  for (const forms::Check& check : form.checks)
    if (!check.decision.empty() && program_->find_decision(check.decision) == nullptr)
      report(path, "package.unknown-decision", {{"element", check.id}, {"decision", check.decision}});
  check_options(path, form.components);
}

void Checker::check_options(const std::string& path, const std::vector<forms::Component>& components) {
  for (const forms::Component& component : components) {
    if (component.options && component.options->source == forms::Options::Source::kRegister)
      check_kind(path, component.key, component.options->name);
    check_options(path, component.components);
  }
}

// A constraint about an object that does not exist would never be asked.
void Checker::check_objects(const duty::RulesFile& file) {
  const Value& constraints = file.content.get("constraints");
  if (!constraints.is_list()) return;  // told by the reader of the rules
  for (const Value& constraint : constraints.as_list())
    if (!constraint.get_text("object").empty())
      check_kind(file.name, std::string(constraint.get_text("id")), std::string(constraint.get_text("object")));
}

// Inputs of the engine's own topics, where they are literals.
void Checker::check_inputs(const std::string& path, const graph::Node& node) {
  if (!node.service->topic.starts_with("register.")) return;
  for (const graph::NamedInput& input : node.service->inputs) {
    const Value* literal = input.input.constant();
    if (literal == nullptr || !literal->is_text()) continue;
    const std::string text(literal->as_text());
    if (input.name == "kind" && (node.service->topic == "register.create" || node.service->topic == "register.change"))
      check_kind(path, node.id, text);
    if (input.name == "book" && program_->registers.book(text) == nullptr)
      report(path, "package.unknown-book", {{"element", node.id}, {"book", text}});
  }
}

}  // namespace chancery::package
