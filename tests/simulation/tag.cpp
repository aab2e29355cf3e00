#include "tests/simulation/tag.h"

#include <algorithm>
#include <iterator>

namespace chancery::simulation {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  return out;
}

Tag& child_named(Tag& parent, const char* name) {
  for (Tag& child : parent.children)
    if (child.name == name) return child;
  return *parent.children.insert(parent.children.begin(), Tag(name));
}

}  // namespace

Tag::Tag(std::string tag_name, std::vector<std::pair<std::string, std::string>> given, std::string content)
    : name(std::move(tag_name)), attributes(std::move(given)), text(std::move(content)) {}

std::string_view Tag::value(std::string_view attribute) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(),
                                  [attribute](const auto& entry) { return entry.first == attribute; });
  return found == attributes.end() ? std::string_view() : std::string_view(found->second);
}

Tag& Tag::set(std::string attribute, std::string value) {
  attributes.emplace_back(std::move(attribute), std::move(value));
  return *this;
}

Tag& Tag::add(Tag child) {
  children.push_back(std::move(child));
  return *this;
}

Tag& Tag::add(std::vector<Tag> more) {
  children.insert(children.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  return *this;
}

Tag& Tag::property(const std::string& key, const std::string& value) {
  child_named(child_named(*this, "extensionElements"), "camunda:properties")
      .add(Tag("camunda:property", {{"name", key}, {"value", value}}));
  return *this;
}

Tag& Tag::parameter(const char* tag, const std::string& key, const std::string& value) {
  child_named(child_named(*this, "extensionElements"), "camunda:inputOutput").add(Tag(tag, {{"name", key}}, value));
  return *this;
}

std::string to_text(const Tag& tag, int indent) {
  const std::string space(static_cast<std::size_t>(indent), ' ');
  std::string out = space + "<" + tag.name;
  for (const auto& [name, value] : tag.attributes) out += " " + name + "=\"" + escaped(value) + "\"";
  if (tag.children.empty())
    return out + (tag.text.empty() ? "/>" : ">" + escaped(tag.text) + "</" + tag.name + ">") + "\n";
  out += ">\n";
  for (const Tag& child : tag.children) out += to_text(child, indent + 2);
  return out + space + "</" + tag.name + ">\n";
}

}  // namespace chancery::simulation
