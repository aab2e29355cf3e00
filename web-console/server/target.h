// A request target taken apart: path segments and query, percent-decoded. Refuses what no client of ours sends: a target that is no
// origin form, broken escapes, NUL and control characters, "." and ".." segments, a query name twice.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace chancery::web_server {

using Query = std::map<std::string, std::string, std::less<>>;

struct Target {
  std::string path;                   // decoded, begins with '/'
  std::vector<std::string> segments;  // "/a/b/" → a, b, ""
  Query query;
};

// Error: invalid http.bad-target.
Result<Target> parse_target(std::string_view target);

// Error: invalid http.bad-target for a broken escape or what is not UTF-8.
Result<std::string> percent_decode(std::string_view text);
std::string percent_encode(std::string_view text);  // everything but unreserved characters (RFC 3986, 2.3)
bool is_utf8(std::string_view text);

}  // namespace chancery::web_server
