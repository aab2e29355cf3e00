#include "web-console/server/router.h"

#include <gtest/gtest.h>

#include <array>

namespace chancery::web_server {
namespace {

void nothing(const CallPointer&) {}

const std::array kTable = {
    Route{.pattern = "/tasks", .handler = nothing},
    Route{.method = Method::kPost, .pattern = "/tasks", .handler = nothing},
    Route{.pattern = "/tasks/{id}", .handler = nothing},
    Route{.pattern = "/tasks/mine", .handler = nothing},
    Route{.method = Method::kDelete, .pattern = "/tasks/{id}", .handler = nothing},
    Route{.method = Method::kPost, .pattern = "/cases/{id}/messages/{name}", .handler = nothing},
};

class RouterTest : public ::testing::Test {
 protected:
  std::string pattern(Method method, const std::vector<std::string>& segments) {
    const Match match = router_.match(method, segments);
    return match.route == nullptr ? "-" : std::string(match.route->pattern);
  }
  Router router_{kTable};
};

TEST_F(RouterTest, FindsByMethodAndPath) {
  EXPECT_EQ(router_.match(Method::kGet, {"tasks"}).route, &kTable[0]);
  EXPECT_EQ(router_.match(Method::kPost, {"tasks"}).route, &kTable[1]);
}

TEST_F(RouterTest, ALiteralWinsOverAParameter) {
  EXPECT_EQ(pattern(Method::kGet, {"tasks", "mine"}), "/tasks/mine");
  EXPECT_EQ(pattern(Method::kGet, {"tasks", "17"}), "/tasks/{id}");
}

TEST_F(RouterTest, ParametersComeInOrder) {
  const Match match = router_.match(Method::kPost, {"cases", "4711", "messages", "postpone"});
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.parameters, (std::vector<std::string>{"4711", "postpone"}));
}

TEST_F(RouterTest, HeadFindsTheRouteOfGet) { EXPECT_EQ(pattern(Method::kHead, {"tasks", "17"}), "/tasks/{id}"); }

TEST_F(RouterTest, AnotherMethodIsToldWhichThereAre) {
  const Match match = router_.match(Method::kDelete, {"tasks"});
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.allow, "GET, POST");
}

TEST_F(RouterTest, WhatIsNotThereIsNotFound) {
  for (const std::vector<std::string>& segments : {std::vector<std::string>{"task"},
                                                   {"tasks", ""},
                                                   {"tasks", "1", "2"},
                                                   {""},
                                                   {"Tasks"},
                                                   {"cases", "1", "messages"},
                                                   {"tasks", "17", ""}}) {
    EXPECT_EQ(pattern(Method::kGet, segments), "-");
    EXPECT_EQ(router_.match(Method::kGet, segments).allow, "");
  }
}

TEST(RouterDeathTest, TwoRoutesOfOnePlaceAreAFault) {
  const std::array twice = {Route{.pattern = "/a/{x}", .handler = nothing},
                            Route{.pattern = "/a/{y}", .handler = nothing}};
  EXPECT_DEATH(Router{twice}, "");
}

}  // namespace
}  // namespace chancery::web_server
