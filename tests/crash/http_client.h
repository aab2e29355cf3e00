// HttpClient: one connection to a server of ours on the loopback address, blocking, HTTP/1.1 kept alive, bodies by
// Content-Length.
//
// It tells apart what a crash test must tell apart: an answer, a request that never left, and one whose answer did
// not come, which may have been done all the same. One thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace chancery::crash {

struct HttpRequest {
  std::string method;
  std::string target;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

enum class Delivery : unsigned char {
  kAnswered,
  kNotSent,   // no byte of it left
  kNoAnswer,  // the connection broke before the whole answer was here
  kTimeout,   // still open, but no answer for kAnswerSecondsMax
};

struct HttpReply {
  Delivery delivery = Delivery::kNotSent;
  int status = 0;
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;
};

inline constexpr int kAnswerSecondsMax = 30;

class HttpClient {
 public:
  explicit HttpClient(std::uint16_t port) : port_(port) {}
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  HttpReply send(const HttpRequest& request);

 private:
  bool connect();
  void close();
  Delivery write_all(const std::string& text);
  Delivery read_more();  // into buffer_
  Delivery read_reply(HttpReply& reply);

  std::uint16_t port_;
  int socket_ = -1;
  std::string buffer_;  // read, and not yet taken
};

}  // namespace chancery::crash
