// Call: one request on its way through the gate to its endpoint, and the way back. An endpoint answers exactly once, now or later,
// from any thread. Services is what endpoints work with.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/ports/authenticator.h"
#include "engine/ports/blob_store.h"
#include "engine/ports/clock.h"
#include "engine/ports/log.h"
#include "engine/service/engine.h"
#include "web-console/server/catalogue.h"
#include "web-console/server/cookies.h"
#include "web-console/server/file_grants.h"
#include "web-console/server/http_metrics.h"
#include "web-console/server/idempotency.h"
#include "web-console/server/limits.h"
#include "web-console/server/live_updates.h"
#include "web-console/server/problem.h"
#include "web-console/server/route.h"
#include "web-console/server/target.h"
#include "web-console/server/worker_pool.h"

namespace chancery::web_server {

// Pointers are never null but for `engine` and `blobs`, which only endpoints use.
struct Services {
  service::Engine* engine = nullptr;
  ports::BlobStore* blobs = nullptr;
  ports::Authenticator* auth = nullptr;
  const Catalogue* catalogue = nullptr;
  ports::Log* log = nullptr;
  const ports::Clock* clock = nullptr;
  const ZoneTable* zones = nullptr;
  // Of the engine; apart, so that everything below the endpoints works without one.
  std::function<std::optional<PersonId>(std::string_view account)> person_of_account;
  std::function<std::string(PersonId)> name_of;

  Limits limits;
  Transport transport = Transport::kPlain;
  bool metrics_for_everybody = false;

  std::shared_ptr<LiveUpdates> live;
  HttpMetrics metrics;
  FileGrants grants;
  IdempotencyGuard keys;
  std::unique_ptr<WorkerPool> workers;
  std::unique_ptr<WorkerPool> hashers;  // password hashes: few at a time, each takes 64 MiB
};
using ServicesPointer = std::shared_ptr<Services>;

class Call : public std::enable_shared_from_this<Call> {
 public:
  Call(ServicesPointer services, Request request);
  ~Call();

  // ---- what was asked; filled by the gate
  Request request;
  Target target;
  const Route* route = nullptr;
  std::vector<std::string> parameters;
  Language language = Language::kChinese;
  std::string request_id;
  std::string client;  // brake key of the address it came from
  std::optional<ports::SessionView> session;
  PersonId person;
  Value body;                 // of a JSON body
  std::string key;            // Idempotency-Key
  std::string key_mark;       // of what was asked under it
  std::uint32_t version = 0;  // of If-Match

  Services& services() const { return *services_; }
  service::Engine& engine() const { return *services_->engine; }
  service::Viewer viewer() const { return {person}; }
  journal::Actor actor() const;
  // The key as the engine takes it, with the mark of the request; "" without one.
  std::string act_key() const { return key.empty() ? key : key + service::kKeyMark + key_mark; }
  std::optional<std::string> query(std::string_view name) const;

  // ---- the answer
  void set_reply(Reply reply) { reply_ = std::move(reply); }
  void answer(Response response);
  void answer(const Error& error);
  void answer(const service::Rejection& rejection, std::string_view form_pointer, const Value& current);
  // A JSON answer in the reader's language; files that it shows may be fetched by him from now on.
  void answer_json(int status, const Value& value, std::vector<Header> headers = {});
  // Runs on a worker later; for what follows an answer of the engine.
  void later(std::function<void()> work);
  // The response as it leaves: common headers, log line, numbers. For answers without a body to wait for.
  Response finished(Response response);
  Response problem(const Error& error) const { return problem_response(error, reader()); }
  ProblemReader reader() const;

 private:
  ServicesPointer services_;
  Reply reply_;
  std::atomic<bool> answered_{false};
  std::chrono::steady_clock::time_point begun_;
};

}  // namespace chancery::web_server
