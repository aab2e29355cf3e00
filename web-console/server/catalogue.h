// Catalogue: the texts for people, by code (config/locale/*.json), in Chinese and English. Read once at start, then read-only.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/value/value.h"

namespace chancery::web_server {

enum class Language : unsigned char { kChinese, kEnglish };

inline constexpr std::string_view language_tag(Language language) {
  return language == Language::kChinese ? "zh-CN" : "en";
}
// From Accept-Language (RFC 9110, 12.5.4): the one of ours with the higher weight, Chinese when neither is named.
Language language_of(std::string_view accept_language);

class Catalogue {
 public:
  // All *.json of a folder. Errors: unavailable server.cannot-read-file {file}; those of add.
  static Result<Catalogue> load(const std::filesystem::path& folder);
  // Errors: those of parse_json; invalid server.bad-catalogue {file, code}, also for a code that is there already.
  Result<void> add(std::string_view file, std::string_view json);

  // The code itself when it has no text. A place without a parameter stays as it is.
  std::string text(Language language, const Error& error) const;
  // "" when there is none.
  std::string remedy(Language language, const Error& error) const;
  bool contains(std::string_view code) const { return messages_.contains(code); }
  // {code: {text, remedy}} in one language, with {places}, as JSON.
  std::string json(Language language) const;

 private:
  struct Texts {
    std::string zh, en;
    const std::string& in(Language language) const { return language == Language::kChinese ? zh : en; }
  };
  struct Message {
    Texts text;
    Texts remedy;
  };
  static bool read_texts(const Value& value, Texts& out);
  std::map<std::string, Message, std::less<>> messages_;
};

// A value for people in one language: every context with exactly the texts zh and en becomes that text, and every message {code,
// parameters} its text of the catalogue, with `part` "remedy" its remedy (null when it has none). Parameters may be such values again.
Value localized(const Catalogue& catalogue, const Value& value, Language language);

}  // namespace chancery::web_server
