#include "tests/tidy/catalogue.h"

#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include <algorithm>
#include <regex>

namespace chancery::tidy {

namespace {

constexpr std::string_view kFolder = "config/locale/";

std::string prefix_of(std::string_view code) { return std::string(code.substr(0, code.find('.'))); }

// {"zh": "…", "en": "…"} of an entry or of its remedy.
std::map<std::string, std::string> languages(const rapidjson::Value& object, const std::string& where,
                                             Findings& findings) {
  std::map<std::string, std::string> text;
  for (const char* language : {"zh", "en"}) {
    const auto member = object.FindMember(language);
    if (member == object.MemberEnd() || !member->value.IsString() || member->value.GetStringLength() == 0)
      findings.push_back(where + ": no text in " + language);
    else
      text[language] = member->value.GetString();
  }
  return text;
}

std::string joined(const std::set<std::string>& names) {
  std::string text;
  for (const auto& n : names) text += " {" + n + "}";
  return text.empty() ? " none" : text;
}

// A parameter that carries text for people comes once in each language: {message_zh} and {message_en} are the same one.
std::set<std::string> common_names(const std::set<std::string>& names, const std::string& language) {
  std::set<std::string> common;
  for (const auto& n : names)
    common.insert(n.ends_with("_" + language) ? n.substr(0, n.size() - language.size() - 1) : n);
  return common;
}

// Whether a file uses the code: code as a literal, a workflow (BPMN, DMN, JSON) as a word.
bool names_code(const SourceFile& file, const std::string& code) {
  const bool declarative = ends_with_any(file.path, {".bpmn", ".dmn", ".json"});
  const auto in_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.'; };
  for (std::size_t at = 0; (at = file.text.find(code, at)) != std::string::npos; ++at) {
    const char before = at == 0 ? ' ' : file.text[at - 1];
    const char after = at + code.size() < file.text.size() ? file.text[at + code.size()] : ' ';
    if (declarative ? !in_word(before) && !in_word(after) : (before == '"' || before == '\'') && before == after)
      return true;
  }
  return false;
}

bool braces_pair(const std::string& text) {
  static const std::regex kParameter("\\{[a-z][a-z0-9_]*\\}");
  const std::string rest = std::regex_replace(text, kParameter, "");
  return rest.find_first_of("{}") == std::string::npos;
}

}  // namespace

Findings read_catalogue(const SourceFile& file, Catalogue& catalogue) {
  Findings findings;
  rapidjson::Document document;
  document.Parse(file.text.c_str(), file.text.size());
  if (document.HasParseError() || !document.IsObject()) {
    return {file.path + ": not a JSON object: " + rapidjson::GetParseError_En(document.GetParseError()) + " at byte " +
            std::to_string(document.GetErrorOffset())};
  }
  const std::string stem = file.path.substr(kFolder.size(), file.path.size() - kFolder.size() - 5);
  static const std::regex kCode("[a-z]+(-[a-z]+)*\\.[a-z0-9]+(-[a-z0-9]+)*");
  for (const auto& [key, value] : document.GetObject()) {
    const std::string code = key.GetString();
    const std::string where = file.path + ": " + code;
    if (!std::regex_match(code, kCode)) findings.push_back(where + ": a code is module.what-happened");
    if (prefix_of(code) != stem) findings.push_back(where + ": belongs into " + prefix_of(code) + ".json");
    if (!value.IsObject()) {
      findings.push_back(where + ": not an object");
      continue;
    }
    for (const auto& [name, unused] : value.GetObject())
      if (const std::string n = name.GetString(); n != "zh" && n != "en" && n != "remedy")
        findings.push_back(where + ": unknown key " + n);
    Message message{file.path, languages(value, where, findings), {}};
    if (const auto remedy = value.FindMember("remedy"); remedy != value.MemberEnd()) {
      if (remedy->value.IsObject())
        message.remedy = languages(remedy->value, where + " remedy", findings);
      else
        findings.push_back(where + ": remedy is not {zh, en}");
    }
    if (!catalogue.emplace(code, std::move(message)).second) findings.push_back(where + ": stands twice");
  }
  return findings;
}

std::set<std::string> parameters_of(const std::string& text) {
  static const std::regex kParameter("\\{([a-z][a-z0-9_]*)\\}");
  std::set<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), kParameter), end; it != end; ++it) names.insert((*it)[1]);
  return names;
}

Findings check_texts(const Catalogue& catalogue) {
  Findings findings;
  for (const auto& [code, message] : catalogue) {
    for (const auto* texts : {&message.text, &message.remedy}) {
      std::set<std::set<std::string>> parameters;
      std::string shown;
      for (const auto& [language, text] : *texts) {
        if (!braces_pair(text))
          findings.push_back(message.file + ": " + code + " (" + language + "): a brace that is no {parameter}");
        parameters.insert(common_names(parameters_of(text), language));
        shown += " " + language + joined(parameters_of(text));
      }
      if (parameters.size() > 1)
        findings.push_back(message.file + ": " + code + ": the languages differ in parameters:" + shown);
    }
  }
  return findings;
}

std::vector<UsedCode> used_codes(const SourceFile& file, const std::set<std::string>& prefixes) {
  static const std::regex kMade(
      "\\b(invalid|refused|not_found|conflict|too_large|unavailable|corrupt)\\(\\s*\"([^\"]*)\"");
  static const std::regex kLiteral("\"([a-z]+(?:-[a-z]+)*)\\.([a-z0-9]+(?:-[a-z0-9]+)+)\"");
  std::vector<UsedCode> used;
  const std::string code = without_comments(file.text, Literals::kKeep);
  const auto add = [&](const std::string& name, std::ptrdiff_t position) {
    const auto line = 1 + std::count(code.begin(), code.begin() + position, '\n');
    used.push_back({name, file.path + ":" + std::to_string(line)});
  };
  for (std::sregex_iterator it(code.begin(), code.end(), kMade), end; it != end; ++it) add((*it)[2], it->position());
  for (std::sregex_iterator it(code.begin(), code.end(), kLiteral), end; it != end; ++it)
    if (prefixes.contains((*it)[1])) add((*it)[1].str() + "." + (*it)[2].str(), it->position());
  return used;
}

Findings check_codes(const std::vector<SourceFile>& product, const Catalogue& catalogue) {
  Findings findings;
  std::set<std::string> prefixes;
  for (const auto& [code, message] : catalogue) prefixes.insert(prefix_of(code));

  std::set<std::string> missing;
  for (const auto& file : product) {
    if (!is_cpp(file.path)) continue;
    for (const auto& [code, where] : used_codes(file, prefixes))
      if (!catalogue.contains(code) && missing.insert(code).second)
        findings.push_back(where + ": " + code + " has no text in config/locale/" + prefix_of(code) + ".json");
  }
  for (const auto& [code, message] : catalogue) {
    const bool used = std::any_of(product.begin(), product.end(),
                                  [&name = code](const SourceFile& file) { return names_code(file, name); });
    if (!used) findings.push_back(message.file + ": " + code + " is used nowhere; take it out");
  }
  return findings;
}

}  // namespace chancery::tidy
