// JSONTestSuite: y_ files must be accepted, n_ files refused, i_ files and transforms must merely end.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/json/json.h"

namespace chancery::json {
namespace {

std::filesystem::path suite() {
  const char* set = std::getenv("CHANCERY_CONFORMANCE");
  const std::filesystem::path root = set != nullptr ? set : CHANCERY_SOURCE_DIR "/../shared/conformance";
  return root / "json";
}

std::string read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(JsonConformance, JsonTestSuite) {
  if (!std::filesystem::exists(suite())) GTEST_SKIP() << "conformance data not found at " << suite();
  int accepted = 0, refused = 0, free = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(suite())) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".json") continue;
    const auto result = parse_json(read(entry.path()));
    if (name.starts_with("y_object_duplicated_key")) {
      EXPECT_EQ(result.error().code, "json.duplicate-key") << name;  // stricter than the suite, on purpose
    } else if (name.starts_with("y_")) {
      EXPECT_TRUE(result.has_value()) << name;
      ++accepted;
    } else if (name.starts_with("n_")) {
      EXPECT_FALSE(result.has_value()) << name;
      ++refused;
    } else {
      ++free;
    }
  }
  EXPECT_EQ(accepted, 93);
  EXPECT_EQ(refused, 188);
  EXPECT_GE(free, 57);
}

}  // namespace
}  // namespace chancery::json
