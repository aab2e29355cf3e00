-- Projections for paging. All of it can be rebuilt from the journal. Case ids and event numbers ascend, so the keys below append or
-- stay near the end of one case's, book's or person's range.
CREATE TABLE history_mark (
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  mark INTEGER NOT NULL
) STRICT;

CREATE TABLE history_case (
  case_id    INTEGER PRIMARY KEY,
  workflow   TEXT    NOT NULL,
  unit       INTEGER NOT NULL,
  starter    INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at   INTEGER,
  outcome    TEXT    NOT NULL,
  title      TEXT    NOT NULL,
  head       INTEGER NOT NULL
) STRICT;
CREATE INDEX history_case_unit ON history_case (unit, case_id);
CREATE INDEX history_case_starter ON history_case (starter, case_id);
-- Few cases run at a time; without these a page of running ones would walk over all ended ones.
CREATE INDEX history_running_unit ON history_case (unit, case_id) WHERE ended_at IS NULL;
CREATE INDEX history_running_starter ON history_case (starter, case_id) WHERE ended_at IS NULL;

-- One tree instead of table and index: the acts of a case lie together, oldest first.
CREATE TABLE history_act (
  case_id      INTEGER NOT NULL,
  event        INTEGER NOT NULL,
  ordinal      INTEGER NOT NULL,
  person       INTEGER NOT NULL,
  on_behalf_of INTEGER NOT NULL,
  duty         TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  element      TEXT    NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (case_id, event, ordinal)
) STRICT, WITHOUT ROWID;
CREATE TABLE history_actor (
  person  INTEGER NOT NULL,
  case_id INTEGER NOT NULL,
  PRIMARY KEY (person, case_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_line (
  book     TEXT    NOT NULL,
  scope    TEXT    NOT NULL,
  event    INTEGER NOT NULL,
  year     INTEGER NOT NULL,
  number   INTEGER NOT NULL,
  ordinal  INTEGER NOT NULL,
  case_id  INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  corrects INTEGER NOT NULL,
  fields   BLOB    NOT NULL,
  PRIMARY KEY (book, scope, event, year, number, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE history_refusal (
  case_id       INTEGER NOT NULL,
  event         INTEGER NOT NULL,
  constraint_id TEXT    NOT NULL,
  person        INTEGER NOT NULL,
  element       TEXT    NOT NULL,
  at            INTEGER NOT NULL,
  count         INTEGER NOT NULL,
  PRIMARY KEY (case_id, event, constraint_id)
) STRICT, WITHOUT ROWID;
