// The reference models of the BPMN Model Interchange Working Group, deployed: hardly any is meant to run, so most are
// refused, each with a message that has a text, and none of them brings the checker down. What needs the reader alone
// is tested with the reader.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/json/json.h"
#include "engine/package/package.h"
#include "tests/conformance/bpmn/xml_text.h"

namespace chancery::conformance {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

class Miwg : public testing::Test {
 protected:
  void SetUp() override {
    const char* set = std::getenv("CHANCERY_CONFORMANCE");
    const fs::path folder =
        fs::path(set != nullptr ? set : CHANCERY_SOURCE_DIR "/../shared/conformance") / "bpmn-miwg" / "Reference";
    if (!fs::exists(folder)) GTEST_SKIP() << "conformance data not there: " << folder;
    for (const auto& entry : fs::directory_iterator(folder))
      if (entry.path().extension() == ".bpmn") models_[entry.path().filename().string()] = content_of(entry.path());
    ASSERT_FALSE(models_.empty());
  }
  static std::vector<Diagnostic> deploy(const std::string& bytes) {
    return package::check({{"workflows/model.bpmn", bytes}}, PackageId{1}).diagnostics;
  }
  static std::string shown(const std::vector<Diagnostic>& diagnostics) {
    std::string out;
    for (const Diagnostic& d : diagnostics) {
      out += d.code;
      for (const MessageParameter& p : d.parameters) out += " " + p.value;
      out += "\n";
    }
    return out;
  }
  std::map<std::string, std::string> models_;
};

bool has_text(const Value& texts, const std::string& code) { return !texts.get(code).get_text("en").empty(); }

TEST_F(Miwg, EveryFaultOfADeploymentHasAText) {
  std::map<std::string, Value> texts;  // by room
  for (const auto& [name, bytes] : models_) {
    SCOPED_TRACE(name);
    for (const Diagnostic& d : deploy(bytes)) {
      const std::string room = d.code.substr(0, d.code.find('.'));
      if (!texts.contains(room))
        texts[room] =
            json::parse_json(content_of(fs::path(CHANCERY_SOURCE_DIR) / "config" / "locale" / (room + ".json")))
                .value();
      EXPECT_TRUE(has_text(texts[room], d.code)) << d.code;
      EXPECT_GT(d.line, 0) << d.code;
    }
  }
}

// Written out and read again a model has the same faults, so nothing of it was lost that the engine looks at.
TEST_F(Miwg, AModelIsTheSameWhenItIsWrittenAndReadAgain) {
  for (const auto& [name, bytes] : models_) {
    SCOPED_TRACE(name);
    const auto parsed = xml::parse(name, {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    ASSERT_TRUE(parsed.root.has_value());
    EXPECT_EQ(shown(deploy(to_xml(*parsed.root))), shown(deploy(bytes)));
  }
}

}  // namespace
}  // namespace chancery::conformance
