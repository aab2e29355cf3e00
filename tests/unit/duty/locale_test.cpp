// Every code of the module has its text, and every text a code.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "tests/unit/duty/village.h"

namespace chancery::duty {
namespace {

std::string contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Locale, EveryCodeHasItsText) {
  const std::string root = CHANCERY_SOURCE_DIR "/";
  std::set<std::string> used;
  const std::regex code("\"(duty\\.[a-z-]+)\"");
  for (const char* file : {"eligibility.cpp", "service.cpp", "posts.cpp", "rules_reader.cpp", "rules_builder.cpp",
                           "consistency.cpp", "constraints/bind.cpp", "constraints/exclude.cpp",
                           "constraints/incompatible.cpp", "constraints/separate.cpp"}) {
    const std::string text = contents(root + "engine/duty/" + file);
    for (std::sregex_iterator it(text.begin(), text.end(), code), end; it != end; ++it) used.insert((*it)[1]);
  }
  std::set<std::string> told;
  const Value catalogue = parse(contents(root + "config/locale/duty.json"));
  for (const Context::Entry& entry : catalogue.as_context()) {
    told.insert(entry.name);
    EXPECT_FALSE(entry.value.get_text("zh").empty()) << entry.name;
    EXPECT_FALSE(entry.value.get_text("en").empty()) << entry.name;
    EXPECT_FALSE(entry.value.get("remedy").get_text("zh").empty()) << entry.name;
    EXPECT_FALSE(entry.value.get("remedy").get_text("en").empty()) << entry.name;
  }
  EXPECT_EQ(used, told);
}

}  // namespace
}  // namespace chancery::duty
