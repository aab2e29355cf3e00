#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "tests/unit/cli/ran.h"

namespace chancery::cli {
namespace {

using testing::HasSubstr;

// One demonstration database for all: making it takes a while.
class DemoTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    made_ = new Ran(ran({"demo", "--data", folder_->path("demo")}));
  }
  static void TearDownTestSuite() {
    delete made_;
    delete folder_;
  }
  static std::string data() { return folder_->path("demo"); }
  static TemporaryFolder* folder_;
  static Ran* made_;
};
TemporaryFolder* DemoTest::folder_ = nullptr;
Ran* DemoTest::made_ = nullptr;

TEST_F(DemoTest, PrintsSignInNamesAndThePassword) {
  ASSERT_EQ(made_->code, 0) << made_->err;
  EXPECT_THAT(made_->out, HasSubstr("Password: "));
  EXPECT_THAT(made_->out, HasSubstr("admin1"));
}

TEST_F(DemoTest, KeyIsItsOwnersAlone) {
  struct stat about {};
  ASSERT_EQ(::stat((data() + "/identity.key").c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777U, 0600U);
  EXPECT_EQ(about.st_size, 32);
}

TEST_F(DemoTest, RefusesAFolderThatHasADatabase) { EXPECT_EQ(ran({"demo", "--data", data()}).code, 5); }

TEST_F(DemoTest, IsSoundAlsoAfterItWasMoved) {
  const std::string moved = folder_->path("moved");
  std::filesystem::rename(data(), moved);
  const Ran doctor = ran({"doctor", "--data", moved});
  EXPECT_EQ(doctor.code, 0) << doctor.err;
  std::filesystem::rename(moved, data());
}

TEST_F(DemoTest, DeploymentNeedsTheRightPassword) {
  std::ofstream(folder_->path("wrong")) << "not this one\n";
  const Ran deployed = ran({"deploy", "--data", data(), "--as", "admin1", "--password-file", folder_->path("wrong"),
                            "--approved-by", "admin2", "--approver-password-file", folder_->path("wrong")});
  EXPECT_EQ(deployed.code, 4) << deployed.err;
}

TEST_F(DemoTest, DoctorFindsAMissingKey) {
  std::filesystem::rename(data() + "/identity.key", data() + "/away");
  EXPECT_EQ(ran({"doctor", "--data", data()}).code, 1);
  EXPECT_EQ(ran({"unit", "add", "x", "--name", "x", "--kind", "gacha", "--parent", "demo-city", "--as", "admin1",
                 "--data", data()})
                .code,
            3);
  std::filesystem::rename(data() + "/away", data() + "/identity.key");
}

}  // namespace
}  // namespace chancery::cli
