#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <filesystem>

#include "engine/base/assert.h"

namespace chancery::test_support {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "chancery-test-XXXXXX").string();
  CHANCERY_ASSERT(::mkdtemp(pattern.data()) != nullptr);
  path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;  // a folder that stays behind is no reason to fail the test
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace chancery::test_support
