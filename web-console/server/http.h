// What a request and an answer are for everything above the connection: plain data, no Beast. A connection asks an Application twice:
// admit() after the header (how large may the body be, or an answer at once), handle() with the body.
//
// admit() runs on an I/O thread and must not block. handle() must answer exactly once through Reply, from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chancery::web_server {

enum class Method : unsigned char { kGet, kHead, kPost, kPut, kPatch, kDelete, kOther };
std::string_view method_name(Method method);
inline bool is_safe(Method method) { return method == Method::kGet || method == Method::kHead; }

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  Method method = Method::kGet;
  std::string target;  // as received, "/api/v1/tasks?box=mine"
  std::vector<Header> headers;
  std::string body;
  std::string peer;              // address of the other end, without port
  bool requires_host = true;     // HTTP/1.1
  bool has_body = false;         // announced by Content-Length or Transfer-Encoding
  bool repeated_header = false;  // one that must stand once (Host, Cookie, If-Match …) came twice

  // Value of the first header of that name, any case; "" when there is none.
  std::string_view header(std::string_view name) const;
};

// Live updates, pulled by the connection every kStreamTick. One thread at a time.
class EventStream {
 public:
  virtual ~EventStream() = default;
  virtual std::string take() = 0;    // what to send now, in the form of text/event-stream; "" = nothing
  virtual bool is_still_open() = 0;  // asked at every heartbeat
};

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // instead of body
  std::shared_ptr<EventStream> stream;             // instead of a body; the connection ends with it
  bool close = false;                              // close the connection afterwards
  bool head_only = false;                          // answer to HEAD: Content-Length of the body that is not sent

  std::string_view content() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
  void set(std::string_view name, std::string_view value);  // replaces
};

// Status line and headers with Content-Length, ready to be sent. Control characters in values are dropped.
std::string head_of(const Response& response);
std::string_view reason_of(int status);

using Reply = std::function<void(Response)>;

class Call;

struct Admission {
  std::optional<Response> answer;  // at once, the body is not read
  std::size_t body_bytes_max = 0;
  std::shared_ptr<Call> call;
};

class Application {
 public:
  virtual ~Application() = default;
  virtual Admission admit(Request head) = 0;
  virtual void handle(std::shared_ptr<Call> call, std::string body, Reply reply) = 0;
  // For a request that could not be read: 400, 413, 431.
  virtual Response unreadable(int status) = 0;
};

bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string_view trimmed(std::string_view text);

}  // namespace chancery::web_server
