// Link events (BPMN 2.0.2, 10.5.5): a flow without a line.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

std::string link(const std::string& name) { return "<linkEventDefinition name=\"" + name + "\"/>"; }

TEST(Link, TakesTheTokenToItsTarget) {
  Stand stand(one(start() + ends() + users("a b") + path("s a t1") + thrown("t1", link("one")) +
                  caught("c1", link("one")) + path("c1 b t2") + thrown("t2", link("two")) + caught("c2", link("two")) +
                  path("c2 e")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.running(), 0u);
  EXPECT_EQ(stand.trace(), "s a t1 c1 b t2 c2 e");
}

TEST(Link, SeveralMayLeadToOneTarget) {
  Stand stand(one(start() + nodes("parallelGateway", "f") + users("a b x") + path("s f a t1") + path("f b t2") +
                  thrown("t1", link("l")) + thrown("t2", link("l")) + caught("c", link("l")) + path("c x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b x");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "x x");
}

TEST(Link, IsOfItsScope) {
  Stand stand(one(start() + users("a") + path("s sub") + thrown("t", link("l")) + caught("c", link("l")) +
                  path("sub t") + path("c a") +
                  sub_process("sub", start("is") + thrown("it", link("l")) + caught("ic", link("l")) + users("x") +
                                         path("is it") + path("ic x"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "sub x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "a");
}

// An inclusive join waits for a token that can still come over a link.
TEST(Link, IsAPathForAnInclusiveJoin) {
  Stand stand(one(start() + nodes("inclusiveGateway", "f j") + users("a b x") + when("f", "a", "true") +
                  when("f", "b", "true") + path("s f") + path("a j") + path("b t") + thrown("t", link("l")) +
                  caught("c", link("l")) + path("c j x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.waiting(), "b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

}  // namespace
}  // namespace chancery::test
