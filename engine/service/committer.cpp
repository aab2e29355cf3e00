#include "engine/service/committer.h"

#include "engine/base/assert.h"

namespace chancery::service {

Committer::Committer(std::function<void()> done) : done_(std::move(done)), thread_([this] { run(); }) {}

Committer::~Committer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Committer::begin(std::function<void()> job) {
  CHANCERY_ASSERT(is_idle());
  {
    const std::lock_guard lock(mutex_);
    job_ = std::move(job);
    busy_.store(true, std::memory_order_release);
  }
  changed_.notify_all();
}

void Committer::wait_until_idle() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return is_idle(); });
}

void Committer::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return stopping_ || !is_idle(); });
    if (is_idle()) return;
    lock.unlock();
    job_();
    lock.lock();
    job_ = nullptr;
    busy_.store(false, std::memory_order_release);
    changed_.notify_all();
    lock.unlock();
    done_();
    lock.lock();
  }
}

}  // namespace chancery::service
