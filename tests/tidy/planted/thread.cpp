// Planted violation: starts a thread and takes a lock.
#include <mutex>
#include <thread>

namespace planted {
std::mutex lock;
void run(void (*work)()) {
  const std::lock_guard guard(lock);
  std::thread(work).join();
}
}  // namespace planted
