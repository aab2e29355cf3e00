// What the gate and the wire tests share: services without an engine, one signed-in person, and a few places that show what reached them.
#pragma once

#include <gtest/gtest.h>

#include <future>

#include "adapters/memory/clock.h"
#include "engine/json/json.h"
#include "web-console/server/gate.h"

namespace chancery::web_server {

// One session: token t, CSRF token c, account wang.
class FakeAuthenticator final : public ports::Authenticator {
 public:
  Result<ports::SessionView> sign_in(std::string_view, std::string_view, std::string_view, std::string_view) override {
    return view();
  }
  Result<ports::SessionView> find(std::string_view token, ports::Seen) override {
    if (token == "old") return Error{ErrorKind::kUnauthorized, "identity.session-expired", {}};
    if (token != "t" && token != "nobody") return Error{ErrorKind::kUnauthorized, "identity.no-session", {}};
    auto found = view();
    found.token = token;
    if (token == "nobody") found.account = "nobody";
    return found;
  }
  Result<void> sign_out(std::string_view) override { return {}; }
  Result<void> change_password(std::string_view, std::string_view, std::string_view, std::string_view) override {
    return {};
  }
  bool must_change = false;

 private:
  ports::SessionView view() const { return {"t", "c", "wang", Instant{}, must_change}; }
};

class LogLines final : public ports::Log {
 public:
  void write(ports::LogLevel, std::string_view event,
             std::initializer_list<std::pair<std::string_view, std::string_view>> fields) override {
    const std::lock_guard guard(lock);
    text.append(event);
    for (const auto& [name, value] : fields) text.append(" ").append(name).append("=").append(value);
    text += '\n';
  }
  std::mutex lock;
  std::string text;
};

inline void echo(const CallPointer& call) {
  Context out;
  out.set("parameters", Value::number(static_cast<std::int64_t>(call->parameters.size())));
  out.set("person", Value::number(static_cast<std::int64_t>(call->person.value)));
  out.set("version", Value::number(call->version));
  out.set("key", Value::text(call->key));
  out.set("body", call->body);
  out.set("bytes", Value::number(static_cast<std::int64_t>(call->request.body.size())));
  call->answer_json(200, Value::context(std::move(out)));
}
inline void forget(const CallPointer&) {}  // an endpoint that loses its call
void answer_stream(const CallPointer& call);
void answer_late(const CallPointer& call);

inline const std::array kPlaces = {
    Route{.pattern = "/api/open", .handler = echo, .query = "a b", .access = Access::kAnyone},
    Route{.pattern = "/api/things/{id}", .handler = echo},
    Route{
        .method = Method::kPost, .pattern = "/api/things", .handler = echo, .body = Body::kJson, .key = Key::kRequired},
    Route{.method = Method::kPost,
          .pattern = "/api/things/{id}/verb",
          .handler = echo,
          .key = Key::kRequired,
          .version = Version::kRequired},
    Route{.method = Method::kPost, .pattern = "/api/files", .handler = echo, .body = Body::kFile},
    Route{.method = Method::kPost,
          .pattern = "/api/password",
          .handler = echo,
          .access = Access::kFreshSession,
          .body = Body::kJson},
    Route{.method = Method::kPost,
          .pattern = "/api/enter",
          .handler = echo,
          .access = Access::kAnyone,
          .body = Body::kJson},
    Route{.pattern = "/metrics", .handler = echo, .access = Access::kLocal},
    Route{.pattern = "/api/forget", .handler = forget, .access = Access::kAnyone},
    Route{.pattern = "/api/stream", .handler = answer_stream, .access = Access::kAnyone},
    Route{.pattern = "/api/late", .handler = answer_late, .access = Access::kAnyone},
};

class Office : public ::testing::Test {
 protected:
  Office() {
    const auto catalogue = Catalogue::load(std::filesystem::path(CHANCERY_SOURCE_DIR) / "config/locale");
    if (catalogue) catalogue_ = *catalogue;
    services_->auth = &auth_;
    services_->catalogue = &catalogue_;
    services_->log = &log_;
    services_->clock = &clock_;
    services_->zones = &zones_;
    services_->person_of_account = [](std::string_view account) -> std::optional<PersonId> {
      if (account != "wang") return std::nullopt;
      return PersonId{7};
    };
    services_->name_of = [](PersonId) { return std::string("王芳"); };
    services_->live = std::make_shared<LiveUpdates>(EventNumber{1}, 4, 4);
    services_->workers = std::make_unique<WorkerPool>(2, 16);
    services_->hashers = std::make_unique<WorkerPool>(1, 4);
    services_->limits.json_body_bytes_max = 4096;
    services_->limits.upload_bytes_max = 100'000;
  }

  FakeAuthenticator auth_;
  Catalogue catalogue_;
  LogLines log_;
  memory::ManualClock clock_{Instant{1'772'413'200'000}};
  ZoneTable zones_;
  ServicesPointer services_ = std::make_shared<Services>();
};

}  // namespace chancery::web_server
