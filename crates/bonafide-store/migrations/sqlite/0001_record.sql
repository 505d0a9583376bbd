-- The record: events are the only truth. Everything else here is rebuilt from them, or says where the log's edge is.
CREATE TABLE logs (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    origin TEXT NOT NULL,
    suites INTEGER NOT NULL CHECK (suites IN (1, 2, 3)),
    envelope_suite INTEGER NOT NULL CHECK (envelope_suite IN (1, 2))
) STRICT;

-- One row an event, one leaf of the tree of each suite. `body`, `blind` and `leaf` are sealed; stream_id, version, kind and
-- recorded_ms are copies out of the body, checked on every load. The roots stand only in the last row of a transaction.
CREATE TABLE events (
    position INTEGER PRIMARY KEY CHECK (position >= 0),
    stream_id BLOB NOT NULL CHECK (LENGTH(stream_id) = 16),
    version INTEGER NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 65535),
    recorded_ms INTEGER NOT NULL CHECK (recorded_ms >= 0),
    command_id BLOB NOT NULL CHECK (LENGTH(command_id) = 16),
    command_index INTEGER NOT NULL CHECK (command_index BETWEEN 0 AND 65535),
    request_digest BLOB NOT NULL CHECK (LENGTH(request_digest) = 32),
    secret_count INTEGER NOT NULL CHECK (secret_count BETWEEN 0 AND 65535),
    blind BLOB NOT NULL CHECK (LENGTH(blind) = 32),
    leaf_sha256 BLOB CHECK (LENGTH(leaf_sha256) = 32),
    leaf_sm3 BLOB CHECK (LENGTH(leaf_sm3) = 32),
    root_sha256 BLOB CHECK (LENGTH(root_sha256) = 32),
    root_sm3 BLOB CHECK (LENGTH(root_sm3) = 32),
    body_sha256 BLOB,
    body_sm3 BLOB,
    envelope BLOB NOT NULL,
    UNIQUE (stream_id, version),
    UNIQUE (command_id, command_index)
) STRICT;

-- What lies under a person's key, apart from the case's envelope.
CREATE TABLE secrets (
    position INTEGER NOT NULL REFERENCES events (position),
    key_id BLOB NOT NULL CHECK (LENGTH(key_id) = 16),
    envelope BLOB NOT NULL,
    PRIMARY KEY (position, key_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX secrets_of_key ON secrets (key_id, position);

CREATE TABLE heads (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    size INTEGER NOT NULL CHECK (size >= 0),
    last_recorded_ms INTEGER NOT NULL CHECK (last_recorded_ms >= 0),
    root_sha256 BLOB,
    frontier_sha256 BLOB,
    root_sm3 BLOB,
    frontier_sm3 BLOB
) STRICT;

CREATE TABLE checkpoints (
    suite INTEGER NOT NULL CHECK (suite IN (1, 2)),
    size INTEGER NOT NULL CHECK (size >= 0),
    note TEXT NOT NULL,
    frontier BLOB NOT NULL,
    PRIMARY KEY (suite, size)
) STRICT, WITHOUT ROWID;

CREATE TABLE cosignatures (
    suite INTEGER NOT NULL,
    size INTEGER NOT NULL,
    witness TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (suite, size, witness, line),
    FOREIGN KEY (suite, size) REFERENCES checkpoints (suite, size)
) STRICT, WITHOUT ROWID;

-- Views: dropped and rebuilt from the events at any time.
CREATE TABLE streams (
    stream_id BLOB PRIMARY KEY CHECK (LENGTH(stream_id) = 16),
    kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 65535),
    key TEXT NOT NULL,
    UNIQUE (kind, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasures (
    key_id BLOB PRIMARY KEY CHECK (LENGTH(key_id) = 16),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_are_never_updated BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are insert-only'); END;
CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are insert-only'); END;
CREATE TRIGGER secrets_are_never_updated BEFORE UPDATE ON secrets BEGIN SELECT RAISE(ABORT, 'secrets are insert-only'); END;
CREATE TRIGGER secrets_are_never_deleted BEFORE DELETE ON secrets BEGIN SELECT RAISE(ABORT, 'secrets are insert-only'); END;
CREATE TRIGGER checkpoints_are_never_updated BEFORE UPDATE ON checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are insert-only'); END;
CREATE TRIGGER checkpoints_are_never_deleted BEFORE DELETE ON checkpoints BEGIN SELECT RAISE(ABORT, 'checkpoints are insert-only'); END;
