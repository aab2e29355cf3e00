#include "engine/base/value_layer.h"

#include <gtest/gtest.h>

namespace chancery {
namespace {

using Table = ValueLayer<int, int>;

int at(const Table& table, int key) {
  const int* found = table.find(key);
  return found == nullptr ? 0 : *found;
}

TEST(ValueLayer, StacksAsALayerDoes) {
  Table bottom;
  Table batch(&bottom);
  Table command(&batch);
  bottom.set(1, 10);
  batch.set(2, 20);
  command.erase(1);
  command.set(2, 21);
  EXPECT_EQ(at(command, 1), 0);
  EXPECT_EQ(at(command, 2), 21);
  EXPECT_EQ(at(batch, 1), 10);
  command.merge_down();
  EXPECT_EQ(at(batch, 1), 0);
  EXPECT_EQ(at(bottom, 1), 10);
  batch.merge_down();
  EXPECT_EQ(at(bottom, 1), 0);
  EXPECT_EQ(at(bottom, 2), 21);
  EXPECT_EQ(bottom.own_size(), 1U);
}

TEST(ValueLayer, ADroppedLayerLeavesNoTrace) {
  Table bottom;
  bottom.set(1, 10);
  Table command(&bottom);
  command.set(1, 11);
  command.clear();
  EXPECT_EQ(at(command, 1), 10);
}

TEST(ValueLayer, RestsOnWhatItsGroundWasMergedInto) {
  Table bottom;
  Table open(&bottom);
  {
    Table in_flight(&bottom);
    open.rest_on(&in_flight);
    in_flight.set(1, 10);
    open.set(2, 20);
    EXPECT_EQ(at(open, 1), 10);
    in_flight.merge_down();
    open.rest_on(&bottom);
  }
  EXPECT_EQ(at(open, 1), 10);
  open.merge_down();
  EXPECT_EQ(at(bottom, 2), 20);
}

}  // namespace
}  // namespace chancery
