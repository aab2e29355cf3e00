// NameIndex: names of several words or signs ("Monthly Salary", "a-b"), found at a place of a text, the longest first
// (10.3.1.3). A stack: what was learned last is forgotten first. Names of one word need no index.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/feel/lexer.h"

namespace chancery::feel {

class NameIndex {
 public:
  void learn(std::string_view name);
  std::size_t size() const { return names_.size(); }
  void shrink(std::size_t size);

  struct Match {
    const std::string* name = nullptr;  // lives until the index changes
    std::size_t end = 0;
  };
  // The longest name at `position`; of two of one length the one learned last.
  std::optional<Match> longest(const Lexer& lexer, std::size_t position) const;

 private:
  struct Name {
    std::string name;
    std::vector<std::string> parts;
  };
  std::vector<Name> names_;
  std::map<std::string, std::vector<std::uint32_t>, std::less<>> by_first_part_;
};

}  // namespace chancery::feel
