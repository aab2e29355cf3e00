// Damaged files: cut off at fifty places, and changed at random. Each is refused with a finding in that file, or is still
// sound; nothing stops the program. Checked is the damaged file with the declaration of its folder, not the whole package.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/package/change.h"

namespace chancery::package {
namespace {

constexpr std::size_t kPlaces = 50;
constexpr int kChangesPerFile = 20;

bool is_named(const Checked& checked, const std::string& path) {
  return std::any_of(checked.diagnostics.begin(), checked.diagnostics.end(),
                     [&path](const Diagnostic& d) { return d.file == path && d.severity == Severity::kError; });
}

class Damage : public testing::TestWithParam<std::size_t> {
 protected:
  const File& file() const { return test::shipped()[GetParam()]; }
};

TEST_P(Damage, CutOff) {
  SCOPED_TRACE(file().path);
  std::vector<File> files = test::surroundings(file());
  files.push_back(file());
  const std::size_t content = file().bytes.find_last_not_of(" \r\n\t") + 1;
  for (std::size_t i = 0; i < kPlaces; ++i) {
    const std::size_t length = content * i / kPlaces;
    files.back().bytes = file().bytes.substr(0, length);
    const Checked checked = check(files, test::kPackage);
    EXPECT_EQ(checked.program, nullptr) << length;
    EXPECT_TRUE(is_named(checked, file().path)) << length;
  }
}

TEST_P(Damage, ChangedAtRandom) {
  SCOPED_TRACE(file().path);
  std::mt19937_64 random(GetParam());
  std::vector<File> files = test::surroundings(file());
  files.push_back(file());
  for (int i = 0; i < kChangesPerFile; ++i) {
    std::string& bytes = files.back().bytes;
    bytes = file().bytes;
    static constexpr std::string_view kTelling = "\"{}[]<>&;:,='\\\n\0\x80\xff";
    for (std::uint64_t n = 1 + random() % 3; n > 0; --n)
      bytes[random() % bytes.size()] = kTelling[random() % kTelling.size()];
    const Checked checked = check(files, test::kPackage);
    test::expect_sound(checked, files);
  }
}

INSTANTIATE_TEST_SUITE_P(Every, Damage, testing::Range(std::size_t{0}, test::shipped().size()));

}  // namespace
}  // namespace chancery::package
