#include "web-console/server/listener.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <optional>
#include <thread>
#include <vector>

#include "web-console/server/connection.h"

namespace chancery::web_server {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {
constexpr std::chrono::milliseconds kAfterAcceptFault{100};  // out of descriptors: wait for some to close
}

class Listener::Impl {
 public:
  Impl(std::size_t threads, Limits limits, Application& application) : traffic_(std::make_shared<Traffic>()) {
    traffic_->application = &application;
    traffic_->limits = limits;
    for (std::size_t i = 0; i < threads; ++i) {
      auto set = std::make_shared<ConnectionSet>();
      set->context = std::make_shared<asio::io_context>(1);
      set->traffic = traffic_;
      guards_.push_back(asio::make_work_guard(*set->context));
      sets_.push_back(std::move(set));
    }
    acceptor_.emplace(*sets_.front()->context);
    pause_.emplace(*sets_.front()->context);
  }
  ~Impl() { stop(); }

  Result<void> bind(const std::string& address, std::uint16_t port) {
    error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error) return invalid("server.bad-address", {{"address", address}});
    const tcp::endpoint endpoint(ip, port);
    acceptor_->open(endpoint.protocol(), error);
    if (!error) acceptor_->set_option(asio::socket_base::reuse_address(true), error);
    if (!error) acceptor_->bind(endpoint, error);
    if (!error) acceptor_->listen(asio::socket_base::max_listen_connections, error);
    if (error)
      return unavailable("server.cannot-listen",
                         {{"address", address}, {"port", std::to_string(port)}, {"reason", error.message()}});
    port_ = acceptor_->local_endpoint(error).port();
    return {};
  }

  void run() {
    accept();
    for (const auto& set : sets_) threads_.emplace_back([context = set->context] { context->run(); });
  }

  void stop() {
    if (stopped_) return;
    stopped_ = true;
    traffic_->stopping = true;
    asio::post(*sets_.front()->context, [this] {
      error_code ignored;
      acceptor_->close(ignored);
      pause_->cancel();
    });
    for (const auto& set : sets_) asio::post(*set->context, [set] { finish_all(*set); });
    const auto deadline = std::chrono::steady_clock::now() + traffic_->limits.drain;
    while (traffic_->connections > 0 && std::chrono::steady_clock::now() < deadline)
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    for (const auto& set : sets_) asio::post(*set->context, [set] { abort_all(*set); });
    guards_.clear();  // not before: a connection whose answer is being made elsewhere keeps no thread at work
    for (std::thread& thread : threads_) thread.join();
  }

  std::uint16_t port() const { return port_; }
  std::size_t connections() const { return traffic_->connections; }

 private:
  static void finish_all(ConnectionSet& set) {
    const auto open = set.open;  // they leave it meanwhile
    for (const auto& [address, connection] : open) connection->finish();
  }
  static void abort_all(ConnectionSet& set) {
    const auto open = set.open;  // they leave it meanwhile
    for (const auto& [address, connection] : open) connection->abort();
  }

  void accept() {
    next_ = (next_ + 1) % sets_.size();
    const auto set = sets_[next_];
    acceptor_->async_accept(*set->context, [this, set](error_code error, tcp::socket socket) {
      if (traffic_->stopping || error == asio::error::operation_aborted) return;
      if (error) {
        pause_->expires_after(kAfterAcceptFault);
        pause_->async_wait([this](error_code cancelled) {
          if (!cancelled) accept();
        });
        return;
      }
      take(std::move(socket), set);
      accept();
    });
  }

  void take(tcp::socket socket, const std::shared_ptr<ConnectionSet>& set) {
    if (traffic_->connections >= traffic_->limits.connections_max) return turn_away(socket);
    ++traffic_->connections;
    asio::post(*set->context,
               [set, s = std::make_shared<tcp::socket>(std::move(socket))] { serve_connection(std::move(*s), set); });
  }

  // Whoever is one too many is told so as far as that costs nothing.
  static void turn_away(tcp::socket& socket) {
    static constexpr std::string_view kBusy =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(kBusy), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
  }

  std::shared_ptr<Traffic> traffic_;
  std::vector<std::shared_ptr<ConnectionSet>> sets_;
  std::vector<asio::executor_work_guard<asio::io_context::executor_type>> guards_;
  std::optional<tcp::acceptor> acceptor_;
  std::optional<asio::steady_timer> pause_;
  std::vector<std::thread> threads_;
  std::size_t next_ = 0;
  std::uint16_t port_ = 0;
  bool stopped_ = false;
};

Listener::Listener(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Listener::~Listener() = default;
std::uint16_t Listener::port() const { return impl_->port(); }
std::size_t Listener::connections() const { return impl_->connections(); }
void Listener::stop() { impl_->stop(); }

Result<std::unique_ptr<Listener>> Listener::start(const std::string& address, std::uint16_t port, std::size_t threads,
                                                  Limits limits, Application& application) {
  auto impl = std::make_unique<Impl>(threads, limits, application);
  TRY_VOID(impl->bind(address, port));
  impl->run();
  return std::unique_ptr<Listener>(new Listener(std::move(impl)));
}

}  // namespace chancery::web_server
