// Planted violation: logs, and computes in binary floating point.
#include <cmath>
#include <iostream>

namespace planted {
double root(double v) {
  std::cerr << v;
  return std::pow(v, 0.5);
}
}  // namespace planted
