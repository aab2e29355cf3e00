#include "web-console/server/target.h"

#include <gtest/gtest.h>

namespace chancery::web_server {
namespace {

TEST(TargetTest, ATargetIsTakenApart) {
  const Target target = parse_target("/api/v1/tasks/17?box=mine&unit=3").value();
  EXPECT_EQ(target.path, "/api/v1/tasks/17");
  EXPECT_EQ(target.segments, (std::vector<std::string>{"api", "v1", "tasks", "17"}));
  EXPECT_EQ(target.query, (Query{{"box", "mine"}, {"unit", "3"}}));
}

TEST(TargetTest, EscapesAreDecoded) {
  const Target target = parse_target("/%E6%9D%91?name=%E5%BC%A0+%E4%B8%89%26").value();
  EXPECT_EQ(target.path, "/村");
  EXPECT_EQ(target.query.at("name"), "张 三&");
}

TEST(TargetTest, APlusInThePathIsAPlus) { EXPECT_EQ(parse_target("/a+b").value().path, "/a+b"); }

TEST(TargetTest, NoWayLeadsOut) {
  for (const char* target : {"/../etc/passwd", "/a/../../b", "/%2e%2e/etc/passwd", "/.%2e/x", "/a/%2E%2E", "/..%2fetc",
                             "/a%2fb", "/a%5cb", "/a\\..\\b", "/./a", "/..", "/a/.."})
    EXPECT_FALSE(parse_target(target)) << target;
}

TEST(TargetTest, MalformedTargetsAreRefused) {
  for (const char* target :
       {"", "tasks", "http://other/", "*", "/a%", "/a%2", "/a%zz", "/a%00b", "/a%0d%0ab", "/%ff", "/%c0%af",
        "/%ed%a0%80", "/%f5%80%80%80", "/a#b", "/a?x=1&x=2", "/a?x=%", "/a?x=%0a", "/a?%ff=1"})
    EXPECT_FALSE(parse_target(target)) << target;
}

TEST(TargetTest, TooManyQueryFieldsAreRefused) {
  std::string target = "/a?";
  for (int i = 0; i < 33; ++i) target += "x" + std::to_string(i) + "=1&";
  EXPECT_FALSE(parse_target(target));
}

TEST(TargetTest, WhatIsEncodedDecodesToItself) {
  const std::string name = "申请 \"a/b\";\xE2\x80\xA8%.pdf";
  const std::string encoded = percent_encode(name);
  EXPECT_EQ(encoded.find_first_of(" \"/;"), std::string::npos);
  EXPECT_EQ(percent_decode(encoded).value(), name);
}

}  // namespace
}  // namespace chancery::web_server
