-- Keys live apart from the record, with short-lived backups of their own: else nothing could ever be erased.
CREATE TABLE subject_keys (
    key_id BLOB PRIMARY KEY CHECK (LENGTH(key_id) = 16),
    wrapped BLOB,
    state TEXT NOT NULL CHECK (state IN ('active', 'restricted', 'destroyed')),
    CHECK ((state = 'destroyed') = (wrapped IS NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE own_keys (
    name TEXT PRIMARY KEY,
    wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE parameters (
    name TEXT PRIMARY KEY,
    setting BLOB NOT NULL
) STRICT, WITHOUT ROWID;
