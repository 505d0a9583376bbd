//! Every statement that SQLite is given. Positions, sizes and times are integers, ids and hashes blobs.

/// The log is carried into the database every 8 MiB: most pages a commit touches come again before the next carrying, and once
/// the log has grown so far, commits write over it, which the disk makes durable sooner than a file that grows.
pub(super) const PRAGMAS: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
PRAGMA cell_size_check = ON;
PRAGMA busy_timeout = 5000;
PRAGMA cache_size = -16384;
PRAGMA wal_autocheckpoint = 2048;
PRAGMA temp_store = MEMORY;
";

/// Syncs the write-ahead log, moves it into the database and syncs that.
pub(super) const SETTLE: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

pub(super) const DAMAGE: &str = "PRAGMA integrity_check(1)";

pub(super) const KNOWN: &str = "
SELECT request_digest FROM events WHERE command_id = ?1 AND command_index = 0";

pub(super) const TIP: &str = "
SELECT version, blind, body_sha256, body_sm3
FROM events
WHERE stream_id = ?1
ORDER BY version DESC
LIMIT 1";

pub(super) const TAKEN: &str = "
SELECT stream_id FROM streams WHERE kind = ?1 AND key = ?2";

pub(super) const ERASED: &str = "
SELECT position FROM erasures WHERE key_id = ?1";

pub(super) const HEAD: &str = "
SELECT size, last_recorded_ms, root_sha256, frontier_sha256, root_sm3, frontier_sm3
FROM heads
WHERE id = 1";

pub(super) const INSERT_EVENT: &str = "
INSERT INTO events (
    position, stream_id, version, kind, recorded_ms, command_id, command_index, request_digest,
    secret_count, blind, leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3, envelope
)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";

pub(super) const INSERT_SECRET: &str = "
INSERT INTO secrets (position, key_id, envelope) VALUES (?1, ?2, ?3)";

pub(super) const INSERT_STREAM: &str = "
INSERT INTO streams (stream_id, kind, key) VALUES (?1, ?2, ?3)";

pub(super) const INSERT_ERASURE: &str = "
INSERT INTO erasures (key_id, position) VALUES (?1, ?2) ON CONFLICT (key_id) DO NOTHING";

pub(super) const MOVE_HEAD: &str = "
UPDATE heads
SET size = ?1, last_recorded_ms = ?2, root_sha256 = ?3, frontier_sha256 = ?4, root_sm3 = ?5, frontier_sm3 = ?6
WHERE id = 1 AND size = ?7";

pub(super) const LOG: &str = "
SELECT origin, suites, envelope_suite FROM logs WHERE id = 1";

pub(super) const INSERT_LOG: &str = "
INSERT INTO logs (id, origin, suites, envelope_suite) VALUES (1, ?1, ?2, ?3)";

pub(super) const INSERT_HEAD: &str = "
INSERT INTO heads (id, size, last_recorded_ms, root_sha256, frontier_sha256, root_sm3, frontier_sm3)
VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)";

/// The columns of a row of events; the envelope comes last, so that leaving it costs no read.
macro_rules! columns {
    () => {
        "position, stream_id, version, kind, recorded_ms, command_id, command_index, request_digest, \
         secret_count, blind, leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3"
    };
}

pub(super) const ROWS: &str =
    concat!("SELECT ", columns!(), " FROM events WHERE position >= ?1 ORDER BY position LIMIT ?2");

pub(super) const ROWS_WITH_ENVELOPES: &str =
    concat!("SELECT ", columns!(), ", envelope FROM events WHERE position >= ?1 ORDER BY position LIMIT ?2");

pub(super) const STREAM_ROWS: &str = concat!(
    "SELECT ",
    columns!(),
    ", envelope FROM events WHERE stream_id = ?1 AND version >= ?2 ORDER BY version LIMIT ?3"
);

pub(super) const ROW_OF: &str = concat!("SELECT ", columns!(), " FROM events WHERE stream_id = ?1 AND version = ?2");

pub(super) const COMMAND_ROWS: &str =
    concat!("SELECT ", columns!(), " FROM events WHERE command_id = ?1 ORDER BY command_index");

pub(super) const SECRETS_AT: &str = "
SELECT position, key_id, envelope FROM secrets WHERE position = ?1 ORDER BY key_id";

pub(super) const SECRETS: &str = "
SELECT position, key_id, envelope FROM secrets WHERE position >= ?1 AND position < ?2 ORDER BY position";

pub(super) const POSITIONS_OF_KEY: &str = "
SELECT position FROM secrets WHERE key_id = ?1 ORDER BY position";

pub(super) const ROOTS_FROM: &str = "
SELECT position, root_sha256, root_sm3
FROM events
WHERE position >= ?1 AND (root_sha256 IS NOT NULL OR root_sm3 IS NOT NULL)
ORDER BY position
LIMIT 1";

pub(super) const STREAMS: &str = "
SELECT stream_id, kind, key FROM streams WHERE kind = ?1 AND key > ?2 ORDER BY key LIMIT ?3";

pub(super) const STREAM_KINDS: &str = "
SELECT DISTINCT kind FROM streams ORDER BY kind";

pub(super) const KEYS_LIKE: &str = "
SELECT key FROM streams WHERE kind = ?1 AND key >= ?2 AND key < ?2 || CHAR(1114111) ORDER BY key";

pub(super) const ERASURES: &str = "
SELECT key_id, position FROM erasures ORDER BY key_id";

pub(super) const EMPTY_VIEWS: &str = "
DELETE FROM streams;
DELETE FROM erasures;";

pub(super) const INSERT_CHECKPOINT: &str = "
INSERT INTO checkpoints (suite, size, note, frontier) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (suite, size) DO NOTHING";

pub(super) const NEWEST_CHECKPOINT: &str = "
SELECT suite, size, note, frontier FROM checkpoints WHERE suite = ?1 ORDER BY size DESC LIMIT 1";

pub(super) const CHECKPOINT: &str = "
SELECT suite, size, note, frontier FROM checkpoints WHERE suite = ?1 AND size = ?2";

pub(super) const CHECKPOINTS: &str = "
SELECT suite, size, note, frontier FROM checkpoints WHERE suite = ?1 AND size > ?2 ORDER BY size LIMIT ?3";

pub(super) const INSERT_COSIGNATURE: &str = "
INSERT INTO cosignatures (suite, size, witness, line) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (suite, size, witness, line) DO NOTHING";

pub(super) const COSIGNATURES: &str = "
SELECT line FROM cosignatures WHERE suite = ?1 AND size = ?2 ORDER BY witness, line";

pub(super) const KEY: &str = "
SELECT wrapped, state FROM subject_keys WHERE key_id = ?1";

pub(super) const INSERT_KEY: &str = "
INSERT INTO subject_keys (key_id, wrapped, state) VALUES (?1, ?2, 'active') ON CONFLICT (key_id) DO NOTHING";

pub(super) const SET_KEY: &str = "
INSERT INTO subject_keys (key_id, wrapped, state) VALUES (?1, ?2, ?3)
ON CONFLICT (key_id) DO UPDATE SET wrapped = excluded.wrapped, state = excluded.state";

pub(super) const ANY_OWN: &str = "
SELECT name FROM own_keys LIMIT 1";

pub(super) const OWN: &str = "
SELECT wrapped FROM own_keys WHERE name = ?1";

pub(super) const INSERT_OWN: &str = "
INSERT INTO own_keys (name, wrapped) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";

pub(super) const PARAMETER: &str = "
SELECT setting FROM parameters WHERE name = ?1";

pub(super) const INSERT_PARAMETER: &str = "
INSERT INTO parameters (name, setting) VALUES (?1, ?2) ON CONFLICT (name) DO NOTHING";
