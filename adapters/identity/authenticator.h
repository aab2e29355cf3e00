// SessionAuthenticator: the port of the server over Accounts and Sessions. Any thread.
#pragma once

#include "adapters/identity/accounts.h"
#include "adapters/identity/sessions.h"
#include "engine/ports/authenticator.h"
#include "engine/ports/identity_store.h"

namespace chancery::identity {

class SessionAuthenticator final : public ports::Authenticator {
 public:
  SessionAuthenticator(ports::IdentityStore& store, Accounts& accounts, Sessions& sessions)
      : store_(store), accounts_(accounts), sessions_(sessions) {}

  Result<ports::SessionView> sign_in(std::string_view account, std::string_view password, std::string_view address,
                                     std::string_view replaced_token) override;
  Result<ports::SessionView> find(std::string_view token, ports::Seen seen) override;
  Result<void> sign_out(std::string_view token) override;
  Result<void> change_password(std::string_view token, std::string_view current, std::string_view fresh,
                               std::string_view address) override;

 private:
  ports::IdentityStore& store_;
  Accounts& accounts_;
  Sessions& sessions_;
};

}  // namespace chancery::identity
