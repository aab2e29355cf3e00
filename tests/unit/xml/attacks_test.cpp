// conformance/xml-attacks: what its manifest says of the XML reader alone. Files of kind "bpmn" are well-formed and
// judged by the BPMN suite. Says plainly when the data are not there.
#include <gtest/gtest.h>
#include <rapidjson/document.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/xml/xml.h"

namespace chancery::xml {
namespace {

namespace fs = std::filesystem;

fs::path attacks_folder() {
  const char* set = std::getenv("CHANCERY_CONFORMANCE");
  const fs::path root = set ? fs::path(set) : fs::path(CHANCERY_SOURCE_DIR) / ".." / "shared" / "conformance";
  return root / "xml-attacks";
}

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool tells_canary(const Element& element) {
  if (element.text.find("CANARY-7f3a") != std::string::npos) return true;
  for (const Element& child : element.children) {
    if (tells_canary(child)) return true;
  }
  return false;
}

class XmlAttacks : public testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(attacks_folder())) GTEST_SKIP() << "conformance data not there: " << attacks_folder();
    const std::string text = content_of(attacks_folder() / "manifest.json");
    manifest_.Parse(text.c_str(), text.size());
    ASSERT_TRUE(manifest_.IsObject());
    ASSERT_TRUE(manifest_["files"].IsArray());
  }
  rapidjson::Document manifest_;
};

TEST_F(XmlAttacks, EveryFileBehavesAsTheManifestSays) {
  std::size_t seen = 0;
  for (const auto& entry : manifest_["files"].GetArray()) {
    const std::string file = entry["file"].GetString();
    const std::string expect = entry["expect"].GetString();

    SCOPED_TRACE(file + ": " + entry["why"].GetString());
    const std::string text = content_of(attacks_folder() / file);
    const auto begin = std::chrono::steady_clock::now();
    const ParseResult result = parse(file, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(2));
    const bool about_xml = std::string_view(entry["kind"].GetString()) == "xml";
    if (about_xml && expect == "reject") {
      EXPECT_FALSE(result.root.has_value());
    }
    if (expect == "accept") {
      EXPECT_TRUE(result.root.has_value());
    }
    EXPECT_EQ(result.root.has_value(), result.diagnostics.empty());
    if (result.root) {
      EXPECT_FALSE(tells_canary(*result.root));
    }
    for (const Diagnostic& diagnostic : result.diagnostics) {
      EXPECT_EQ(diagnostic.file, file);
      for (const MessageParameter& parameter : diagnostic.parameters) {
        EXPECT_EQ(parameter.value.find("CANARY"), std::string::npos);
      }
    }
    ++seen;
  }
  EXPECT_GE(seen, 80u);
}

TEST_F(XmlAttacks, Latin1IsReadRightAndNothingIsPrinted) {
  testing::internal::CaptureStderr();
  for (const auto& entry : manifest_["files"].GetArray()) {
    const std::string text = content_of(attacks_folder() / entry["file"].GetString());
    const ParseResult result = parse("x", {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    if (std::string_view(entry["file"].GetString()) == "encoding-latin1.bpmn") {
      ASSERT_TRUE(result.root.has_value());
      const std::string wanted = "\xC3\x84rger";
      bool found = false;
      for (const Element& process : result.root->children) {
        for (const Element& node : process.children) found = found || node.value("name") == wanted;
      }
      EXPECT_TRUE(found);
    }
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace chancery::xml
