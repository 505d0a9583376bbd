-- Keys live apart from the record, with short-lived backups of their own: else nothing could ever be erased.
CREATE TABLE subject_keys (
    key_id bytea PRIMARY KEY CHECK (octet_length(key_id) = 16),
    wrapped bytea,
    state text NOT NULL CHECK (state IN ('active', 'restricted', 'destroyed')),
    CHECK ((state = 'destroyed') = (wrapped IS NULL))
);

CREATE TABLE own_keys (
    name text PRIMARY KEY,
    wrapped bytea NOT NULL
);

CREATE TABLE parameters (
    name text PRIMARY KEY,
    setting bytea NOT NULL
);
