// Every code that xml and bpmn can report has its text in both languages and a remedy; no text is left without its
// code.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

namespace chancery::bpmn {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::set<std::string> codes_in_sources(const std::string& module) {
  std::set<std::string> codes;
  const std::regex code("\"(" + module + "\\.[a-z0-9-]+)\"");
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(CHANCERY_SOURCE_DIR) / "engine" / module)) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = content_of(entry.path());
    for (std::sregex_iterator at(text.begin(), text.end(), code), end; at != end; ++at) codes.insert((*at)[1]);
  }
  return codes;
}

void expect_complete(const std::string& module) {
  const std::string text = content_of(fs::path(CHANCERY_SOURCE_DIR) / "config" / "locale" / (module + ".json"));
  rapidjson::Document catalogue;
  catalogue.Parse(text.c_str(), text.size());
  ASSERT_TRUE(catalogue.IsObject()) << module;
  const std::set<std::string> codes = codes_in_sources(module);
  EXPECT_FALSE(codes.empty());
  for (const std::string& code : codes) {
    ASSERT_TRUE(catalogue.HasMember(code.c_str())) << code;
    const auto& entry = catalogue[code.c_str()];
    for (const char* language : {"zh", "en"}) {
      EXPECT_TRUE(entry[language].IsString()) << code;
      EXPECT_TRUE(entry["remedy"][language].IsString()) << code;
    }
  }
  for (const auto& member : catalogue.GetObject())
    EXPECT_TRUE(codes.contains(member.name.GetString())) << member.name.GetString();
}

TEST(Locale, XmlIsComplete) { expect_complete("xml"); }
TEST(Locale, BpmnIsComplete) { expect_complete("bpmn"); }

}  // namespace
}  // namespace chancery::bpmn
