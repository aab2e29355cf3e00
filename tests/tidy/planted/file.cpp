// Planted violation: reads a file by stream and by descriptor.
#include <fcntl.h>

#include <fstream>
#include <string>

namespace planted {
std::string first_line(const char* path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line + std::to_string(::open(path, O_RDONLY));
}
}  // namespace planted
