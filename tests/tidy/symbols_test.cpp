// The archives of the decision core hold no symbol of clock, file, socket, thread or randomness; archives with planted ones are caught.
#include "tests/tidy/symbols.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/tidy/layers.h"

namespace chancery::tidy {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// Lines "folder path-of-archive", written by CMake for all modules that it builds.
std::map<std::string, std::string> archives() {
  std::ifstream in(CHANCERY_ARCHIVE_LIST);
  std::map<std::string, std::string> found;
  for (std::string folder, path; in >> folder >> path;) found[folder] = path;
  return found;
}

TEST(Symbols, TheDecisionCoreDoesNoInputOrOutput) {
  Findings all;
  std::size_t checked = 0;
  for (const auto& [folder, archive] : archives()) {
    const std::string module = module_of(folder + "/x");
    if (!folder.starts_with("engine/") || !is_decision_core(module)) continue;
    ASSERT_TRUE(std::filesystem::exists(archive)) << archive << " is not built";
    const auto symbols = undefined_symbols(archive, all);
    EXPECT_FALSE(symbols.empty()) << archive << " refers to nothing, which cannot be";
    for (auto& f : check_symbols(module, symbols)) all.push_back(std::move(f));
    ++checked;
  }
  EXPECT_GE(checked, 3U);
  EXPECT_THAT(all, IsEmpty()) << report(all);
}

TEST(Symbols, EveryModuleWithSourcesIsInTheList) {
  const auto list = archives();
  for (const auto& name : folders_of("engine")) {
    const std::string cmake = read_file("engine/" + name + "/CMakeLists.txt");
    if (cmake.find("SOURCES") != std::string::npos) {
      EXPECT_TRUE(list.contains("engine/" + name)) << name;
    }
  }
}

// Each object of the planted archive, with the reasons for which it must be caught.
TEST(SymbolsSelfTest, PlantedViolationsAreFound) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> expected = {
      {"clock.cpp.o", {"clock"}},
      {"file.cpp.o", {"file"}},
      {"socket.cpp.o", {"socket"}},
      {"thread.cpp.o", {"thread"}},
      {"random.cpp.o", {"random", "environment"}},
      {"stream.cpp.o", {"stream", "floating point"}}};
  Findings faults;
  const auto findings = check_symbols("planted", undefined_symbols(CHANCERY_PLANTED_ARCHIVE, faults));
  EXPECT_THAT(faults, IsEmpty());
  for (const auto& [object, reasons] : expected)
    for (const auto& reason : reasons)
      EXPECT_THAT(findings, Contains(testing::AllOf(HasSubstr("(" + object + ")"), HasSubstr("without: " + reason))));
}

TEST(SymbolsSelfTest, AllowedObjectIsNotFound) {
  Findings faults;
  for (const auto& f : check_symbols("planted", undefined_symbols(CHANCERY_PLANTED_ARCHIVE, faults)))
    EXPECT_THAT(f, testing::Not(HasSubstr("(clean.cpp.o)")));
}

TEST(SymbolsSelfTest, NamesAreRecognizedInEveryDress) {
  EXPECT_EQ(banned_because("clock_gettime@GLIBC_2.17"), "clock");
  EXPECT_EQ(banned_because("__fprintf_chk"), "stream");
  EXPECT_EQ(banned_because("open64"), "file");
  EXPECT_EQ(banned_because("std::chrono::_V2::system_clock::now()"), "clock");
  EXPECT_EQ(banned_because("std::random_device::_M_getval()"), "random");
  EXPECT_EQ(banned_because("RAND_bytes"), "random");
}

TEST(SymbolsSelfTest, NeighborsOfBannedNamesAreFree) {
  for (const char* name :
       {"snprintf", "__snprintf_chk", "memcpy", "EVP_Digest", "timegm_like", "chancery::feel::open(int)",
        "chancery::Instant::time()", "std::__cxx11::basic_string<char>::_M_append(char const*, unsigned long)"})
    EXPECT_EQ(banned_because(name), "") << name;
}

TEST(SymbolsSelfTest, OnlyTheAssertionMayWriteItsLastWords) {
  const std::vector<UndefinedSymbol> symbols = {{"assert.cpp.o", "fprintf"}, {"hash.cpp.o", "fprintf"}};
  EXPECT_THAT(check_symbols("base", symbols), testing::SizeIs(1));
  EXPECT_THAT(check_symbols("feel", symbols), testing::SizeIs(2));
}

TEST(SymbolsSelfTest, AnArchiveThatIsNotThereIsAFault) {
  Findings faults;
  undefined_symbols("no-such-archive.a", faults);
  EXPECT_THAT(faults, testing::SizeIs(1));
}

}  // namespace
}  // namespace chancery::tidy
