// Committer: the thread that waits for the disk, so that the writer decides the next commands meanwhile. Holds one job at a time and
// knows nothing of what it does. Every writing call to a store after the start is one of its jobs, or is made while it has none: the
// stores see one writer.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace chancery::service {

class Committer {
 public:
  // `done` is called on the committer's thread after each job, when is_idle() is true again.
  explicit Committer(std::function<void()> done);
  ~Committer();  // after the job at hand
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  // Only when idle. What the job wrote may be read as soon as is_idle() is true.
  void begin(std::function<void()> job);
  bool is_idle() const { return !busy_.load(std::memory_order_acquire); }
  void wait_until_idle();

 private:
  void run();

  std::function<void()> done_;
  std::atomic<bool> busy_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::function<void()> job_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace chancery::service
