// Tag: an XML element that is being written, and its text with indents, for people to read.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chancery::simulation {

struct Tag {
  explicit Tag(std::string name, std::vector<std::pair<std::string, std::string>> attributes = {},
               std::string text = {});

  std::string name;
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;
  std::vector<Tag> children;

  std::string_view value(std::string_view attribute) const;  // "" when it is not there
  std::string id() const { return std::string(value("id")); }
  Tag& set(std::string attribute, std::string value);
  Tag& add(Tag child);
  Tag& add(std::vector<Tag> more);
  // camunda:property below extensionElements.
  Tag& property(const std::string& key, const std::string& value);
  // camunda:inputParameter or camunda:outputParameter there.
  Tag& parameter(const char* tag, const std::string& key, const std::string& value);
};

std::string to_text(const Tag& tag, int indent = 0);

}  // namespace chancery::simulation
