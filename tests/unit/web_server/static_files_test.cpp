#include "web-console/server/static_files.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.h"

namespace chancery::web_server {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path(folder_.path()) / "web";
    write("index.html", "<!doctype html>");
    write("assets/app-1a2b.js", "run()");
    write("assets/app-1a2b.js.br", "BR");
    write("assets/app-1a2b.js.gz", "GZ");
    write("seal.svg", "<svg/>");
    std::ofstream(root_.parent_path() / "secret.txt") << "secret";
    fs::create_symlink(root_.parent_path() / "secret.txt", root_ / "link.txt");
    files_ = StaticFiles::load(root_, 1 << 20).value();
  }
  void write(const fs::path& name, std::string_view text) {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }
  std::optional<Response> get(std::string_view path, std::vector<Header> headers = {}) {
    Request request;
    request.headers = std::move(headers);
    return files_.answer(path, request);
  }
  static std::string header(const Response& response, std::string_view name) {
    for (const Header& h : response.headers)
      if (h.name == name) return h.value;
    return "";
  }
  test_support::TemporaryFolder folder_;
  fs::path root_;
  StaticFiles files_;
};

TEST_F(StaticFilesTest, AFileWithItsType) {
  const auto response = get("/seal.svg");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->content(), "<svg/>");
  EXPECT_EQ(header(*response, "Content-Type"), "image/svg+xml");
  EXPECT_EQ(header(*response, "Cache-Control"), "no-cache");
}

TEST_F(StaticFilesTest, HashedNamesAreKeptForEver) {
  EXPECT_NE(header(get("/assets/app-1a2b.js").value(), "Cache-Control").find("immutable"), std::string::npos);
}

TEST_F(StaticFilesTest, TheBestCodingThatIsTaken) {
  const auto coding = [&](std::string accept) {
    const auto response = get("/assets/app-1a2b.js", {{"Accept-Encoding", std::move(accept)}});
    return header(*response, "Content-Encoding") + ":" + std::string(response->content());
  };
  EXPECT_EQ(coding("gzip, deflate, br"), "br:BR");
  EXPECT_EQ(coding("gzip"), "gzip:GZ");
  EXPECT_EQ(coding("br;q=0, gzip;q=0.5"), "gzip:GZ");
  EXPECT_EQ(coding("br;q=0.0"), ":run()");
  EXPECT_EQ(coding("identity"), ":run()");
  EXPECT_EQ(coding(""), ":run()");
}

TEST_F(StaticFilesTest, ATagSavesTheBody) {
  const std::string tag = header(get("/seal.svg").value(), "ETag");
  EXPECT_EQ(get("/seal.svg", {{"If-None-Match", tag}})->status, 304);
  EXPECT_EQ(get("/seal.svg", {{"If-None-Match", "\"x\", W/" + tag}})->status, 304);
  EXPECT_EQ(get("/seal.svg", {{"If-None-Match", "\"x\""}})->status, 200);
  EXPECT_EQ(get("/assets/app-1a2b.js",
                {{"If-None-Match", header(get("/assets/app-1a2b.js").value(), "ETag")}, {"Accept-Encoding", "br"}})
                ->status,
            200)
      << "another coding is another representation";
}

TEST_F(StaticFilesTest, PlacesOfTheConsoleGetTheIndex) {
  for (const char* path : {"/", "/cases/17", "/inbox"})
    EXPECT_EQ(get(path).value().content(), "<!doctype html>") << path;
}

TEST_F(StaticFilesTest, WhatIsNotAmongTheFilesIsNotThere) {
  for (const char* path : {"/no.js", "/assets/app-9999.js", "/secret.txt", "/../secret.txt", "/link.txt",
                           "/assets/../../secret.txt", "//etc/passwd.txt", "/index.html/x.js", "/web/index.html"})
    EXPECT_FALSE(get(path)) << path;
}

TEST_F(StaticFilesTest, ALinkIsNotFollowed) { EXPECT_FALSE(get("/link.txt")); }

TEST_F(StaticFilesTest, TooMuchIsRefusedAtTheStart) {
  const auto loaded = StaticFiles::load(root_, 10);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, "server.static-too-large");
}

TEST_F(StaticFilesTest, AFolderThatIsNotThereIsAnError) { EXPECT_FALSE(StaticFiles::load(root_ / "nowhere", 10)); }

TEST_F(StaticFilesTest, WithoutAConsoleThereIsNothing) {
  files_ = StaticFiles();
  EXPECT_FALSE(get("/"));
}

}  // namespace
}  // namespace chancery::web_server
