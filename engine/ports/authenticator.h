// Authenticator: who is signed in, as the server needs it. Implemented by adapters/identity; the person behind an account stands in
// the journal, not here. Any thread may call any member.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/instant.h"
#include "engine/base/result.h"

namespace chancery::ports {

struct SessionView {
  std::string token;  // for the cookie, never for a log
  std::string csrf;
  std::string account;
  Instant expires_at;
  bool must_change = false;  // nothing but changing the password may be done
};

// Whether a look at a session counts as its use. A live stream looks, and must not keep a session open for ever.
enum class Seen : unsigned char { kYes, kNo };

class Authenticator {
 public:
  virtual ~Authenticator() = default;

  // Blocks for the cost of a password hash. `address` is the brake's key; `replaced_token` is what the browser came with, or empty.
  // Errors: unavailable identity.throttled {seconds}; unauthorized identity.wrong-credentials; refused identity.account-locked.
  virtual Result<SessionView> sign_in(std::string_view account, std::string_view password, std::string_view address,
                                      std::string_view replaced_token) = 0;
  // Errors (unauthorized): identity.no-session, identity.session-expired.
  virtual Result<SessionView> find(std::string_view token, Seen seen) = 0;
  virtual Result<void> sign_out(std::string_view token) = 0;
  // Blocks as sign_in. Ends every other session of the account. Errors as sign_in; invalid identity.password-….
  virtual Result<void> change_password(std::string_view token, std::string_view current, std::string_view fresh,
                                       std::string_view address) = 0;
};

}  // namespace chancery::ports
