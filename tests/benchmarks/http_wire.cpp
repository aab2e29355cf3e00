#include "tests/benchmarks/http_wire.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <utility>

namespace chancery::benchmarks {

namespace {

constexpr std::size_t kReadBytes = 16 << 10;
constexpr std::string_view kHeadEnd = "\r\n\r\n";

Error fault(const char* code) { return unavailable(code, {{"reason", std::strerror(errno)}}); }

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string_view header_of(std::string_view head, std::string_view name) {
  for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at)) {
    at += 2;
    const std::string_view line = head.substr(at, head.find("\r\n", at) - at);
    if (line.size() > name.size() && line[name.size()] == ':' &&
        ::strncasecmp(line.data(), name.data(), name.size()) == 0)
      return line.substr(line.find_first_not_of(' ', name.size() + 1));
  }
  return {};
}

Result<HttpWire> HttpWire::connect(std::uint16_t port) {
  HttpWire wire(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (wire.socket_ < 0) return fault("benchmark.connect");
  const int yes = 1;
  ::setsockopt(wire.socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(wire.socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    return fault("benchmark.connect");
  return wire;
}

HttpWire::HttpWire(HttpWire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), received_(std::move(other.received_)), taken_(other.taken_) {}

HttpWire::~HttpWire() {
  if (socket_ >= 0) ::close(socket_);
}

Result<void> HttpWire::send(std::string_view request) {
  while (!request.empty()) {
    const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return fault("benchmark.send");
    request.remove_prefix(static_cast<std::size_t>(sent));
  }
  return {};
}

Result<void> HttpWire::read() {
  std::array<char, kReadBytes> buffer;
  const ssize_t got = ::recv(socket_, buffer.data(), buffer.size(), 0);
  if (got <= 0) return unavailable("benchmark.closed");
  received_.erase(0, std::exchange(taken_, 0));
  received_.append(buffer.data(), static_cast<std::size_t>(got));
  return {};
}

Result<bool> HttpWire::take(HttpAnswer& answer) {
  const std::string_view unread = std::string_view(received_).substr(taken_);
  const std::size_t end = unread.find(kHeadEnd);
  if (end == unread.npos) return false;
  answer.head = unread.substr(0, end + 2);
  constexpr std::size_t kStatusAt = 9;  // "HTTP/1.1 200 OK"
  std::size_t length = 0;
  const std::string_view announced = header_of(answer.head, "Content-Length");
  if (answer.head.size() < kStatusAt + 3 || !read_number(answer.head.substr(kStatusAt, 3), answer.status) ||
      (!announced.empty() && !read_number(announced, length)))
    return corrupt("benchmark.answer", {{"head", std::string(answer.head)}});
  const std::size_t body = end + kHeadEnd.size();
  if (unread.size() < body + length) return false;
  answer.body = unread.substr(body, length);
  taken_ += body + length;
  return true;
}

Result<HttpAnswer> HttpWire::exchange(std::string_view request) {
  TRY_VOID(send(request));
  HttpAnswer answer;
  while (!TRY(take(answer))) TRY_VOID(read());
  return answer;
}

}  // namespace chancery::benchmarks
