#include "adapters/cli/scenario_steps.h"

#include <sstream>

namespace chancery::scenarios {

namespace {

// Where a JSON value that begins at `at` ends.
std::size_t json_end(const std::string& line, std::size_t at) {
  int depth = 0;
  bool quoted = false;
  for (std::size_t i = at; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        quoted = false;
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && --depth == 0) return i + 1;
  }
  return line.size();
}

}  // namespace

std::vector<Step> parse_scenario(std::string_view text) {
  std::vector<Step> out;
  std::istringstream lines{std::string(text)};
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    Step step;
    step.line = number;
    const std::size_t brace = line.find('{');
    if (brace != std::string::npos) {
      const std::size_t end = json_end(line, brace);
      step.json = line.substr(brace, end - brace);
      line = line.substr(0, brace) + line.substr(end);
    }
    std::istringstream words(line);
    std::string word;
    words >> step.verb;
    if (step.verb == "refuse") {
      step.refused = true;
      words >> step.verb;
    }
    while (words >> word) {
      if (word == "as")
        words >> step.as;
      else if (word == "because")
        words >> step.because;
      else if (word == "in")
        words >> step.in;
      else
        step.words.push_back(word);
    }
    if (step.verb.empty()) continue;
    out.push_back(std::move(step));
  }
  return out;
}

}  // namespace chancery::scenarios
