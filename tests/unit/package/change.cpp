#include "tests/unit/package/change.h"

#include <map>
#include <regex>

#include "engine/json/json.h"

namespace chancery::package::test {

namespace {

// code → {zh, en, remedy}, of all files of config/locale.
const std::map<std::string, Value>& texts() {
  static const std::map<std::string, Value> kTexts = [] {
    std::map<std::string, Value> all;
    for (const auto& entry : std::filesystem::directory_iterator(CHANCERY_SOURCE_DIR "/config/locale")) {
      std::ostringstream bytes;
      bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
      const auto content = json::parse_json(bytes.str());
      if (!content || !content->is_context()) continue;
      for (const Context::Entry& text : content->as_context()) all.emplace(text.name, text.value);
    }
    return all;
  }();
  return kTexts;
}

void expect_told(const Diagnostic& d) {
  const auto text = texts().find(d.code);
  ASSERT_NE(text, texts().end()) << d.code << " has no text";
  static const std::regex kParameter("\\{([a-z_]+)\\}");
  for (const std::string language : {"zh", "en"}) {
    const std::string message(text->second.get_text(language));
    for (std::sregex_iterator it(message.begin(), message.end(), kParameter), end; it != end; ++it)
      EXPECT_TRUE(std::any_of(d.parameters.begin(), d.parameters.end(),
                              [&](const MessageParameter& p) { return p.name == (*it)[1]; }))
          << d.code << " does not say {" << (*it)[1] << "}";
  }
}

}  // namespace

bool is_finding(const Diagnostic& d, const std::string& file, const std::string& code,
                const std::vector<MessageParameter>& parameters) {
  return d.file == file && d.code == code &&
         std::all_of(parameters.begin(), parameters.end(), [&d](const MessageParameter& p) {
           return std::find(d.parameters.begin(), d.parameters.end(), p) != d.parameters.end();
         });
}

std::pair<int, int> make(const Change& change, Package& package) {
  std::string to = change.to;
  const std::size_t mark = to.find('@');
  if (mark != std::string::npos) to.erase(mark, 1);
  const std::size_t place = package.at(change.path).bytes.find(change.from);
  package.replace(change.path, change.from, to);
  if (mark == std::string::npos || place == std::string::npos) return {0, 0};
  const std::string before = package.at(change.path).bytes.substr(0, place + mark);
  const std::string in_line = before.substr(before.rfind('\n') + 1);
  const auto is_first_byte = [](char c) { return (c & 0xC0) != 0x80; };
  return {1 + static_cast<int>(std::count(before.begin(), before.end(), '\n')),
          1 + static_cast<int>(std::count_if(in_line.begin(), in_line.end(), is_first_byte))};
}

void expect_refused(const Change& change) {
  Package package;
  const auto [line, column] = make(change, package);
  const Checked checked = package.check();
  expect_sound(checked, package.files());
  EXPECT_EQ(checked.program, nullptr);
  const std::string& file = change.told_in.empty() ? change.path : change.told_in;
  const auto found = std::find_if(checked.diagnostics.begin(), checked.diagnostics.end(), [&](const Diagnostic& d) {
    return is_finding(d, file, change.code, change.parameters);
  });
  ASSERT_NE(found, checked.diagnostics.end()) << "found instead:\n" << shown(checked.diagnostics);
  EXPECT_EQ(found->severity, Severity::kError);
  EXPECT_EQ(found->line, line);
  EXPECT_EQ(found->column, column);
}

void expect_sound(const Checked& checked, const std::vector<File>& files) {
  const bool refused = std::any_of(checked.diagnostics.begin(), checked.diagnostics.end(),
                                   [](const Diagnostic& d) { return d.severity == Severity::kError; });
  EXPECT_EQ(checked.program == nullptr, refused) << shown(checked.diagnostics);
  for (const Diagnostic& d : checked.diagnostics) {
    EXPECT_TRUE(std::any_of(files.begin(), files.end(), [&d](const File& f) { return f.path == d.file; }))
        << shown({d});
    expect_told(d);
  }
}

}  // namespace chancery::package::test
