// Gate: what every request passes before an endpoint sees it: target, route, session, CSRF token, keys and versions, size, JSON. The
// order is fixed: who you are is told before what was wrong with what you sent.
#pragma once

#include <atomic>
#include <span>

#include "web-console/server/call.h"
#include "web-console/server/router.h"
#include "web-console/server/static_files.h"

namespace chancery::web_server {

struct GateOptions {
  bool trusts_proxy = false;  // the last X-Forwarded-For entry of a peer on the loopback address is the client
};

class Gate final : public Application {
 public:
  Gate(ServicesPointer services, std::span<const Route> routes, StaticFiles files, GateOptions options);

  Admission admit(Request head) override;
  void handle(std::shared_ptr<Call> call, std::string body, Reply reply) override;
  Response unreadable(int status) override;

 private:
  Result<std::optional<Response>> check(Call& call);
  Result<std::optional<Response>> find_route(Call& call);
  Result<void> check_access(Call& call);
  Result<void> check_session(Call& call);
  Result<void> check_origin(const Call& call) const;
  Result<void> check_preconditions(Call& call) const;
  Result<void> check_query(const Call& call) const;
  Result<void> check_length(const Call& call) const;
  Result<void> read_body(Call& call, std::string body) const;
  Result<void> claim_key(Call& call, std::string_view body) const;
  std::string next_request_id();
  std::string client_of(const Request& request) const;

  ServicesPointer services_;
  Router router_;
  StaticFiles files_;
  GateOptions options_;
  std::string start_;
  std::atomic<std::uint64_t> requests_{0};
};

// Key of the brake on guessing: an IPv4 address, or the first 64 bits of an IPv6 address.
std::string brake_key(std::string_view address);
bool is_loopback(std::string_view address);

}  // namespace chancery::web_server
