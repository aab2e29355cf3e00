// A stack of three layers against three plain maps, over random operations: what is seen, in which order, what a merge
// leaves, and that records handed out to readers stay as they were.
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <utility>
#include <vector>

#include "engine/base/layer.h"

namespace chancery {
namespace {

using Plain = std::map<int, int>;
using Table = Layer<int, int>;

constexpr int kRounds = 300;
constexpr int kSteps = 120;
constexpr int kKeys = 12;

Plain visible(const Table& layer) {
  Plain out;
  int last = -1;
  layer.for_each([&](int key, int record) {
    EXPECT_LT(last, key);
    last = key;
    out.emplace(key, record);
    return true;
  });
  return out;
}

// The same as the layers, done the slow way: each level is a whole copy of what can be seen from it.
class Model {
 public:
  void set(int level, int key, int record) { views_[level][key] = record; }
  void erase(int level, int key) { views_[level].erase(key); }
  void merge_down(int level) { views_[level - 1] = views_[level]; }
  void clear(int level) { views_[level] = views_[level - 1]; }
  const Plain& view(int level) const { return views_[level]; }

 private:
  Plain views_[3];
};

class Walk {
 public:
  explicit Walk(std::uint64_t seed) : random_(seed) {}

  void step() {
    const int key = static_cast<int>(random_() % kKeys);
    const auto record = static_cast<int>(random_() % 1000);
    Table& top = *layers_[level_];
    switch (random_() % 8) {
      case 0:
      case 1:
      case 2:
        top.edit(key) = record;
        model_.set(level_, key, record);
        break;
      case 3: {
        const Plain& view = model_.view(level_);
        const int before = view.contains(key) ? view.at(key) : 0;
        top.edit(key) += 1;  // reads what it copies up
        model_.set(level_, key, before + 1);
        break;
      }
      case 4:
        top.erase(key);
        model_.erase(level_, key);
        break;
      case 5:
        if (auto held = top.share(key)) readers_.emplace_back(held, *held);
        break;
      case 6: rise(); break;
      default: fall(); break;
    }
  }

  void check() const {
    for (int level = 0; level <= level_; ++level) {
      ASSERT_EQ(visible(*layers_[level]), model_.view(level)) << "level " << level;
      for (int key = 0; key < kKeys; ++key) {
        const int* found = layers_[level]->find(key);
        const auto expected = model_.view(level).find(key);
        ASSERT_EQ(found != nullptr, expected != model_.view(level).end());
        if (found != nullptr) {
          ASSERT_EQ(*found, expected->second);
        }
        ASSERT_EQ(layers_[level]->share(key).get(), found);
      }
    }
    for (const auto& [held, was] : readers_) ASSERT_EQ(*held, was);
  }

 private:
  // Levels above are always empty, as batch and command are: a layer is written to only while it is the top one.
  void rise() {
    if (level_ == 2) return;
    model_.clear(++level_);
  }
  void fall() {
    if (level_ == 0) return;
    if (random_() % 3 == 0) {
      layers_[level_]->clear();
      model_.clear(level_);
    } else {
      layers_[level_]->merge_down();
      model_.merge_down(level_);
    }
    ASSERT_TRUE(layers_[level_]->unchanged());
    --level_;
  }

  std::mt19937_64 random_;
  Table bottom_;
  Table batch_{&bottom_};
  Table command_{&batch_};
  Table* layers_[3] = {&bottom_, &batch_, &command_};
  Model model_;
  int level_ = 0;
  std::vector<std::pair<Table::Pointer, int>> readers_;
};

TEST(LayerRandom, AgreesWithPlainMaps) {
  for (std::uint64_t seed = 1; seed <= kRounds; ++seed) {
    SCOPED_TRACE(seed);
    Walk walk(seed);
    for (int i = 0; i < kSteps && !testing::Test::HasFatalFailure(); ++i) {
      walk.step();
      walk.check();
    }
  }
}

}  // namespace
}  // namespace chancery
