#include "web-console/server/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

namespace chancery::web_server {
namespace {

TEST(WorkerPoolTest, WhatIsQueuedIsDoneBeforeItStops) {
  std::atomic<int> done = 0;
  WorkerPool pool(2, 100);
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(pool.try_post([&] { ++done; }));
  pool.stop();
  EXPECT_EQ(done, 50);
}

TEST(WorkerPoolTest, AFullQueueRefuses) {
  std::promise<void> gate;
  std::promise<void> begun;
  WorkerPool pool(1, 1);
  ASSERT_TRUE(pool.try_post([&] {
    begun.set_value();
    gate.get_future().wait();
  }));
  begun.get_future().wait();
  EXPECT_TRUE(pool.try_post([] {}));
  EXPECT_FALSE(pool.try_post([] {}));
  std::atomic<bool> done = false;
  pool.post([&] { done = true; });  // what must be answered is taken nevertheless
  gate.set_value();
  pool.stop();
  EXPECT_TRUE(done);
}

TEST(WorkerPoolTest, AfterStopNothingIsTaken) {
  WorkerPool pool(1, 10);
  pool.stop();
  EXPECT_FALSE(pool.try_post([] { FAIL(); }));
  pool.post([] { FAIL(); });
}

}  // namespace
}  // namespace chancery::web_server
