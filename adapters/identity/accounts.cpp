#include "adapters/identity/accounts.h"

namespace chancery::identity {

using ports::Credential;

Result<Credential> Accounts::authenticate(std::string_view account, std::string_view password,
                                          std::string_view address) {
  TRY_VOID(throttle_.admit(account, address));
  const auto credential = TRY(store_.find_credential(account));
  if (!passwords_.verify(credential, password))
    return Error{ErrorKind::kUnauthorized, "identity.wrong-credentials", {}};
  throttle_.succeeded(account, address);
  if (credential->locked) return refused("identity.account-locked");
  return *credential;
}

Result<SignedIn> Accounts::sign_in(std::string_view account, std::string_view password, std::string_view address,
                                   std::string_view replaced_token) {
  Credential credential = TRY(authenticate(account, password, address));
  if (passwords_.is_outdated(credential.password_hash)) {
    credential.password_hash = TRY(passwords_.hash(password));
    TRY_VOID(store_.put_credential(credential));
  }
  return SignedIn{TRY(sessions_.open(account, replaced_token)), credential.must_change};
}

Result<void> Accounts::change_password(std::string_view account, std::string_view old_password,
                                       std::string_view new_password, std::string_view address) {
  Credential credential = TRY(authenticate(account, old_password, address));
  TRY_VOID(Passwords::check_new(new_password, account));
  if (new_password == old_password) return invalid("identity.password-unchanged");
  credential.password_hash = TRY(passwords_.hash(new_password));
  credential.must_change = false;
  TRY_VOID(store_.put_credential(credential));
  return sessions_.end_all(account);
}

Result<void> Accounts::set_password(std::string_view account, std::string_view password, FirstUse first_use) {
  TRY_VOID(Passwords::check_new(password, account));
  const std::string hash = TRY(passwords_.hash(password));
  TRY_VOID(store_.put_credential({std::string(account), hash, first_use == FirstUse::kMustChange, false}));
  return sessions_.end_all(account);
}

Result<Credential> Accounts::existing(std::string_view account) {
  auto credential = TRY(store_.find_credential(account));
  if (!credential) return not_found("identity.no-account", {{"account", std::string(account)}});
  return *std::move(credential);
}

Result<void> Accounts::lock(std::string_view account) {
  Credential credential = TRY(existing(account));
  credential.locked = true;
  TRY_VOID(store_.put_credential(credential));
  return sessions_.end_all(account);
}

Result<void> Accounts::unlock(std::string_view account) {
  Credential credential = TRY(existing(account));
  credential.locked = false;
  return store_.put_credential(credential);
}

}  // namespace chancery::identity
