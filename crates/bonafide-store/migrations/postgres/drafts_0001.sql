-- What people typed and have not sent. No part of the record: rows are replaced and deleted, nothing is proved by them.
CREATE TABLE IF NOT EXISTS drafts (
    owner bytea NOT NULL CHECK (octet_length(owner) = 16),
    place bytea NOT NULL CHECK (octet_length(place) = 16),
    field bytea NOT NULL CHECK (octet_length(field) = 16),
    sealed bytea NOT NULL,
    kept_until_ms bigint NOT NULL,
    PRIMARY KEY (owner, place, field)
);

CREATE INDEX IF NOT EXISTS drafts_by_end ON drafts (kept_until_ms);
