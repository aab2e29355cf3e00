// Server: the web console's and every client's way in. start builds everything top to bottom: catalogue and files in memory, pools of
// workers, the gate, the listener. What ports point to must outlive the server; stop it before the engine.
#pragma once

#include <filesystem>
#include <memory>

#include "engine/ports/authenticator.h"
#include "engine/ports/blob_store.h"
#include "engine/ports/clock.h"
#include "engine/ports/log.h"
#include "engine/service/engine.h"
#include "web-console/server/catalogue.h"
#include "web-console/server/limits.h"

namespace chancery::web_server {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one
  std::size_t io_threads = 2;
  std::size_t workers = 4;         // threads that read stores
  std::size_t hashers = 1;         // threads that hash passwords, 64 MiB each
  std::filesystem::path web_root;  // the built console; empty: the API alone
  bool is_behind_tls = false;      // cookies are Secure with the prefix __Host-, and HSTS is sent
  bool trusts_proxy = false;       // X-Forwarded-For of a proxy on the loopback address names the client
  bool metrics_for_everybody = false;
  Limits limits;
};

struct ServerPorts {
  service::Engine* engine = nullptr;
  ports::BlobStore* blobs = nullptr;
  ports::Authenticator* auth = nullptr;
  const Catalogue* catalogue = nullptr;
  ports::Log* log = nullptr;
  const ports::Clock* clock = nullptr;
  const ZoneTable* zones = nullptr;
};

class Server {
 public:
  // Listens when it returns. Errors: those of StaticFiles::load and Listener::start.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, const ServerPorts& ports);
  ~Server();  // as stop()
  std::uint16_t port() const;
  // Accepts nothing more, lets what is being answered finish (Limits::drain), closes the rest. Idempotent.
  void stop();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace chancery::web_server
