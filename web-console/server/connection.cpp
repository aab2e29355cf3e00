#include "web-console/server/connection.h"

#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

namespace chancery::web_server {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

constexpr std::size_t kBufferBytesMax = 64 << 10;
constexpr std::size_t kDrainBytesMax = 256 << 10;
constexpr std::chrono::milliseconds kDrainTime{2'000};

Method method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get: return Method::kGet;
    case http::verb::head: return Method::kHead;
    case http::verb::post: return Method::kPost;
    case http::verb::put: return Method::kPut;
    case http::verb::patch: return Method::kPatch;
    case http::verb::delete_: return Method::kDelete;
    default: return Method::kOther;
  }
}

// Two of these with different values would be read in two ways by two readers.
bool stands_once(http::field field) {
  switch (field) {
    case http::field::host:
    case http::field::cookie:
    case http::field::if_match:
    case http::field::content_type:
    case http::field::origin: return true;
    default: return false;
  }
}

class HttpConnection final : public Connection, public std::enable_shared_from_this<HttpConnection> {
 public:
  HttpConnection(asio::ip::tcp::socket socket, std::shared_ptr<ConnectionSet> set)
      : set_(std::move(set)), stream_(std::move(socket)), tick_(stream_.get_executor()), buffer_(kBufferBytesMax) {
    error_code ignored;
    peer_ = stream_.socket().remote_endpoint(ignored).address().to_string();
    stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  }

  void start() {
    set_->open.emplace(this, shared_from_this());
    await_request();
  }
  void finish() override {
    if (idle_ || streaming_ != nullptr) close();
  }
  void abort() override { close(); }

 private:
  using Self = std::shared_ptr<HttpConnection>;
  const Limits& limits() const { return set_->traffic->limits; }
  Application& application() const { return *set_->traffic->application; }

  // ---- reading

  void await_request() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits().header_bytes_max));
    parser_->body_limit(boost::none);
    if (set_->traffic->stopping) return close();
    if (buffer_.size() > 0) return read_header();
    idle_ = true;
    stream_.expires_after(limits().idle);
    stream_.async_read_some(buffer_.prepare(4096), [self = shared_from_this()](error_code error, std::size_t n) {
      self->idle_ = false;
      if (error) return self->close();
      self->buffer_.commit(n);
      self->read_header();
    });
  }

  // The time runs from the first byte and is not renewed by further ones: a header that trickles in ends the connection.
  void read_header() {
    stream_.expires_after(limits().header);
    http::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error) return self->unreadable(error);
      self->on_header();
    });
  }

  void on_header() {
    keep_alive_ = parser_->keep_alive();
    const bool continues = beast::iequals(parser_->get()[http::field::expect], "100-continue");
    admission_ = application().admit(head());
    if (admission_.answer)
      return respond(std::move(*admission_.answer), parser_->is_done() ? Unread::kNothing : Unread::kBody);
    if (parser_->is_done()) return on_request();
    if (!take_body_budget()) return respond(application().unreadable(503), Unread::kBody);
    parser_->body_limit(admission_.body_bytes_max);
    continues ? write_continue() : read_body();
  }

  Request head() {
    const auto& message = parser_->get();
    Request request;
    request.method = method_of(message.method());
    request.target = std::string(message.target());
    request.peer = peer_;
    request.requires_host = message.version() >= 11;
    request.has_body = !parser_->is_done();
    for (const auto& field : message) {
      for (const Header& other : request.headers)
        if (stands_once(field.name()) && beast::iequals(other.name, field.name_string()))
          request.repeated_header = true;
      request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    }
    return request;
  }

  bool take_body_budget() {
    const auto announced = parser_->content_length();
    const std::size_t bytes = announced ? static_cast<std::size_t>(*announced) : admission_.body_bytes_max;
    if (set_->traffic->body_bytes.fetch_add(bytes) + bytes <= limits().bodies_bytes_max) {
      budget_ = bytes;
      return true;
    }
    set_->traffic->body_bytes -= bytes;
    return false;
  }
  void release_body() {
    set_->traffic->body_bytes -= budget_;
    budget_ = 0;
  }

  void write_continue() {
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    stream_.expires_after(limits().write);
    asio::async_write(stream_, asio::buffer(kContinue), [self = shared_from_this()](error_code error, std::size_t) {
      error ? self->close() : self->read_body();
    });
  }

  void read_body() {
    stream_.expires_after(limits().body + slow_time(budget_));
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) {
      if (error) return self->unreadable(error);
      self->on_request();
    });
  }

  // What the slowest line that we serve needs for so many bytes.
  std::chrono::milliseconds slow_time(std::size_t bytes) const {
    return std::chrono::seconds(bytes / limits().slow_bytes);
  }

  void on_request() {
    stream_.expires_never();
    std::string body = std::move(parser_->get().body());
    auto call = std::move(admission_.call);
    // The set keeps the connection while it is open, and its context for answers that come later than that.
    application().handle(std::move(call), std::move(body), [weak = weak_from_this(), set = set_](Response response) {
      asio::post(*set->context, [weak, r = std::make_shared<Response>(std::move(response))] {
        if (const Self self = weak.lock()) self->respond(std::move(*r), Unread::kNothing);
      });
    });
  }

  void unreadable(error_code error) {
    static const auto& kMalformed = http::make_error_code(http::error::end_of_stream).category();
    if (error == http::error::end_of_stream || error == http::error::partial_message || error.category() != kMalformed)
      return close();
    const int status = error == http::error::body_limit                                              ? 413
                       : error == http::error::header_limit || error == http::error::buffer_overflow ? 431
                                                                                                     : 400;
    respond(application().unreadable(status), Unread::kBody);
  }

  // ---- answering

  enum class Unread : unsigned char { kNothing, kBody };

  void respond(Response response, Unread unread) {
    if (closed_) return;
    release_body();
    unread_ = unread;
    response_ = std::move(response);
    response_.close = response_.close || unread == Unread::kBody || !keep_alive_ || set_->traffic->stopping;
    head_text_ = head_of(response_);
    const std::string_view body =
        response_.head_only || response_.status == 304 || response_.status == 204 ? "" : response_.content();
    stream_.expires_after(limits().write + slow_time(body.size()));
    const std::array<asio::const_buffer, 2> parts{asio::buffer(head_text_), asio::buffer(body.data(), body.size())};
    asio::async_write(stream_, parts, [self = shared_from_this()](error_code error, std::size_t) {
      error ? self->close() : self->after_answer();
    });
  }

  void after_answer() {
    if (response_.stream != nullptr) return begin_stream();
    if (!response_.close) {
      response_ = {};
      return await_request();
    }
    error_code ignored;
    stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    if (unread_ == Unread::kNothing) return close();
    stream_.expires_after(kDrainTime);
    drain();
  }

  // Reads on for a moment: closing with unread bytes resets the connection, and the answer could be lost on its way.
  void drain() {
    buffer_.clear();
    stream_.async_read_some(buffer_.prepare(4096), [self = shared_from_this()](error_code error, std::size_t n) {
      self->drained_ += n;
      error || self->drained_ > kDrainBytesMax ? self->close() : self->drain();
    });
  }

  // ---- live updates

  void begin_stream() {
    streaming_ = std::move(response_.stream);
    silent_since_ = std::chrono::steady_clock::now();
    pump();
  }

  void pump() {
    if (closed_ || set_->traffic->stopping) return close();
    event_text_ = streaming_->take();
    const auto now = std::chrono::steady_clock::now();
    if (now - checked_at_ >= limits().heartbeat) {
      checked_at_ = now;
      if (!streaming_->is_still_open()) return close();
    }
    if (event_text_.empty() && now - silent_since_ >= limits().heartbeat) event_text_ = ":\n\n";
    if (event_text_.empty()) return rest();
    silent_since_ = now;
    stream_.expires_after(limits().write);
    asio::async_write(stream_, asio::buffer(event_text_), [self = shared_from_this()](error_code error, std::size_t) {
      error ? self->close() : self->rest();
    });
  }

  void rest() {
    stream_.expires_never();
    tick_.expires_after(limits().stream_tick);
    tick_.async_wait([self = shared_from_this()](error_code error) { error ? self->close() : self->pump(); });
  }

  void close() {
    if (closed_) return;
    closed_ = true;
    release_body();
    streaming_.reset();
    tick_.cancel();
    stream_.close();
    --set_->traffic->connections;
    const Self self = shared_from_this();
    set_->open.erase(this);
  }

  std::shared_ptr<ConnectionSet> set_;
  beast::tcp_stream stream_;
  asio::steady_timer tick_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  Admission admission_;
  Response response_;
  std::string head_text_;
  std::string event_text_;
  std::string peer_;
  std::shared_ptr<EventStream> streaming_;
  std::chrono::steady_clock::time_point silent_since_;
  std::chrono::steady_clock::time_point checked_at_ = std::chrono::steady_clock::now();
  std::size_t budget_ = 0;
  std::size_t drained_ = 0;
  Unread unread_ = Unread::kNothing;
  bool idle_ = false;
  bool keep_alive_ = true;
  bool closed_ = false;
};

}  // namespace

void serve_connection(asio::ip::tcp::socket socket, std::shared_ptr<ConnectionSet> set) {
  std::make_shared<HttpConnection>(std::move(socket), std::move(set))->start();
}

}  // namespace chancery::web_server
