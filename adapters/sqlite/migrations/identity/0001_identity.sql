CREATE TABLE credential (
  account       TEXT    PRIMARY KEY,
  password_hash TEXT    NOT NULL,
  must_change   INTEGER NOT NULL,
  locked        INTEGER NOT NULL
) STRICT;

-- Only the SHA-256 of a session's token is kept: who reads this file cannot sign in with it.
CREATE TABLE session (
  token_hash BLOB    PRIMARY KEY,
  account    TEXT    NOT NULL,
  csrf_token TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
