// WorkerPool: a few threads and a bounded queue, for what may block (stores, password hashes) and so must not run on an I/O thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace chancery::web_server {

class WorkerPool {
 public:
  using Work = std::function<void()>;  // must not throw
  WorkerPool(std::size_t threads, std::size_t queue_max);
  ~WorkerPool();  // as stop()

  // False, and the work is not taken, when the queue is full or the pool has stopped.
  bool try_post(Work work);
  // For what was begun already and must be answered: not bounded. Dropped after stop.
  void post(Work work);
  // Finishes what is queued and joins. Idempotent; not from a worker.
  void stop();
  std::size_t waiting() const;

 private:
  void run();
  const std::size_t queue_max_;
  mutable std::mutex lock_;
  std::condition_variable wake_;
  std::deque<Work> queue_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace chancery::web_server
