// HttpWire: one keep-alive connection of a client that knows just enough HTTP/1.1 for this server: requests with a
// body, answers with a Content-Length. Blocking by exchange, or step by step for a loop over many connections.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"

namespace chancery::benchmarks {

struct HttpAnswer {
  int status = 0;
  std::string_view head;  // valid until the next take
  std::string_view body;
};

// The value of a header; "" when there is none.
std::string_view header_of(std::string_view head, std::string_view name);

class HttpWire {
 public:
  // Connected to 127.0.0.1. Error: unavailable benchmark.connect {reason}.
  static Result<HttpWire> connect(std::uint16_t port);
  HttpWire(HttpWire&& other) noexcept;
  HttpWire& operator=(HttpWire&&) = delete;
  ~HttpWire();

  int socket() const { return socket_; }
  // Requests are small: all of one must fit into the socket's buffer. Error: unavailable benchmark.send {reason}.
  Result<void> send(std::string_view request);
  // Reads what is there, waiting when nothing is. Error: unavailable benchmark.closed.
  Result<void> read();
  // Whether a whole answer has been read, and the answer. Error: corrupt benchmark.answer {head}.
  Result<bool> take(HttpAnswer& answer);
  // send and wait.
  Result<HttpAnswer> exchange(std::string_view request);

 private:
  explicit HttpWire(int socket) : socket_(socket) {}
  int socket_;
  std::string received_;
  std::size_t taken_ = 0;  // bytes of the answer taken last
};

}  // namespace chancery::benchmarks
