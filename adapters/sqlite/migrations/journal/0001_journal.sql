-- The journal: one row per record, appended in number order, so that a commit touches only the last pages.
-- No index by case: each record's bytes carry the number of the previous record of its case.
CREATE TABLE record (
  number  INTEGER PRIMARY KEY,
  case_id INTEGER NOT NULL,
  bytes   BLOB    NOT NULL
) STRICT;

-- The one erasable table. Rows are only appended and, when erased or replaced, overwritten in place with zeros of the
-- same length: a row that never moves leaves no copy behind in a split or freed page.
CREATE TABLE personal (
  id      INTEGER PRIMARY KEY,
  erased  INTEGER NOT NULL,
  subject TEXT    NOT NULL,
  field   TEXT    NOT NULL,
  value   BLOB    NOT NULL,
  salt    BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX personal_live ON personal (subject, field) WHERE erased = 0;

CREATE TABLE outbox (
  number  INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  topic   TEXT    NOT NULL,
  payload BLOB    NOT NULL,
  PRIMARY KEY (number, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_mark (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  mark         INTEGER NOT NULL,
  state_format INTEGER NOT NULL
) STRICT;
CREATE TABLE snapshot_case (
  case_id INTEGER PRIMARY KEY,
  bytes   BLOB NOT NULL
) STRICT;
CREATE TABLE snapshot_slice (
  name  TEXT PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;
