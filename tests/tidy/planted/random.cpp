// Planted violation: draws a random number and reads the environment.
#include <cstdlib>
#include <random>

namespace planted {
unsigned draw() { return std::random_device{}() + (std::getenv("SEED") != nullptr ? 1U : 0U); }
}  // namespace planted
