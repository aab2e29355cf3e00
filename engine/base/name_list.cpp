#include "engine/base/name_list.h"

namespace chancery {

namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kSpace);
  return begin == text.npos ? std::string_view() : text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace

std::vector<std::string_view> split_names(std::string_view text) {
  std::vector<std::string_view> out;
  for (bool more = true; more;) {
    const std::size_t comma = text.find(',');
    const std::string_view name = trimmed(text.substr(0, comma));
    if (!name.empty()) out.push_back(name);
    more = comma != text.npos;
    if (more) text.remove_prefix(comma + 1);
  }
  return out;
}

}  // namespace chancery
