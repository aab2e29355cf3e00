// Replays the corpus of every target, and the conformance data that it can read, through the target. A crash is a crash
// of this test; under the sanitizers a leak or undefined behavior is, too.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ostream>
#include <vector>

#include "tests/fuzz/targets.h"

namespace chancery::fuzz {
namespace {

namespace fs = std::filesystem;

struct Target {
  const char* name;
  int (*run)(const std::uint8_t*, std::size_t);
};
void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }

constexpr Target kXml{"xml", fuzz_xml}, kBpmn{"bpmn", fuzz_bpmn}, kDmn{"dmn", fuzz_dmn}, kFeel{"feel", fuzz_feel},
    kJson{"json", fuzz_json};

struct Suite {
  Target target;
  std::vector<const char*> folders;  // of the conformance data
  std::vector<const char*> endings;  // of the files there
};
void PrintTo(const Suite& suite, std::ostream* out) { *out << suite.target.name; }

const Suite kSuites[] = {
    {kXml, {"xml-attacks", "bpmn-miwg"}, {".bpmn"}},
    {kBpmn, {"xml-attacks", "bpmn-miwg", "bpmn-exec", "token-simulation"}, {".bpmn", ".xml"}},
    {kDmn, {"dmn-tck"}, {".dmn"}},
    {kJson, {"json"}, {".json"}},
};

fs::path conformance() {
  const char* set = std::getenv("CHANCERY_CONFORMANCE");
  return set != nullptr ? fs::path(set) : fs::path(CHANCERY_SOURCE_DIR) / ".." / "shared" / "conformance";
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

void replay(const Target& target, const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  EXPECT_NO_THROW(target.run(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size())) << file;
}

class Corpus : public testing::TestWithParam<Target> {};

TEST_P(Corpus, EveryFilePasses) {
  const std::vector<fs::path> files = files_in(fs::path(CHANCERY_SOURCE_DIR) / "tests/fuzz/corpus" / GetParam().name);
  EXPECT_GE(files.size(), 10u);
  for (const fs::path& file : files) replay(GetParam(), file);
}

INSTANTIATE_TEST_SUITE_P(Targets, Corpus, testing::Values(kXml, kBpmn, kDmn, kFeel, kJson),
                         [](const auto& tested) { return std::string(tested.param.name); });

class ConformanceData : public testing::TestWithParam<Suite> {};

TEST_P(ConformanceData, EveryFilePasses) {
  const Suite& suite = GetParam();
  if (!fs::exists(conformance())) GTEST_SKIP() << "conformance data not there: " << conformance();
  std::size_t replayed = 0;
  for (const char* folder : suite.folders)
    for (const fs::path& file : files_in(conformance() / folder)) {
      if (std::find(suite.endings.begin(), suite.endings.end(), file.extension()) == suite.endings.end()) continue;
      replay(suite.target, file);
      ++replayed;
    }
  EXPECT_GE(replayed, 50u);
}

INSTANTIATE_TEST_SUITE_P(Targets, ConformanceData, testing::ValuesIn(kSuites),
                         [](const auto& tested) { return std::string(tested.param.target.name); });

}  // namespace
}  // namespace chancery::fuzz
