// Random models made of blocks, played at random: whatever the way, the case ends and leaves nothing behind. After
// every step the stand saves, restores and replays.
#include <gtest/gtest.h>

#include <random>

#include "tests/unit/runtime/model.h"
#include "tests/unit/runtime/stand.h"

namespace chancery::test {
namespace {

constexpr int kVariables = 4;
constexpr int kDepth = 3;
constexpr int kStepsUntilLoopsEnd = 60;
constexpr int kStepsMax = 400;

// Writes blocks with one way in and one way out; conditions are the variables v0 … of the case.
class BlockWriter {
 public:
  explicit BlockWriter(std::mt19937& random) : random_(random) {}

  std::string process_text() {
    const Block inside = block(kDepth);
    return one(start() + ends() + std::exchange(text_, {}) + path("s " + inside.first) + path(inside.last + " e"),
               kRoots);
  }

 private:
  struct Block {
    std::string first;
    std::string last;
  };

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  std::string id(const std::string& stem) { return stem + std::to_string(++count_); }
  std::string condition() { return "v" + std::to_string(below(kVariables)); }
  std::string add(const std::string& tag, const std::string& stem) {
    const std::string made = id(stem);
    text_ += nodes(tag, made);
    return made;
  }

  Block block(int depth) {
    switch (depth == 0 ? below(2) : below(9)) {
      case 0: return single(add("userTask", "u"));
      case 1: return single(add("task", "t"));
      case 2: return sequence(depth);
      case 3: return choice(depth, "exclusiveGateway");
      case 4: return choice(depth, "inclusiveGateway");
      case 5: return together(depth);
      case 6: return round(depth);
      case 7: return inside(depth);
      default: return first_event(depth);
    }
  }
  static Block single(const std::string& node) { return {node, node}; }

  Block sequence(int depth) {
    const Block a = block(depth - 1);
    const Block b = block(depth - 1);
    text_ += path(a.last + " " + b.first);
    return {a.first, b.last};
  }

  // Two or three ways, the last one by default.
  Block choice(int depth, const std::string& tag) {
    const std::string split = id("x");
    const std::string join = add(tag, "j");
    const int ways = 2 + below(2);
    for (int way = 0; way < ways; ++way) {
      const Block branch = block(depth - 1);
      if (way + 1 < ways)
        text_ += when(split, branch.first, condition());
      else
        text_ += "<" + tag + " id=\"" + split + "\" default=\"" + split + "_" + branch.first + "\"/>" +
                 path(split + " " + branch.first);
      text_ += path(branch.last + " " + join);
    }
    return {split, join};
  }

  Block together(int depth) {
    const std::string split = add("parallelGateway", "f");
    const std::string join = add("parallelGateway", "j");
    for (int way = 0; way < 2; ++way) {
      const Block branch = block(depth - 1);
      text_ += path(split + " " + branch.first) + path(branch.last + " " + join);
    }
    return {split, join};
  }

  // A loop, with a task in it: one that never waits is refused.
  Block round(int depth) {
    const std::string in = add("exclusiveGateway", "k");
    const std::string waits = add("userTask", "u");
    const std::string again = id("x");
    const std::string out = add("task", "o");
    const Block body = block(depth - 1);
    text_ += "<exclusiveGateway id=\"" + again + "\" default=\"" + again + "_" + out + "\"/>" +
             path(in + " " + body.first) + path(body.last + " " + waits + " " + again + " " + out) +
             when(again, in, condition());
    return {in, out};
  }

  // A sub-process, perhaps twice, perhaps with a timer on its border that interrupts it or adds a task beside it.
  Block inside(int depth) {
    const std::string sub = id("p");
    const std::string out = add("exclusiveGateway", "k");
    std::string around = std::exchange(text_, {});
    const Block body = block(depth - 1);
    const std::string from = id("s");
    const std::string to = id("e");
    std::string content = start(from) + ends(to) + path(from + " " + body.first) + path(body.last + " " + to);
    content += std::exchange(text_, std::move(around));
    const char* const kLoops[] = {"", "isSequential=\"true\"", "isSequential=\"false\""};
    if (const int loops = below(3); loops > 0)
      content = std::string("<multiInstanceLoopCharacteristics ") + kLoops[loops] +
                "><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>" + content;
    text_ += sub_process(sub, content) + path(sub + " " + out);
    if (const int border = below(3); border > 0) {
      const std::string late = id("b");
      text_ += boundary(late, sub, timer("Duration", "PT1H"), border == 1 ? Border::kInterrupting : Border::kGoingOn);
      text_ += border == 1 ? path(late + " " + out) : path(late + " " + add("userTask", "u"));
    }
    return {sub, out};
  }

  Block first_event(int depth) {
    const std::string gateway = add("eventBasedGateway", "w");
    const std::string out = add("exclusiveGateway", "k");
    for (const std::string& definition : {timer("Duration", "PT1H"), signal("g")}) {
      const std::string event_id = id("c");
      const Block branch = block(depth - 1);
      text_ += caught(event_id, definition) + path(gateway + " " + event_id + " " + branch.first) +
               path(branch.last + " " + out);
    }
    return {gateway, out};
  }

  std::mt19937& random_;
  std::string text_;
  int count_ = 0;
};

std::string some_variables(std::mt19937& random, bool all_false) {
  std::string out = "{";
  for (int i = 0; i < kVariables; ++i)
    out += (i > 0 ? ", \"v" : "\"v") + std::to_string(i) +
           (!all_false && std::uniform_int_distribution<int>(0, 1)(random) == 1 ? "\": true" : "\": false");
  return out + "}";
}

class RandomModel : public testing::TestWithParam<unsigned> {};

TEST_P(RandomModel, EndsWhateverTheWay) {
  std::mt19937 random(GetParam());
  const std::string bpmn = BlockWriter(random).process_text();
  SCOPED_TRACE(bpmn);
  Stand stand(bpmn);
  ASSERT_EQ(stand.start("p", some_variables(random, false)), "");
  for (int step = 0; stand.running() > 0; ++step) {
    ASSERT_LT(step, kStepsMax) << "it waits for " << stand.waiting() << " with " << stand.tokens() << " tokens";
    std::vector<TaskId> tasks;
    for (const runtime::Instance& i : stand.state().instances)
      if (i.task) tasks.push_back(i.task->id);
    const bool has_timers = !stand.timers().empty();
    const bool has_signal = !stand.subscriptions().empty();
    ASSERT_TRUE(!tasks.empty() || has_timers || has_signal) << "nothing can go on: " << stand.waiting();
    const int what = std::uniform_int_distribution<int>(0, 5)(random);
    std::string code;
    if (what == 0 && has_timers) {
      stand.wait("PT1H");
    } else if (what == 1 && has_signal) {
      code = stand.signal("g");
    } else if (!tasks.empty()) {
      const std::size_t one_of = std::uniform_int_distribution<std::size_t>(0, tasks.size() - 1)(random);
      code = stand.complete_task(tasks[one_of], some_variables(random, step > kStepsUntilLoopsEnd));
    }
    ASSERT_EQ(code, "");
    ASSERT_EQ(stand.incidents(), "");
    if (HasFailure()) return;
  }
  EXPECT_EQ(stand.receivers(), 0u);
  const std::size_t records = stand.journal().size();
  stand.wait("P1D");
  EXPECT_EQ(stand.journal().size(), records);
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomModel, testing::Range(1u, 61u));

}  // namespace
}  // namespace chancery::test
