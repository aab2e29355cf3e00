// Router: from method and path to a route. Patterns have literal segments and {parameters}; a literal wins over a parameter.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web-console/server/route.h"

namespace chancery::web_server {

struct Match {
  const Route* route = nullptr;
  std::vector<std::string> parameters;  // in the order of the pattern
  std::string allow;  // without a route: the methods that this path has, "GET, POST"; "" = no such path
};

class Router {
 public:
  // Asserts that no two routes are the same. `routes` must outlive the router.
  explicit Router(std::span<const Route> routes);
  // HEAD finds the route of GET.
  Match match(Method method, const std::vector<std::string>& segments) const;

 private:
  struct Entry {
    const Route* route;
    std::vector<std::string_view> segments;
    std::size_t literals;
  };
  static bool fits(const Entry& entry, const std::vector<std::string>& segments);
  std::vector<Entry> entries_;  // most literals first
};

}  // namespace chancery::web_server
