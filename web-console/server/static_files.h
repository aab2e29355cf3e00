// StaticFiles: the console's files, read into memory at start. A request is looked up among the names that were found, so no path can
// lead out of the folder. Beside a file may stand its precompressed forms, <name>.br and <name>.gz.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "web-console/server/http.h"

namespace chancery::web_server {

class StaticFiles {
 public:
  StaticFiles() = default;
  // Symbolic links are not followed. Errors: unavailable server.cannot-read-file {file}; too_large server.static-too-large {limit}.
  static Result<StaticFiles> load(const std::filesystem::path& folder, std::size_t bytes_max);

  // The answer to GET or HEAD of a decoded path; none when there is no such file. A path of the console's own router (no extension in
  // the last segment) gets index.html.
  std::optional<Response> answer(std::string_view path, const Request& request) const;
  std::size_t size() const { return files_.size(); }

 private:
  struct File {
    std::shared_ptr<const std::string> plain, brotli, gzip;
    std::string etag;  // of the plain bytes, without quotes
    std::string_view media_type;
  };
  const File* find(std::string_view path) const;
  std::map<std::string, File, std::less<>> files_;  // by path, "/assets/app-1a2b.js"
};

// "text/javascript; charset=utf-8" …; application/octet-stream for an unknown extension.
std::string_view media_type_of(std::string_view path);
// Whether Accept-Encoding takes the coding: named with a weight above zero.
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);
// Whether If-None-Match names the tag (weak comparison).
bool matches_tag(std::string_view if_none_match, std::string_view etag);

}  // namespace chancery::web_server
