// AccountsAuthenticator: the accounts of this installation as the server asks for them.
#pragma once

#include "adapters/identity/accounts.h"
#include "engine/ports/authenticator.h"

namespace chancery::cli {

class AccountsAuthenticator final : public ports::Authenticator {
 public:
  AccountsAuthenticator(identity::Accounts& accounts, identity::Sessions& sessions, ports::IdentityStore& store,
                        const ports::Clock& clock)
      : accounts_(accounts), sessions_(sessions), store_(store), clock_(clock) {}

  Result<ports::SessionView> sign_in(std::string_view account, std::string_view password, std::string_view address,
                                     std::string_view replaced_token) override;
  Result<ports::SessionView> find(std::string_view token, ports::Seen seen) override;
  Result<void> sign_out(std::string_view token) override { return sessions_.end(token); }
  Result<void> change_password(std::string_view token, std::string_view current, std::string_view fresh,
                               std::string_view address) override;

 private:
  Result<ports::StoredSession> look(std::string_view token) const;

  identity::Accounts& accounts_;
  identity::Sessions& sessions_;
  ports::IdentityStore& store_;
  const ports::Clock& clock_;
};

}  // namespace chancery::cli
