// Listener: accepts, and spreads connections over a few threads, each with an io_context of its own. Knows no HTTP.
//
// start binds before it returns. stop ends the accepting, lets what is being answered finish within Limits::drain, closes the rest and
// joins the threads; it is idempotent and not for an I/O thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "web-console/server/http.h"
#include "web-console/server/limits.h"

namespace chancery::web_server {

class Listener {
 public:
  // `application` must outlive the listener. Port 0: any free one. Errors: unavailable server.cannot-listen {address, port, reason};
  // invalid server.bad-address {address}.
  static Result<std::unique_ptr<Listener>> start(const std::string& address, std::uint16_t port, std::size_t threads,
                                                 Limits limits, Application& application);
  ~Listener();  // as stop()
  std::uint16_t port() const;
  std::size_t connections() const;
  void stop();

 private:
  class Impl;
  explicit Listener(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery::web_server
