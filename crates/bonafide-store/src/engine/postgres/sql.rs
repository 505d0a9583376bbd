//! Every statement that PostgreSQL is given. Batches travel as arrays: one round trip a table.

pub(super) const SETTINGS: &str = "
SET lock_timeout = '20s';
SET idle_in_transaction_session_timeout = '30s';
SET client_min_messages = 'warning';
-- Every question here has its index. A plan made while a table was small must not read all of it later.
SET enable_seqscan = off;
SET plan_cache_mode = 'force_generic_plan';
SET jit = off;
SET application_name = 'bonafide';
-- As it was found when it was checked, whatever the server is told later.
SELECT SET_CONFIG('synchronous_commit', CURRENT_SETTING('synchronous_commit'), FALSE)";

/// Settings on which durability and order rest, as the server says them.
pub(super) const CHECKED: &str = "
SELECT
    CURRENT_SETTING('default_transaction_isolation'),
    CURRENT_SETTING('fsync'),
    CURRENT_SETTING('full_page_writes'),
    CURRENT_SETTING('synchronous_commit'),
    CURRENT_SETTING('synchronous_standby_names'),
    COALESCE((
        SELECT BOOL_OR(HAS_FUNCTION_PRIVILEGE(oid, 'EXECUTE')) FROM pg_proc WHERE proname = 'pg_logical_emit_message'
    ), FALSE)";

/// All that bears on a batch in one round trip: known commands (0), tips (1), borne keys (2), erased keys (3).
pub(super) const BEFORE: &str = "
SELECT
    0::bigint AS what, command_id AS id, NULL::bigint AS number, request_digest AS first, NULL::bytea AS second,
    NULL::bytea AS third, NULL::text AS word
FROM events
WHERE command_id = ANY($1::bytea[]) AND command_index = 0
UNION ALL
SELECT 1, wanted.stream_id, last.version, last.blind, last.body_sha256, last.body_sm3, NULL
FROM UNNEST($2::bytea[]) AS wanted (stream_id)
CROSS JOIN LATERAL (
    SELECT events.version, events.blind, events.body_sha256, events.body_sm3
    FROM events
    WHERE events.stream_id = wanted.stream_id
    ORDER BY events.version DESC
    LIMIT 1
) AS last
UNION ALL
SELECT 2, NULL, streams.kind, NULL, NULL, NULL, streams.key
FROM UNNEST($3::bigint[], $4::text[]) AS wanted (kind, key)
INNER JOIN streams ON streams.kind = wanted.kind AND streams.key = wanted.key
UNION ALL
SELECT 3, key_id, NULL, NULL, NULL, NULL, NULL
FROM erasures
WHERE key_id = ANY($5::bytea[])";

pub(super) const ERASED: &str = "
SELECT key_id FROM erasures WHERE key_id = ANY($1)";

/// The columns of the head, with the server's clock: one clock for all nodes.
macro_rules! head {
    ($more:literal) => {
        concat!(
            "SELECT size, last_recorded_ms, root_sha256, frontier_sha256, root_sm3, frontier_sm3, \
             (EXTRACT(EPOCH FROM CLOCK_TIMESTAMP()) * 1000)::bigint",
            $more,
            " FROM heads WHERE id = 1"
        )
    };
}

pub(super) const HEAD: &str = head!("");

/// Statements that a transaction of the writer begins and ends with, planned once a connection.
///
/// `take_head` is the row lock that puts all appends of all nodes in one order; it ends with the transaction. It is a
/// statement of its own behind the `BEGIN`, as is every one after it: each sees what was committed before the lock was given.
pub(super) const NAMED: &str = concat!("PREPARE take_head AS ", head!(""), " FOR UPDATE");

/// The same for transactions that `COMMIT_AND_SETTLE` ends: the commit gives the head free at once, in memory, and the wait
/// for the disk (and the standby) follows. Other nodes write meanwhile, and one flush of the server's log serves them all.
///
/// Nothing is acknowledged, and nothing is signed, before a mark is durable that stands in the server's log behind all that
/// was read or written: the log has one order, it is replayed and sent to standbys from its beginning, and so what is behind
/// a durable mark's place is lost before anything in front of it. `settle` writes the mark; its commit waits as the
/// session's settings say, for the standby too. The mark itself is read by nobody.
pub(super) const NAMED_APART: &str = concat!(
    "PREPARE take_head AS ",
    head!(", SET_CONFIG('synchronous_commit', 'off', TRUE)"),
    " FOR UPDATE; PREPARE settle AS SELECT pg_logical_emit_message(TRUE, 'bonafide', '')"
);

pub(super) const BEGIN_WITH_HEAD: &str = "BEGIN ISOLATION LEVEL READ COMMITTED; EXECUTE take_head";

pub(super) const COMMIT_AND_SETTLE: &str = "COMMIT; EXECUTE settle";

pub(super) const SETTLE: &str = "SELECT pg_logical_emit_message(TRUE, 'bonafide', '')";

/// Writes nothing new, but its commit waits; for a server without marks.
pub(super) const SETTLE_WITH_HEAD: &str =
    "BEGIN ISOLATION LEVEL READ COMMITTED; UPDATE heads SET size = size WHERE id = 1; COMMIT";

/// Everything a transaction writes in one round trip: events, secrets, views, and the moved head. It fails, and with it the
/// transaction, unless the head was where it should be and no key it names is ordered to be destroyed.
pub(super) const WRITE: &str = "
WITH added AS (
    INSERT INTO events (
        position, stream_id, version, kind, recorded_ms, command_id, command_index, request_digest,
        secret_count, blind, leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3, envelope
    )
    SELECT
        position, stream_id, version, kind, recorded_ms, command_id, command_index, request_digest,
        secret_count, blind, leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3, envelope
    FROM UNNEST(
        $1::bigint[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bigint[], $8::bytea[],
        $9::bigint[], $10::bytea[], $11::bytea[], $12::bytea[], $13::bytea[], $14::bytea[], $15::bytea[],
        $16::bytea[], $17::bytea[]
    ) AS rows (
        position, stream_id, version, kind, recorded_ms, command_id, command_index, request_digest,
        secret_count, blind, leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3, envelope
    )
), kept AS (
    INSERT INTO secrets (position, key_id, envelope)
    SELECT position, key_id, envelope
    FROM UNNEST($18::bigint[], $19::bytea[], $20::bytea[]) AS rows (position, key_id, envelope)
), opened AS (
    INSERT INTO streams (stream_id, kind, key)
    SELECT stream_id, kind, key
    FROM UNNEST($21::bytea[], $22::bigint[], $23::text[]) AS rows (stream_id, kind, key)
), ordered AS (
    INSERT INTO erasures (key_id, position)
    SELECT key_id, position
    FROM UNNEST($24::bytea[], $25::bigint[]) AS rows (key_id, position)
    ON CONFLICT (key_id) DO NOTHING
), moved AS (
    UPDATE heads
    SET size = $26, last_recorded_ms = $27, root_sha256 = $28, frontier_sha256 = $29, root_sm3 = $30, frontier_sm3 = $31
    WHERE
        id = 1 AND size = $32
        AND NOT EXISTS (SELECT 1 FROM erasures WHERE key_id = ANY($19::bytea[]))
    RETURNING id
)
SELECT 1 / COUNT(*) FROM moved";

/// The last events of streams.
pub(super) const TIPS: &str = "
SELECT wanted.stream_id, last.version, last.blind, last.body_sha256, last.body_sm3
FROM UNNEST($1::bytea[]) AS wanted (stream_id)
CROSS JOIN LATERAL (
    SELECT events.version, events.blind, events.body_sha256, events.body_sm3
    FROM events
    WHERE events.stream_id = wanted.stream_id
    ORDER BY events.version DESC
    LIMIT 1
) AS last";

pub(super) const INSERT_STREAMS: &str = "
INSERT INTO streams (stream_id, kind, key)
SELECT stream_id, kind, key
FROM UNNEST($1::bytea[], $2::bigint[], $3::text[]) AS rows (stream_id, kind, key)";

pub(super) const INSERT_ERASURES: &str = "
INSERT INTO erasures (key_id, position)
SELECT key_id, position
FROM UNNEST($1::bytea[], $2::bigint[]) AS rows (key_id, position)
ON CONFLICT (key_id) DO NOTHING";

pub(super) const LOG: &str = "
SELECT origin, suites, envelope_suite FROM logs WHERE id = 1";

pub(super) const INSERT_LOG: &str = "
INSERT INTO logs (id, origin, suites, envelope_suite) VALUES (1, $1, $2, $3) ON CONFLICT (id) DO NOTHING";

pub(super) const INSERT_HEAD: &str = "
INSERT INTO heads (id, size, last_recorded_ms, root_sha256, frontier_sha256, root_sm3, frontier_sm3)
VALUES (1, $1, $2, $3, $4, $5, $6)
ON CONFLICT (id) DO NOTHING";

/// The columns of a row of events; the envelope comes last.
macro_rules! columns {
    () => {
        "position, stream_id, version, kind, recorded_ms, command_id, command_index, request_digest, \
         secret_count, blind, leaf_sha256, leaf_sm3, root_sha256, root_sm3, body_sha256, body_sm3"
    };
}

pub(super) const ROWS: &str =
    concat!("SELECT ", columns!(), " FROM events WHERE position >= $1 ORDER BY position LIMIT $2");

pub(super) const ROWS_WITH_ENVELOPES: &str =
    concat!("SELECT ", columns!(), ", envelope FROM events WHERE position >= $1 ORDER BY position LIMIT $2");

pub(super) const STREAM_ROWS: &str = concat!(
    "SELECT ",
    columns!(),
    ", envelope FROM events WHERE stream_id = $1 AND version >= $2 ORDER BY version LIMIT $3"
);

pub(super) const ROW_OF: &str = concat!("SELECT ", columns!(), " FROM events WHERE stream_id = $1 AND version = $2");

pub(super) const COMMAND_ROWS: &str =
    concat!("SELECT ", columns!(), " FROM events WHERE command_id = $1 ORDER BY command_index");

pub(super) const SECRETS_AT: &str = "
SELECT position, key_id, envelope FROM secrets WHERE position = ANY($1) ORDER BY position, key_id";

pub(super) const SECRETS: &str = "
SELECT position, key_id, envelope FROM secrets WHERE position >= $1 AND position < $2 ORDER BY position, key_id";

pub(super) const POSITIONS_OF_KEY: &str = "
SELECT position FROM secrets WHERE key_id = $1 ORDER BY position";

pub(super) const ROOTS_FROM: &str = "
SELECT position, root_sha256, root_sm3
FROM events
WHERE position >= $1 AND (root_sha256 IS NOT NULL OR root_sm3 IS NOT NULL)
ORDER BY position
LIMIT 1";

pub(super) const STREAM_OF: &str = "
SELECT stream_id FROM streams WHERE kind = $1 AND key = $2";

pub(super) const STREAMS: &str = "
SELECT stream_id, kind, key FROM streams WHERE kind = $1 AND key > $2 ORDER BY key LIMIT $3";

pub(super) const STREAM_KINDS: &str = "
SELECT DISTINCT kind FROM streams ORDER BY kind";

pub(super) const KEYS_LIKE: &str = "
SELECT key FROM streams WHERE kind = $1 AND STARTS_WITH(key, $2) ORDER BY key";

pub(super) const ERASURES: &str = "
SELECT key_id, position FROM erasures ORDER BY key_id";

pub(super) const EMPTY_VIEWS: &str = "
DELETE FROM streams;
DELETE FROM erasures;";

pub(super) const INSERT_CHECKPOINT: &str = "
INSERT INTO checkpoints (suite, size, note, frontier) VALUES ($1, $2, $3, $4) ON CONFLICT (suite, size) DO NOTHING";

pub(super) const NEWEST_CHECKPOINT: &str = "
SELECT suite, size, note, frontier FROM checkpoints WHERE suite = $1 ORDER BY size DESC LIMIT 1";

pub(super) const CHECKPOINT: &str = "
SELECT suite, size, note, frontier FROM checkpoints WHERE suite = $1 AND size = $2";

pub(super) const CHECKPOINTS: &str = "
SELECT suite, size, note, frontier FROM checkpoints WHERE suite = $1 AND size > $2 ORDER BY size LIMIT $3";

pub(super) const INSERT_COSIGNATURE: &str = "
INSERT INTO cosignatures (suite, size, witness, line) VALUES ($1, $2, $3, $4)
ON CONFLICT (suite, size, witness, line) DO NOTHING";

pub(super) const COSIGNATURES: &str = "
SELECT line FROM cosignatures WHERE suite = $1 AND size = $2 ORDER BY witness, line";

pub(super) const INSERT_ATTACHMENT: &str = "
INSERT INTO attachments (digest, stream_id, sealed) VALUES ($1, $2, $3) ON CONFLICT (digest) DO NOTHING";

pub(super) const ATTACHMENT: &str = "
SELECT sealed FROM attachments WHERE digest = $1";

pub(super) const MAKE_VERSIONS: &str = "
CREATE TABLE IF NOT EXISTS schema_versions (id bigint PRIMARY KEY CHECK (id = 1), version bigint NOT NULL);
LOCK TABLE schema_versions IN ACCESS EXCLUSIVE MODE;
INSERT INTO schema_versions (id, version) VALUES (1, 0) ON CONFLICT (id) DO NOTHING;";

pub(super) const ANY_VERSION: &str = "
SELECT TO_REGCLASS('schema_versions') IS NOT NULL";

pub(super) const VERSION: &str = "
SELECT version FROM schema_versions WHERE id = 1";

pub(super) const SET_VERSION: &str = "
UPDATE schema_versions SET version = $1 WHERE id = 1";

pub(super) const KEYS: &str = "
SELECT key_id, wrapped, state FROM subject_keys WHERE key_id = ANY($1)";

pub(super) const INSERT_KEYS: &str = "
INSERT INTO subject_keys (key_id, wrapped, state)
SELECT key_id, wrapped, 'active'
FROM UNNEST($1::bytea[], $2::bytea[]) AS rows (key_id, wrapped)
ON CONFLICT (key_id) DO NOTHING";

pub(super) const SET_KEY: &str = "
INSERT INTO subject_keys (key_id, wrapped, state) VALUES ($1, $2, $3)
ON CONFLICT (key_id) DO UPDATE SET wrapped = excluded.wrapped, state = excluded.state";

/// Writes the table anew, so that no dead row keeps a destroyed key.
pub(super) const REWRITE_KEYS: &str = "
VACUUM FULL subject_keys";

pub(super) const ANY_OWN: &str = "
SELECT name FROM own_keys LIMIT 1";

pub(super) const OWN: &str = "
SELECT wrapped FROM own_keys WHERE name = $1";

pub(super) const INSERT_OWN: &str = "
INSERT INTO own_keys (name, wrapped) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

pub(super) const PARAMETER: &str = "
SELECT setting FROM parameters WHERE name = $1";

pub(super) const INSERT_PARAMETER: &str = "
INSERT INTO parameters (name, setting) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
