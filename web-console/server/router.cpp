#include "web-console/server/router.h"

#include <algorithm>

#include "engine/base/assert.h"

namespace chancery::web_server {

namespace {

bool is_parameter(std::string_view segment) { return segment.starts_with('{'); }

std::vector<std::string_view> segments_of(std::string_view pattern) {
  std::vector<std::string_view> segments;
  pattern.remove_prefix(1);
  for (;;) {
    const std::size_t slash = pattern.find('/');
    segments.push_back(pattern.substr(0, slash));
    if (slash == pattern.npos) return segments;
    pattern.remove_prefix(slash + 1);
  }
}

bool same_place(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](auto x, auto y) { return x == y || (is_parameter(x) && is_parameter(y)); });
}

}  // namespace

Router::Router(std::span<const Route> routes) {
  for (const Route& route : routes) {
    CHANCERY_ASSERT(route.pattern.starts_with('/') && route.handler != nullptr);
    Entry entry{&route, segments_of(route.pattern), 0};
    for (const auto segment : entry.segments) entry.literals += is_parameter(segment) ? 0 : 1;
    for (const Entry& other : entries_)
      CHANCERY_ASSERT(other.route->method != route.method || !same_place(other.segments, entry.segments));
    entries_.push_back(std::move(entry));
  }
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.literals > b.literals; });
}

bool Router::fits(const Entry& entry, const std::vector<std::string>& segments) {
  return std::equal(entry.segments.begin(), entry.segments.end(), segments.begin(), segments.end(),
                    [](std::string_view pattern, const std::string& segment) {
                      return is_parameter(pattern) ? !segment.empty() : pattern == segment;
                    });
}

Match Router::match(Method method, const std::vector<std::string>& segments) const {
  if (method == Method::kHead) method = Method::kGet;
  Match match;
  for (const Entry& entry : entries_) {
    if (!fits(entry, segments)) continue;
    if (entry.route->method == method) {
      match.route = entry.route;
      for (std::size_t i = 0; i < segments.size(); ++i)
        if (is_parameter(entry.segments[i])) match.parameters.push_back(segments[i]);
      return match;
    }
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += method_name(entry.route->method);
  }
  return match;
}

}  // namespace chancery::web_server
