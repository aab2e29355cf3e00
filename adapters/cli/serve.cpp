#include <pthread.h>

#include <csignal>

#include "adapters/cli/instance.h"
#include "adapters/cli/verbs.h"
#include "adapters/identity/authenticator.h"
#include "web-console/server/server.h"

namespace chancery::cli {

namespace {

// Blocked before any thread is made, so that all of them inherit it and only wait() ever sees these signals.
class StopSignals {
 public:
  StopSignals() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGTERM);
    sigaddset(&set_, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set_, &before_);
    std::signal(SIGPIPE, SIG_IGN);
  }
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  void wait() const {
    int signal = 0;
    sigwait(&set_, &signal);
  }

 private:
  sigset_t set_{};
  sigset_t before_{};
};

web_server::ServerOptions server_options(const ServeOptions& options) {
  web_server::ServerOptions out;
  out.address = options.address;
  out.port = options.port;
  out.web_root = options.web;
  out.is_behind_tls = options.behind_proxy;
  out.trusts_proxy = options.behind_proxy;
  out.metrics_for_everybody = options.public_metrics;
  return out;
}

Result<void> run(const CommonOptions& common, const ServeOptions& options, const StopSignals& signals,
                 Terminal& terminal) {
  InstanceOptions wanted;
  wanted.directory = common.data;
  const auto instance = TRY(open_instance(wanted));
  identity::SessionAuthenticator authenticator(*instance->identities, *instance->accounts, *instance->sessions);
  web_server::ServerPorts ports;
  ports.engine = instance->engine.get();
  ports.blobs = instance->blobs.get();
  ports.auth = &authenticator;
  ports.catalogue = &terminal.catalogue();
  ports.log = instance->log.get();
  ports.clock = &instance->clock;
  ports.zones = &instance->zones.table;
  const auto server = TRY(web_server::Server::start(server_options(options), ports));
  const std::string host =
      options.address.find(':') == std::string::npos ? options.address : "[" + options.address + "]";
  terminal.say("cli.serving", {{"address", "http://" + host + ":" + std::to_string(server->port())}});
  signals.wait();
  terminal.say("cli.stopping");
  server->stop();
  instance->engine->stop();
  return {};
}

}  // namespace

ExitCode serve(const CommonOptions& common, const ServeOptions& options, Terminal& terminal) {
  const StopSignals signals;
  const Result<void> served = run(common, options, signals, terminal);
  return served ? ExitCode::kOk : terminal.fail(served.error());
}

}  // namespace chancery::cli
