// Steps of a *.scenario file (engine/docs/package-format.md): one act a line, by an account.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chancery::scenarios {

struct Step {
  int line = 0;
  std::string verb;                // start, complete, refuse, expect …
  std::vector<std::string> words;  // after the verb, up to the JSON or a keyword
  std::string json;                // the {…} or […] or literal after the words
  std::string as;                  // account
  std::string because;
  std::string in;  // case name
  bool refused = false;
};

std::vector<Step> parse_scenario(std::string_view text);

}  // namespace chancery::scenarios
