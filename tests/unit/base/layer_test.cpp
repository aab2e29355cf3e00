#include "engine/base/layer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace chancery {
namespace {

using Table = Layer<int, std::string>;

std::string shown(const Table& layer) {
  std::string out;
  layer.for_each([&out](int key, const std::string& record) {
    out += std::to_string(key) + record + " ";
    return true;
  });
  return out;
}

TEST(Layer, ReadingFallsThroughToTheFirstThatKnows) {
  Table bottom;
  Table batch(&bottom);
  Table command(&batch);
  EXPECT_EQ(command.find(1), nullptr);
  bottom.edit(1) = "a";
  EXPECT_EQ(*command.find(1), "a");
  batch.edit(1) = "b";
  EXPECT_EQ(*command.find(1), "b");
  command.erase(1);
  EXPECT_EQ(command.find(1), nullptr);
  EXPECT_EQ(command.share(1), nullptr);
  EXPECT_EQ(*batch.find(1), "b");
  EXPECT_EQ(*bottom.find(1), "a");
}

TEST(Layer, RestsOnWhatItsGroundWasMergedInto) {
  Table bottom;
  Table open(&bottom);
  {
    Table in_flight(&bottom);
    open.rest_on(&in_flight);
    in_flight.edit(1) = "a";
    open.edit(2) = "b";
    EXPECT_EQ(*open.find(1), "a");
    in_flight.merge_down();
    open.rest_on(&bottom);
  }
  EXPECT_EQ(*open.find(1), "a");
  open.edit(1) += "c";
  EXPECT_EQ(*bottom.find(1), "a");
  open.merge_down();
  EXPECT_EQ(shown(bottom), "1ac 2b ");
}

TEST(Layer, EditCopiesUpAndLeavesWhatIsBelow) {
  Table bottom;
  bottom.edit(1) = "a";
  Table top(&bottom);
  top.edit(1) += "b";
  EXPECT_EQ(*top.find(1), "ab");
  EXPECT_EQ(*bottom.find(1), "a");
  top.edit(1) += "c";
  EXPECT_EQ(*top.find(1), "abc");
}

TEST(Layer, EditOfWhatWasErasedBeginsEmpty) {
  Table bottom;
  bottom.edit(1) = "a";
  Table top(&bottom);
  top.erase(1);
  EXPECT_EQ(top.edit(1), "");
  top.merge_down();
  EXPECT_EQ(*bottom.find(1), "");
}

TEST(Layer, ADroppedLayerLeavesNoTrace) {
  Table bottom;
  bottom.edit(1) = "a";
  {
    Table top(&bottom);
    top.edit(1) = "x";
    top.edit(2) = "y";
    top.erase(1);
  }
  EXPECT_EQ(shown(bottom), "1a ");
}

TEST(Layer, MergeDownMovesOneLayerOnly) {
  Table bottom;
  bottom.edit(1) = "a";
  bottom.edit(2) = "b";
  Table batch(&bottom);
  Table command(&batch);
  command.erase(1);
  command.edit(2) = "c";
  command.edit(3) = "d";
  command.merge_down();
  EXPECT_TRUE(command.unchanged());
  EXPECT_EQ(batch.own_size(), 3u) << "an erasure is a change, too";
  EXPECT_EQ(shown(bottom), "1a 2b ");
  EXPECT_EQ(shown(command), "2c 3d ");
  batch.merge_down();
  EXPECT_EQ(shown(bottom), "2c 3d ");
  EXPECT_EQ(bottom.own_size(), 2u) << "the bottom keeps no tombstone";
}

TEST(Layer, TheBottomCannotMerge) {
  Table bottom;
  EXPECT_DEATH(bottom.merge_down(), "assertion failed");
}

TEST(Layer, EraseOfWhatIsNotThereChangesNothingVisible) {
  Table bottom;
  bottom.erase(7);
  EXPECT_TRUE(bottom.unchanged());
  Table top(&bottom);
  top.erase(7);
  EXPECT_FALSE(top.unchanged());
  EXPECT_EQ(shown(top), "");
  top.merge_down();
  EXPECT_EQ(bottom.own_size(), 0u);
}

TEST(Layer, ClearForgetsTheChanges) {
  Table bottom;
  bottom.edit(1) = "a";
  Table top(&bottom);
  top.edit(1) = "b";
  top.clear();
  EXPECT_TRUE(top.unchanged());
  EXPECT_EQ(*top.find(1), "a");
}

TEST(Layer, ForEachIsInKeyOrderAndStopsWhenAsked) {
  Table bottom;
  for (const int key : {30, 10, 20}) bottom.edit(key) = "b";
  Table top(&bottom);
  top.edit(15) = "t";
  top.edit(40) = "t";
  top.erase(10);
  EXPECT_EQ(shown(top), "15t 20b 30b 40t ");
  std::vector<int> seen;
  top.for_each([&seen](int key, const std::string&) {
    seen.push_back(key);
    return key < 20;
  });
  EXPECT_EQ(seen, (std::vector<int>{15, 20}));
}

TEST(Layer, OwnShowsTheChangesWithErasuresAsNull) {
  Table bottom;
  bottom.edit(1) = "a";
  bottom.edit(2) = "b";
  Table top(&bottom);
  top.erase(1);
  top.edit(3) = "c";
  ASSERT_EQ(top.own().size(), 2u);
  EXPECT_EQ(top.own().begin()->first, 1);
  EXPECT_EQ(top.own().begin()->second, nullptr);
  EXPECT_EQ(*top.own().at(3), "c");
}

// What a reader holds stays as it was: over edits at any height, merges and erasures.
TEST(Layer, ASharedRecordNeverChanges) {
  Table bottom;
  bottom.edit(1) = "a";
  const Table::Pointer first = bottom.share(1);
  bottom.edit(1) = "b";
  EXPECT_EQ(*first, "a");
  Table top(&bottom);
  top.edit(1) = "c";
  const Table::Pointer second = top.share(1);
  top.edit(1) = "d";
  EXPECT_EQ(*second, "c");
  EXPECT_EQ(*top.find(1), "d");
  const Table::Pointer third = top.share(1);
  top.merge_down();
  EXPECT_EQ(bottom.share(1), third) << "merging moves the record, it does not copy it";
  bottom.edit(1) = "e";
  bottom.erase(1);
  EXPECT_EQ(*first + *second + *third, "acd");
}

TEST(Layer, ARecordHeldByNobodyIsEditedInPlace) {
  Table bottom;
  Table top(&bottom);
  const std::string* made = &top.edit(1);
  EXPECT_EQ(&top.edit(1), made);
  const Table::Pointer held = top.share(1);
  EXPECT_NE(&top.edit(1), made);
}

TEST(Layer, TextKeysAreFoundByView) {
  Layer<std::string, int> table;
  table.edit("seal") = 3;
  EXPECT_EQ(*table.find(std::string_view("seal")), 3);
  EXPECT_EQ(table.find(std::string_view("sea")), nullptr);
}

}  // namespace
}  // namespace chancery
