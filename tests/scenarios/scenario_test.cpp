// Every workflows/*/scenarios/*.scenario is one test. SCENARIO=part-of-a-name runs only those.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/scenarios/player.h"

namespace chancery::scenarios {
namespace {

std::vector<std::string> scenario_files() {
  std::vector<std::string> out;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(std::string(CHANCERY_SOURCE_DIR) + "/workflows"))
    if (entry.path().extension() == ".scenario") out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

class Scenario : public testing::TestWithParam<std::string> {};

TEST_P(Scenario, Holds) {
  std::ifstream in(GetParam());
  std::ostringstream text;
  text << in.rdbuf();
  Bench bench;
  Player player(bench, std::filesystem::path(GetParam()).filename().string());
  for (const std::string& fault : player.play(text.str())) ADD_FAILURE() << fault;
}

std::string test_name(const testing::TestParamInfo<std::string>& info) {
  const std::filesystem::path path(info.param);
  std::string name = path.parent_path().parent_path().filename().string() + "_" + path.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Workflows, Scenario, testing::ValuesIn(scenario_files()), test_name);

}  // namespace
}  // namespace chancery::scenarios
