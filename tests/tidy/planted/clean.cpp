// No violation: text, containers, allocation and formatting into memory are free.
#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace planted {
std::shared_ptr<std::map<std::string, int>> count(const std::string& text) {
  auto counts = std::make_shared<std::map<std::string, int>>();
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "%zu", text.size());
  ++(*counts)[buffer];
  return counts;
}
}  // namespace planted
