// Planted violation: what a careless change to the decision core would look like. Never part of the program.
#include <chrono>
#include <ctime>

namespace planted {
long now() {
  return std::chrono::system_clock::now().time_since_epoch().count() + static_cast<long>(std::time(nullptr));
}
}  // namespace planted
