// Accounts: what the server and the command line do with credentials, in the one right order: brake, password, lock, session.
// A wrong name and a wrong password get the same answer after the same work; that an account is locked is told only to who
// knows its password. Members that take a password block for the cost of a hash. Any thread.
#pragma once

#include <string_view>

#include "adapters/identity/passwords.h"
#include "adapters/identity/sessions.h"
#include "adapters/identity/sign_in_throttle.h"

namespace chancery::identity {

struct SignedIn {
  OpenedSession opened;
  bool must_change = false;  // nothing but changing the password may be done in this session
};

enum class FirstUse : unsigned char { kMayKeep, kMustChange };

class Accounts {
 public:
  Accounts(ports::IdentityStore& store, Passwords& passwords, Sessions& sessions, SignInThrottle& throttle)
      : store_(store), passwords_(passwords), sessions_(sessions), throttle_(throttle) {}

  // Errors: unavailable identity.throttled {seconds}; unauthorized identity.wrong-credentials; refused identity.account-locked.
  Result<SignedIn> sign_in(std::string_view account, std::string_view password, std::string_view address,
                           std::string_view replaced_token = {});

  // By the person himself. Ends all his sessions. Errors as sign_in, and those of Passwords::check_new;
  // invalid identity.password-unchanged.
  Result<void> change_password(std::string_view account, std::string_view old_password, std::string_view new_password,
                               std::string_view address);
  // By an administrator; creates the account when there is none, unlocks it, ends its sessions. Errors of Passwords::check_new.
  Result<void> set_password(std::string_view account, std::string_view password, FirstUse first_use);
  // Ends its sessions too. Error: not_found identity.no-account {account}.
  Result<void> lock(std::string_view account);
  Result<void> unlock(std::string_view account);

 private:
  Result<ports::Credential> authenticate(std::string_view account, std::string_view password, std::string_view address);
  Result<ports::Credential> existing(std::string_view account);

  ports::IdentityStore& store_;
  Passwords& passwords_;
  Sessions& sessions_;
  SignInThrottle& throttle_;
};

}  // namespace chancery::identity
