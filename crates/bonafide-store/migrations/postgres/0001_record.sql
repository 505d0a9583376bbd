-- The record: events are the only truth. Everything else here is rebuilt from them, or says where the log's edge is.
CREATE TABLE logs (
    id integer PRIMARY KEY CHECK (id = 1),
    origin text NOT NULL,
    suites bigint NOT NULL CHECK (suites IN (1, 2, 3)),
    envelope_suite bigint NOT NULL CHECK (envelope_suite IN (1, 2))
);

-- One row an event, one leaf of the tree of each suite. `body`, `blind` and `leaf` are sealed; stream_id, version, kind and
-- recorded_ms are copies out of the body, checked on every load. The roots stand only in the last row of a transaction.
CREATE TABLE events (
    position bigint PRIMARY KEY CHECK (position >= 0),
    stream_id bytea NOT NULL CHECK (octet_length(stream_id) = 16),
    version bigint NOT NULL CHECK (version BETWEEN 1 AND 4294967295),
    kind bigint NOT NULL CHECK (kind BETWEEN 0 AND 65535),
    recorded_ms bigint NOT NULL CHECK (recorded_ms >= 0),
    command_id bytea NOT NULL CHECK (octet_length(command_id) = 16),
    command_index bigint NOT NULL CHECK (command_index BETWEEN 0 AND 65535),
    request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
    secret_count bigint NOT NULL CHECK (secret_count BETWEEN 0 AND 65535),
    blind bytea NOT NULL CHECK (octet_length(blind) = 32),
    leaf_sha256 bytea CHECK (octet_length(leaf_sha256) = 32),
    leaf_sm3 bytea CHECK (octet_length(leaf_sm3) = 32),
    root_sha256 bytea CHECK (octet_length(root_sha256) = 32),
    root_sm3 bytea CHECK (octet_length(root_sm3) = 32),
    body_sha256 bytea,
    body_sm3 bytea,
    envelope bytea NOT NULL,
    UNIQUE (stream_id, version),
    UNIQUE (command_id, command_index)
);

-- What lies under a person's key, apart from the case's envelope.
CREATE TABLE secrets (
    position bigint NOT NULL REFERENCES events (position),
    key_id bytea NOT NULL CHECK (octet_length(key_id) = 16),
    envelope bytea NOT NULL,
    PRIMARY KEY (position, key_id)
);
CREATE INDEX secrets_of_key ON secrets (key_id, position);

CREATE TABLE heads (
    id integer PRIMARY KEY CHECK (id = 1),
    size bigint NOT NULL CHECK (size >= 0),
    last_recorded_ms bigint NOT NULL CHECK (last_recorded_ms >= 0),
    root_sha256 bytea,
    frontier_sha256 bytea,
    root_sm3 bytea,
    frontier_sm3 bytea
);

CREATE TABLE checkpoints (
    suite bigint NOT NULL CHECK (suite IN (1, 2)),
    size bigint NOT NULL CHECK (size >= 0),
    note text NOT NULL,
    frontier bytea NOT NULL,
    PRIMARY KEY (suite, size)
);

CREATE TABLE cosignatures (
    suite bigint NOT NULL,
    size bigint NOT NULL,
    witness text NOT NULL,
    line text NOT NULL,
    PRIMARY KEY (suite, size, witness, line),
    FOREIGN KEY (suite, size) REFERENCES checkpoints (suite, size)
);

-- Views: dropped and rebuilt from the events at any time.
CREATE TABLE streams (
    stream_id bytea PRIMARY KEY CHECK (octet_length(stream_id) = 16),
    kind bigint NOT NULL CHECK (kind BETWEEN 0 AND 65535),
    key text COLLATE "C" NOT NULL,
    UNIQUE (kind, key)
);

CREATE TABLE erasures (
    key_id bytea PRIMARY KEY CHECK (octet_length(key_id) = 16),
    position bigint NOT NULL
);

-- Half-empty pages, so that the head row moves within its page.
ALTER TABLE heads SET (fillfactor = 50);
-- Kept as they are: ciphertext does not compress.
ALTER TABLE events ALTER COLUMN envelope SET STORAGE EXTERNAL, ALTER COLUMN body_sha256 SET STORAGE EXTERNAL, ALTER COLUMN body_sm3 SET STORAGE EXTERNAL;
ALTER TABLE secrets ALTER COLUMN envelope SET STORAGE EXTERNAL;

-- Only here: on SQLite attachments are files of the data directory; nodes have no directory in common.
CREATE TABLE attachments (
    digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
    stream_id bytea NOT NULL CHECK (octet_length(stream_id) = 16),
    sealed bytea NOT NULL
);
ALTER TABLE attachments ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER events_are_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON events EXECUTE FUNCTION refuse_change();
CREATE TRIGGER secrets_are_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON secrets EXECUTE FUNCTION refuse_change();
CREATE TRIGGER checkpoints_are_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoints EXECUTE FUNCTION refuse_change();
CREATE TRIGGER attachments_are_insert_only BEFORE UPDATE OR DELETE OR TRUNCATE ON attachments EXECUTE FUNCTION refuse_change();
