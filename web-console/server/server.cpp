#include "web-console/server/server.h"

#include "web-console/server/endpoints/endpoints.h"
#include "web-console/server/gate.h"
#include "web-console/server/listener.h"

namespace chancery::web_server {

namespace {

ServicesPointer services_of(const ServerOptions& options, const ServerPorts& ports) {
  auto services = std::make_shared<Services>();
  services->engine = ports.engine;
  services->blobs = ports.blobs;
  services->auth = ports.auth;
  services->catalogue = ports.catalogue;
  services->log = ports.log;
  services->clock = ports.clock;
  services->zones = ports.zones;
  services->person_of_account = [engine = ports.engine](std::string_view account) {
    return engine->person_of_account(account);
  };
  services->name_of = [engine = ports.engine](PersonId person) { return engine->person_name(person).value_or(""); };
  services->limits = options.limits;
  services->transport = options.is_behind_tls ? Transport::kTls : Transport::kPlain;
  services->metrics_for_everybody = options.metrics_for_everybody;
  services->live = std::make_shared<LiveUpdates>(ports.engine->last_number(), options.limits.streams_max,
                                                 options.limits.streams_per_person_max);
  services->workers = std::make_unique<WorkerPool>(options.workers, options.limits.work_queue_max);
  services->hashers = std::make_unique<WorkerPool>(options.hashers, options.limits.sign_in_queue_max);
  return services;
}

}  // namespace

class Server::Impl {
 public:
  Impl(const ServerOptions& options, const ServerPorts& ports, StaticFiles files)
      : services_(services_of(options, ports)),
        gate_(services_, all_routes(), std::move(files), GateOptions{options.trusts_proxy}) {
    heard_ = ports.engine->listen(
        [live = services_->live](EventNumber last, const std::vector<UnitId>& units) { live->publish(last, units); });
  }
  ~Impl() { stop(); }

  Result<void> listen(const ServerOptions& options) {
    listener_ = TRY(Listener::start(options.address, options.port, options.io_threads, options.limits, gate_));
    return {};
  }

  void stop() {
    if (stopped_) return;
    stopped_ = true;
    services_->engine->unlisten(heard_);
    if (listener_) listener_->stop();
    services_->workers->stop();
    services_->hashers->stop();
  }

  std::uint16_t port() const { return listener_->port(); }

 private:
  ServicesPointer services_;
  Gate gate_;
  std::uint64_t heard_ = 0;
  std::unique_ptr<Listener> listener_;
  bool stopped_ = false;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;
std::uint16_t Server::port() const { return impl_->port(); }
void Server::stop() { impl_->stop(); }

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, const ServerPorts& ports) {
  StaticFiles files;
  if (!options.web_root.empty()) files = TRY(StaticFiles::load(options.web_root, options.limits.static_bytes_max));
  auto impl = std::make_unique<Impl>(options, ports, std::move(files));
  TRY_VOID(impl->listen(options));
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

}  // namespace chancery::web_server
