#include "web-console/server/file_type.h"

#include <algorithm>
#include <array>

#include "web-console/server/target.h"

namespace chancery::web_server {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view begin;
  std::size_t more_at;
  std::string_view more;
  std::string_view media_type;
};

constexpr std::array<Signature, 9> kSignatures{{
    {"\xFF\xD8\xFF"sv, 0, ""sv, "image/jpeg"},
    {"\x89PNG\r\n\x1A\n"sv, 0, ""sv, "image/png"},
    {"GIF8"sv, 0, ""sv, "image/gif"},
    {"RIFF"sv, 8, "WEBP"sv, "image/webp"},
    {"%PDF-"sv, 0, ""sv, "application/pdf"},
    {"II*\0"sv, 0, ""sv, "image/tiff"},
    {"MM\0*"sv, 0, ""sv, "image/tiff"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, ""sv, "application/x-ole-storage"},  // .doc, .xls, .wps
    {""sv, 4, "ftypheic"sv, "image/heic"},
}};

// Office documents are ZIP archives that tell themselves by the names of their first members.
std::string_view detect_zip(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const auto has = [&](std::string_view name) { return head.find(name) != head.npos; };
  if (has("mimetypeapplication/vnd.oasis.opendocument")) return "application/vnd.oasis.opendocument.text";
  if (!has("[Content_Types].xml")) return "";
  if (bytes.find("word/") != bytes.npos)
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  if (bytes.find("xl/") != bytes.npos) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return "";
}

bool is_plain_text(std::string_view bytes) {
  const bool has_controls = std::any_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
  });
  // Markup is text too, and what a browser might run; a sheet of plain text has no reason to begin with a tag.
  const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  return !has_controls && first != bytes.npos && bytes[first] != '<' && is_utf8(bytes);
}

}  // namespace

std::string_view detect_media_type(std::string_view bytes) {
  for (const Signature& s : kSignatures)
    if (bytes.starts_with(s.begin) &&
        (s.more.empty() || (bytes.size() > s.more_at && bytes.substr(s.more_at).starts_with(s.more))))
      return s.media_type;
  if (bytes.starts_with("PK\x03\x04"sv)) return detect_zip(bytes);
  return is_plain_text(bytes) ? "text/plain" : "";
}

bool is_shown_inline(std::string_view media_type) {
  constexpr std::array<std::string_view, 6> kShown = {"image/jpeg", "image/png",       "image/gif",
                                                      "image/webp", "application/pdf", "text/plain"};
  return std::find(kShown.begin(), kShown.end(), media_type) != kShown.end();
}

}  // namespace chancery::web_server
