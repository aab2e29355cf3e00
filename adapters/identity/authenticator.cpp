#include "adapters/identity/authenticator.h"

namespace chancery::identity {

namespace {

ports::SessionView view_of(std::string_view token, const ports::StoredSession& session, bool must_change) {
  return {std::string(token), session.csrf_token, session.account, session.expires_at, must_change};
}

}  // namespace

Result<ports::SessionView> SessionAuthenticator::sign_in(std::string_view account, std::string_view password,
                                                         std::string_view address, std::string_view replaced_token) {
  const SignedIn signed_in = TRY(accounts_.sign_in(account, password, address, replaced_token));
  return view_of(signed_in.opened.token, signed_in.opened.session, signed_in.must_change);
}

Result<ports::SessionView> SessionAuthenticator::find(std::string_view token, ports::Seen seen) {
  const ports::StoredSession session = TRY(seen == ports::Seen::kYes ? sessions_.find(token) : sessions_.peek(token));
  const auto credential = TRY(store_.find_credential(session.account));
  if (!credential || credential->locked) return Error{ErrorKind::kUnauthorized, "identity.no-session", {}};
  return view_of(token, session, credential->must_change);
}

Result<void> SessionAuthenticator::sign_out(std::string_view token) { return sessions_.end(token); }

Result<void> SessionAuthenticator::change_password(std::string_view token, std::string_view current,
                                                   std::string_view fresh, std::string_view address) {
  const ports::StoredSession own = TRY(sessions_.peek(token));
  TRY_VOID(accounts_.change_password(own.account, current, fresh, address));
  return sessions_.restore(own);
}

}  // namespace chancery::identity
