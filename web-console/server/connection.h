// Connections: HTTP/1.1 over one accepted socket each, until either side ends it. Everything of a connection happens on the one thread
// of its io_context. The only place of Boost.Beast (it takes half a minute to compile) is connection.cpp.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <map>
#include <memory>

#include "web-console/server/http.h"
#include "web-console/server/limits.h"

namespace chancery::web_server {

// What all connections of a server share.
struct Traffic {
  Application* application = nullptr;  // outlives every connection
  Limits limits;
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> body_bytes{0};  // of bodies being read or answered
  std::atomic<bool> stopping{false};
};

class Connection {
 public:
  virtual ~Connection() = default;
  // On the connection's thread. Ends at once when nothing is being answered, else after the answer.
  virtual void finish() = 0;
  virtual void abort() = 0;  // ends at once
};

// The connections of one io_context. Touched only on its thread.
struct ConnectionSet {
  std::shared_ptr<boost::asio::io_context> context;
  std::shared_ptr<Traffic> traffic;
  std::map<Connection*, std::shared_ptr<Connection>> open;  // each leaves when it closes
};

// On the thread of the set's context, to which the socket belongs.
void serve_connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<ConnectionSet> set);

}  // namespace chancery::web_server
