// User tasks: who may have them, when they are due. BPMN's humanPerformer and potentialOwner with a formal expression
// mean the same as the extension attributes; "user(a), group(b), c" is their form, a bare name is a group.
#include "engine/bpmn/reading.h"
#include "engine/bpmn/xml_access.h"

namespace chancery::bpmn {

namespace {

std::optional<Expression> assignment_of(const xml::Element& role) {
  const xml::Element* assignment = bpmn_child(role, "resourceAssignmentExpression");
  return assignment ? child_expression(*assignment, "formalExpression") : std::nullopt;
}

// Parts between commas that stand in no bracket.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i == text.size() || (text[i] == ',' && depth == 0)) {
      const std::string_view part = xml::trimmed(text.substr(begin, i - begin));
      if (!part.empty()) parts.push_back(part);
      begin = i + 1;
    } else if (text[i] == '(' || text[i] == '{') {
      ++depth;
    } else if (text[i] == ')' || text[i] == '}') {
      --depth;
    }
  }
  return parts;
}

std::optional<std::string_view> argument_of(std::string_view part, std::string_view function) {
  if (!part.starts_with(function) || !part.ends_with(')')) return std::nullopt;
  part.remove_prefix(function.size());
  if (!part.starts_with('(')) return std::nullopt;
  return xml::trimmed(part.substr(1, part.size() - 2));
}

void add_potential_owner(const Expression& owner, UserTaskDetails& task) {
  for (const std::string_view part : parts_of(owner.text)) {
    const auto user = argument_of(part, "user");
    const auto group = argument_of(part, "group");
    auto& list = user ? task.candidate_users : task.candidate_groups;
    list.push_back({std::string(user ? *user : group ? *group : part), owner.language, owner.position});
  }
}

}  // namespace

void read_user_task(const xml::Element& element, Node& node) {
  UserTaskDetails& task = node.user_task.emplace();
  task.assignee = extension_expression(element, "assignee");
  if (auto users = extension_expression(element, "candidateUsers")) task.candidate_users.push_back(std::move(*users));
  if (auto groups = extension_expression(element, "candidateGroups"))
    task.candidate_groups.push_back(std::move(*groups));
  task.due_date = extension_expression(element, "dueDate");
  task.follow_up_date = extension_expression(element, "followUpDate");
  task.priority = extension_expression(element, "priority");
  if (const xml::Attribute* duty = chancery_attribute(element, "duty")) task.duty = expression_of(*duty);
  for (const xml::Element& child : element.children) {
    const auto assignment = assignment_of(child);
    if (!assignment) continue;
    if (is_bpmn(child, "humanPerformer")) {
      task.assigned_twice = task.assigned_twice || task.assignee.has_value();
      if (!task.assignee) task.assignee = assignment;
    } else if (is_bpmn(child, "potentialOwner")) {
      add_potential_owner(*assignment, task);
    }
  }
}

}  // namespace chancery::bpmn
