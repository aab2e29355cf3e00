#include "web-console/server/catalogue.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "engine/json/json.h"
#include "web-console/server/http.h"

namespace chancery::web_server {

namespace {

// Weight of a range in thousandths: "en;q=0.5" → 500, 0 when malformed.
int weight_of(std::string_view parameters) {
  const std::size_t at = parameters.find("q=");
  if (at == parameters.npos) return 1000;
  const std::string_view text = parameters.substr(at + 2);
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
  int weight = (text[0] - '0') * 1000;
  int place = 100;
  for (std::size_t i = 2; i < text.size() && place > 0 && text[1] == '.'; ++i, place /= 10) {
    if (text[i] < '0' || text[i] > '9') break;
    weight += (text[i] - '0') * place;
  }
  return std::min(weight, 1000);
}

bool is_range_of(std::string_view range, std::string_view primary) {
  return equal_ignoring_case(range.substr(0, primary.size()), primary) &&
         (range.size() == primary.size() || range[primary.size()] == '-');
}

std::string filled(const std::string& text, const Error& error) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find('{', at);
    const std::size_t shut = open == text.npos ? text.npos : text.find('}', open);
    if (shut == text.npos) return out + text.substr(at);
    out.append(text, at, open - at);
    const std::string_view name = std::string_view(text).substr(open + 1, shut - open - 1);
    const auto parameter = std::find_if(error.parameters.begin(), error.parameters.end(),
                                        [&](const MessageParameter& p) { return p.name == name; });
    if (parameter != error.parameters.end())
      out += parameter->value;
    else
      out.append(text, open, shut - open + 1);
    at = shut + 1;
  }
  return out;
}

Result<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return unavailable("server.cannot-read-file", {{"file", path.filename().string()}});
  return bytes;
}

}  // namespace

Language language_of(std::string_view accept) {
  int chinese = 0;
  int english = 0;
  while (!accept.empty()) {
    const std::string_view item = accept.substr(0, accept.find(','));
    accept.remove_prefix(std::min(accept.size(), item.size() + 1));
    const std::size_t semicolon = item.find(';');
    const std::string_view range = trimmed(item.substr(0, semicolon));
    const int weight = semicolon == item.npos ? 1000 : weight_of(item.substr(semicolon + 1));
    if (is_range_of(range, "zh")) chinese = std::max(chinese, weight);
    if (is_range_of(range, "en")) english = std::max(english, weight);
  }
  return english > chinese ? Language::kEnglish : Language::kChinese;
}

bool Catalogue::read_texts(const Value& value, Texts& out) {
  out = {std::string(value.get_text("zh")), std::string(value.get_text("en"))};
  return !out.zh.empty() && !out.en.empty();
}

Result<void> Catalogue::add(std::string_view file, std::string_view text) {
  const Value root = TRY(json::parse_json(text));
  const auto bad = [&](std::string_view code) {
    return invalid("server.bad-catalogue", {{"file", std::string(file)}, {"code", std::string(code)}});
  };
  if (!root.is_context()) return bad("");
  for (const auto& [code, value] : root.as_context()) {
    Message message;
    if (!read_texts(value, message.text)) return bad(code);
    if (!value.get("remedy").is_null() && !read_texts(value.get("remedy"), message.remedy)) return bad(code);
    if (!messages_.emplace(code, std::move(message)).second) return bad(code);
  }
  return {};
}

Result<Catalogue> Catalogue::load(const std::filesystem::path& folder) {
  std::error_code failed;
  std::set<std::filesystem::path> files;
  for (auto it = std::filesystem::directory_iterator(folder, failed); !failed && it != std::filesystem::end(it);
       it.increment(failed))
    if (it->path().extension() == ".json") files.insert(it->path());
  if (failed || files.empty()) return unavailable("server.cannot-read-file", {{"file", folder.filename().string()}});
  Catalogue catalogue;
  for (const auto& path : files) TRY_VOID(catalogue.add(path.filename().string(), TRY(read_file(path))));
  return catalogue;
}

std::string Catalogue::text(Language language, const Error& error) const {
  const auto found = messages_.find(error.code);
  return found == messages_.end() ? error.code : filled(found->second.text.in(language), error);
}

std::string Catalogue::remedy(Language language, const Error& error) const {
  const auto found = messages_.find(error.code);
  return found == messages_.end() ? std::string() : filled(found->second.remedy.in(language), error);
}

std::string Catalogue::json(Language language) const {
  Context all;
  for (const auto& [code, message] : messages_) {
    Context entry;
    entry.set("text", Value::text(message.text.in(language)));
    const std::string& remedy = message.remedy.in(language);
    entry.set("remedy", remedy.empty() ? Value() : Value::text(remedy));
    all.set(code, Value::context(std::move(entry)));
  }
  return json::write_json(Value::context(std::move(all)));
}

namespace {

bool is_message(const Value& value) {
  const std::size_t size = value.as_context().size();
  return (size == 2 || size == 3) && value.get("code").is_text() && value.get("parameters").is_context() &&
         (size == 2 || value.get("part").is_text());
}

// As it stands in a sentence.
std::string spoken(const Value& value) {
  if (value.is_text()) return std::string(value.as_text());
  if (value.is_number()) return value.as_number().text();
  std::string text = json::write_json(value);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
  return text;
}

Value spoken_message(const Catalogue& catalogue, const Value& message, Language language) {
  Error error{ErrorKind::kInvalid, std::string(message.get_text("code")), {}};
  for (const auto& [name, value] : message.get("parameters").as_context())
    error.parameters.push_back({std::string(name), spoken(localized(catalogue, value, language))});
  if (message.get_text("part") != "remedy") return Value::text(catalogue.text(language, error));
  const std::string remedy = catalogue.remedy(language, error);
  return remedy.empty() ? Value() : Value::text(remedy);
}

}  // namespace

Value localized(const Catalogue& catalogue, const Value& value, Language language) {
  if (value.is_list()) {
    List items;
    items.reserve(value.as_list().size());
    for (const Value& item : value.as_list()) items.push_back(localized(catalogue, item, language));
    return Value::list(std::move(items));
  }
  if (!value.is_context()) return value;
  const Context& context = value.as_context();
  if (context.size() == 2) {
    const Value& zh = value.get("zh");
    const Value& en = value.get("en");
    if (zh.is_text() && en.is_text()) return language == Language::kChinese ? zh : en;
  }
  if (is_message(value)) return spoken_message(catalogue, value, language);
  Context out;
  for (const auto& [name, entry] : context) out.set(name, localized(catalogue, entry, language));
  return Value::context(std::move(out));
}

}  // namespace chancery::web_server
