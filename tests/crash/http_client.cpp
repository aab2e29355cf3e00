#include "tests/crash/http_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace chancery::crash {

namespace {

std::string text_of(const HttpRequest& request) {
  std::string text = request.method + ' ' + request.target + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: en\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  if (request.method != "GET") text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "\r\n" + request.body;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

// Status line and header lines; false when it is no HTTP.
bool parse_head(const std::string& head, HttpReply& reply) {
  constexpr std::size_t kStatusAt = 9;  // after "HTTP/1.1 "
  if (head.size() < kStatusAt + 3 || !head.starts_with("HTTP/1.1 ")) return false;
  std::from_chars(head.data() + kStatusAt, head.data() + kStatusAt + 3, reply.status);
  for (std::size_t at = head.find("\r\n"); at != head.npos && at + 2 < head.size(); at = head.find("\r\n", at + 2)) {
    const std::string line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    const std::size_t colon = line.find(':');
    if (colon == line.npos) continue;
    const std::size_t value = line.find_first_not_of(' ', colon + 1);
    reply.headers[lower(line.substr(0, colon))] = value == line.npos ? "" : line.substr(value);
  }
  return reply.status >= 100;
}

}  // namespace

HttpClient::~HttpClient() { close(); }

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  buffer_.clear();
}

bool HttpClient::connect() {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return false;
  const int yes = 1;
  const timeval patience{kAnswerSecondsMax, 0};
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port_);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return true;
  close();
  return false;
}

Delivery HttpClient::write_all(const std::string& text) {
  std::size_t sent = 0;
  while (sent < text.size()) {
    const ssize_t n = ::send(socket_, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return sent == 0 ? Delivery::kNotSent : Delivery::kNoAnswer;
    sent += static_cast<std::size_t>(n);
  }
  return Delivery::kAnswered;
}

Delivery HttpClient::read_more() {
  std::array<char, 16'384> bytes{};
  for (;;) {
    const ssize_t n = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return Delivery::kTimeout;
    if (n <= 0) return Delivery::kNoAnswer;
    buffer_.append(bytes.data(), static_cast<std::size_t>(n));
    return Delivery::kAnswered;
  }
}

Delivery HttpClient::read_reply(HttpReply& reply) {
  std::size_t head = 0;
  while ((head = buffer_.find("\r\n\r\n")) == buffer_.npos)
    if (const Delivery d = read_more(); d != Delivery::kAnswered) return d;
  if (!parse_head(buffer_.substr(0, head), reply)) return Delivery::kNoAnswer;
  std::size_t length = 0;
  if (const auto it = reply.headers.find("content-length"); it != reply.headers.end())
    std::from_chars(it->second.data(), it->second.data() + it->second.size(), length);
  const std::size_t end = head + 4 + length;
  while (buffer_.size() < end)
    if (const Delivery d = read_more(); d != Delivery::kAnswered) return d;
  reply.body = buffer_.substr(head + 4, length);
  buffer_.erase(0, end);
  return Delivery::kAnswered;
}

HttpReply HttpClient::send(const HttpRequest& request) {
  HttpReply reply;
  if (socket_ < 0 && !connect()) return reply;
  reply.delivery = write_all(text_of(request));
  if (reply.delivery == Delivery::kAnswered) reply.delivery = read_reply(reply);
  const bool ends = reply.headers.contains("connection") && lower(reply.headers["connection"]) == "close";
  if (reply.delivery != Delivery::kAnswered || ends) close();
  return reply;
}

}  // namespace chancery::crash
