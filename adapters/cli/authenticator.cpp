#include "adapters/cli/authenticator.h"

namespace chancery::cli {

namespace {

ports::SessionView view(std::string token, const ports::StoredSession& session, bool must_change) {
  return {std::move(token), session.csrf_token, session.account, session.expires_at, must_change};
}

}  // namespace

Result<ports::SessionView> AccountsAuthenticator::sign_in(std::string_view account, std::string_view password,
                                                          std::string_view address, std::string_view replaced_token) {
  auto signed_in = TRY(accounts_.sign_in(account, password, address, replaced_token));
  return view(std::move(signed_in.opened.token), signed_in.opened.session, signed_in.must_change);
}

// As Sessions::find, but the session is not touched.
Result<ports::StoredSession> AccountsAuthenticator::look(std::string_view token) const {
  const auto session = TRY(store_.find_session(sha256(token)));
  if (!session) return Error{ErrorKind::kUnauthorized, "identity.no-session", {}};
  if (session->expires_at <= clock_.now()) return Error{ErrorKind::kUnauthorized, "identity.session-expired", {}};
  return *session;
}

Result<ports::SessionView> AccountsAuthenticator::find(std::string_view token, ports::Seen seen) {
  const ports::StoredSession session = TRY(seen == ports::Seen::kYes ? sessions_.find(token) : look(token));
  const auto credential = TRY(store_.find_credential(session.account));
  return view(std::string(token), session, credential && credential->must_change);
}

// Changing a password ends all sessions; this one is opened again under its own token, so that the browser stays signed in.
Result<void> AccountsAuthenticator::change_password(std::string_view token, std::string_view current, std::string_view fresh,
                                                    std::string_view address) {
  const ports::StoredSession session = TRY(sessions_.find(token));
  TRY_VOID(accounts_.change_password(session.account, current, fresh, address));
  return store_.put_session(session);
}

}  // namespace chancery::cli
