#include "web-console/server/static_files.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "engine/base/hash.h"

namespace chancery::web_server {

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kMediaTypes{{
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
    {".ttf", "font/ttf"},
    {".txt", "text/plain; charset=utf-8"},
}};

Error cannot_read(const fs::path& path) {
  return unavailable("server.cannot-read-file", {{"file", path.filename().string()}});
}

Result<std::string> read_bytes(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return cannot_read(path);
  return bytes;
}

std::string_view last_segment(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::string_view media_type_of(std::string_view path) {
  for (const auto& [extension, type] : kMediaTypes)
    if (path.ends_with(extension)) return type;
  return "application/octet-stream";
}

bool accepts_coding(std::string_view accept, std::string_view coding) {
  while (!accept.empty()) {
    const std::string_view item = accept.substr(0, accept.find(','));
    accept.remove_prefix(std::min(accept.size(), item.size() + 1));
    const std::size_t semicolon = item.find(';');
    if (!equal_ignoring_case(trimmed(item.substr(0, semicolon)), coding)) continue;
    if (semicolon == item.npos) return true;
    const std::string_view weight = trimmed(item.substr(semicolon + 1));
    return weight.find_first_of("123456789") != weight.npos;
  }
  return false;
}

bool matches_tag(std::string_view header, std::string_view etag) {
  if (trimmed(header) == "*") return true;
  while (!header.empty()) {
    std::string_view item = header.substr(0, header.find(','));
    header.remove_prefix(std::min(header.size(), item.size() + 1));
    item = trimmed(item);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item.size() == etag.size() + 2 && item.front() == '"' && item.back() == '"' &&
        item.substr(1, etag.size()) == etag)
      return true;
  }
  return false;
}

Result<StaticFiles> StaticFiles::load(const fs::path& folder, std::size_t bytes_max) {
  StaticFiles out;
  std::error_code failed;
  std::size_t total = 0;
  std::map<std::string, std::shared_ptr<const std::string>> bytes;
  for (auto it = fs::recursive_directory_iterator(folder, failed); !failed && it != fs::end(it); it.increment(failed)) {
    if (it->is_symlink() || !it->is_regular_file()) continue;
    auto content = std::make_shared<const std::string>(TRY(read_bytes(it->path())));
    total += content->size();
    if (total > bytes_max) return too_large("server.static-too-large", {{"limit", std::to_string(bytes_max)}});
    bytes.emplace('/' + it->path().lexically_relative(folder).generic_string(), std::move(content));
  }
  if (failed) return cannot_read(folder);
  const auto beside = [&](const std::string& name) {
    const auto found = bytes.find(name);
    return found == bytes.end() ? nullptr : found->second;
  };
  for (const auto& [name, content] : bytes) {
    const bool compressed = name.ends_with(".br") || name.ends_with(".gz");
    if (compressed && bytes.contains(name.substr(0, name.size() - 3))) continue;
    const Sha256 hash = sha256(*content);
    out.files_.emplace(name, File{content, beside(name + ".br"), beside(name + ".gz"),
                                  to_hex(BytesView(hash).first(12)), media_type_of(name)});
  }
  return out;
}

const StaticFiles::File* StaticFiles::find(std::string_view path) const {
  const auto found = files_.find(path);
  if (found != files_.end()) return &found->second;
  if (last_segment(path).find('.') != std::string_view::npos) return nullptr;
  const auto index = files_.find("/index.html");
  return index == files_.end() ? nullptr : &index->second;
}

std::optional<Response> StaticFiles::answer(std::string_view path, const Request& request) const {
  const File* file = find(path);
  if (file == nullptr) return std::nullopt;
  const std::string_view accepted = request.header("Accept-Encoding");
  const bool brotli = file->brotli && accepts_coding(accepted, "br");
  const bool gzip = !brotli && file->gzip && accepts_coding(accepted, "gzip");
  const std::string tag = file->etag + (brotli ? "-br" : gzip ? "-gz" : "");

  Response response;
  response.set("Content-Type", file->media_type);
  response.set("ETag", '"' + tag + '"');
  response.set("Vary", "Accept-Encoding");
  // The build writes a hash of the content into the names below /assets.
  response.set("Cache-Control", path.starts_with("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
  if (brotli || gzip) response.set("Content-Encoding", brotli ? "br" : "gzip");
  if (matches_tag(request.header("If-None-Match"), tag))
    response.status = 304;
  else
    response.shared_body = brotli ? file->brotli : gzip ? file->gzip : file->plain;
  return response;
}

}  // namespace chancery::web_server
