// Route: one row of the server's table: where, who may come, what the request must carry, who answers.
#pragma once

#include <memory>
#include <string_view>

#include "web-console/server/http.h"

namespace chancery::web_server {

using CallPointer = std::shared_ptr<Call>;
using Handler = void (*)(const CallPointer& call);

enum class Access : unsigned char {
  kAnyone,
  kSession,       // a session whose account belongs to a person; CSRF token on unsafe methods
  kFreshSession,  // likewise, also while the password must be changed first
  kLocal,         // from the loopback address only, unless the options open it
};
enum class Body : unsigned char { kNone, kJson, kFile };
enum class Key : unsigned char { kNone, kRequired };      // Idempotency-Key
enum class Version : unsigned char { kNone, kRequired };  // If-Match
enum class Runs : unsigned char { kWorker, kInline };     // inline: on the I/O thread, must not block

struct Route {
  Method method = Method::kGet;
  std::string_view pattern;  // "/api/v1/tasks/{id}"
  Handler handler = nullptr;
  std::string_view query = "";  // names that the query may have, parted by a blank
  Access access = Access::kSession;
  Body body = Body::kNone;
  Key key = Key::kNone;
  Version version = Version::kNone;
  Runs runs = Runs::kWorker;
};

}  // namespace chancery::web_server
