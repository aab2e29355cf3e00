// Transactions (BPMN 2.0.2, 10.3.5): sub-processes that are undone as a whole when they are cancelled.
#include <gtest/gtest.h>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

constexpr const char* kCancel = "<cancelEventDefinition/>";

// book is done, then ask decides: cancelled or done; beside them a third branch waits at w.
std::string booking(const std::string& more = "", const std::string& border = boundary("c", "tx", kCancel) +
                                                                              users("cancelled") +
                                                                              path("c cancelled")) {
  return one(start() + users("after") + path("s tx after") + border +
             event("transaction", "tx",
                   start("is") + nodes("parallelGateway", "f") + nodes("exclusiveGateway", "g") + users("book ask w") +
                       undone("book") + ended_by("no", kCancel) + ends("yes wend") + path("is f book ask g") +
                       path("f w wend") + when("g", "yes", "ok") + when("g", "no", "not(ok)") + more));
}

TEST(Transaction, OneThatSucceedsIsASubProcess) {
  Stand stand(booking());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("book"), "");
  EXPECT_EQ(stand.complete("ask", R"({"ok": true})"), "");
  EXPECT_EQ(stand.waiting(), "tx w");
  EXPECT_EQ(stand.complete("w"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Transaction, OneThatIsCancelledEndsAllInsideUndoesItAndIsLeftByItsEvent) {
  Stand stand(booking());
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("book"), "");
  EXPECT_EQ(stand.complete("ask", R"({"ok": false})"), "");
  EXPECT_EQ(stand.waiting(), "tx undo_book");
  EXPECT_EQ(stand.complete("undo_book"), "");
  EXPECT_EQ(stand.waiting(), "cancelled");
  EXPECT_EQ(stand.trace(), "s is f book ask g no -w undo_book -tx c");
}

TEST(Transaction, WithNothingToUndoItIsLeftAtOnce) {
  Stand stand(one(start() + users("x") + path("s tx") + boundary("c", "tx", kCancel) + path("c x") +
                  event("transaction", "tx", start("is") + ended_by("no", kCancel) + path("is no"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Transaction, WithoutACancelEventItEnds) {
  Stand stand(booking("", ""));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("book"), "");
  EXPECT_EQ(stand.complete("ask", R"({"ok": false})"), "");
  EXPECT_EQ(stand.complete("undo_book"), "");
  EXPECT_EQ(stand.running(), 0u);
}

TEST(Transaction, OneThatIsACompensationHandlerAndIsCancelledLetsTheCompensationGoOn) {
  Stand stand(one(start() + nodes("task", "book") + thrown("undo", compensate()) + users("after") +
                  path("s book undo after") + boundary("undone", "book", compensate()) +
                  "<association id=\"a\" sourceRef=\"undone\" targetRef=\"tx\"/>" +
                  event("transaction", "tx", start("is") + users("ask") + ended_by("no", kCancel) + path("is ask no"),
                        "", "isForCompensation=\"true\"")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "undo tx ask");
  EXPECT_EQ(stand.complete("ask"), "");
  EXPECT_EQ(stand.waiting(), "after");
}

TEST(Transaction, ItsCompensationEventSubProcessUndoesIt) {
  Stand stand(booking(event_sub_process("u", compensate(), "x")));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("book"), "");
  EXPECT_EQ(stand.complete("ask", R"({"ok": false})"), "");
  EXPECT_EQ(stand.waiting(), "tx u x");
  EXPECT_EQ(stand.complete("x"), "");
  EXPECT_EQ(stand.waiting(), "cancelled");
}

TEST(Transaction, AFinishedSubProcessInsideIsUndoneToo) {
  Stand stand(one(start() + users("x") + path("s tx") + boundary("c", "tx", kCancel) + path("c x") +
                  event("transaction", "tx",
                        start("is") + users("b") + ended_by("no", kCancel) + path("is sub b no") +
                            sub_process("sub", start("iis") + users("a") + undone("a") + path("iis a")))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "tx sub undo_a");
  EXPECT_EQ(stand.complete("undo_a"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Transaction, TheInnerOneIsCancelledTheOuterGoesOn) {
  Stand stand(
      one(start() + users("after") + path("s outer after") +
          event("transaction", "outer",
                start("os") + nodes("parallelGateway", "f") + users("a x") + path("os f a") + path("f tx") +
                    boundary("c", "tx", kCancel) + path("c x") +
                    event("transaction", "tx", start("is") + users("b") + ended_by("no", kCancel) + path("is b no")))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.waiting(), "outer a tx b");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "outer a x");
}

TEST(Transaction, OneOfSeveralInstancesCancelsThemAll) {
  Stand stand(one(start() + users("x after") + path("s tx after") + boundary("c", "tx", kCancel) + path("c x") +
                  event("transaction", "tx",
                        "<multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality>"
                        "</multiInstanceLoopCharacteristics>" +
                            start("is") + users("b") + ended_by("no", kCancel) + path("is b no"))));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

TEST(Transaction, AnErrorLeavesItWithoutUndoingAnything) {
  Stand stand(one(start() + users("x") + path("s tx") + boundary("c", "tx", error("boom")) + path("c x") +
                      event("transaction", "tx",
                            start("is") + users("a b") + undone("a") + ended_by("e", error("boom")) + path("is a b e")),
                  kRoots));
  EXPECT_EQ(stand.start(), "");
  EXPECT_EQ(stand.complete("a"), "");
  EXPECT_EQ(stand.complete("b"), "");
  EXPECT_EQ(stand.waiting(), "x");
}

}  // namespace
}  // namespace chancery::test
