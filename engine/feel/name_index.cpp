#include "engine/feel/name_index.h"

namespace chancery::feel {

void NameIndex::learn(std::string_view name) {
  std::vector<std::string> parts = name_parts(name);
  if (parts.size() < 2) return;
  by_first_part_[parts[0]].push_back(static_cast<std::uint32_t>(names_.size()));
  names_.push_back({std::string(name), std::move(parts)});
}

void NameIndex::shrink(std::size_t size) {
  while (names_.size() > size) {
    const auto place = by_first_part_.find(names_.back().parts[0]);
    place->second.pop_back();
    if (place->second.empty()) by_first_part_.erase(place);
    names_.pop_back();
  }
}

std::optional<NameIndex::Match> NameIndex::longest(const Lexer& lexer, std::size_t position) const {
  const auto place = by_first_part_.find(lexer.at(position).text);
  if (place == by_first_part_.end()) return std::nullopt;
  std::optional<Match> best;
  for (const std::uint32_t i : place->second) {
    const std::size_t end = lexer.match_name(position, names_[i].parts);
    if (end != std::string_view::npos && (!best || end >= best->end)) best = Match{&names_[i].name, end};
  }
  return best;
}

}  // namespace chancery::feel
