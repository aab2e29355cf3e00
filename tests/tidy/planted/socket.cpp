// Planted violation: opens a socket.
#include <sys/socket.h>

namespace planted {
int dial() { return ::socket(AF_INET, SOCK_STREAM, 0); }
}  // namespace planted
