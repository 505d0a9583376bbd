-- What people typed and have not sent. No part of the record: rows are replaced and deleted, nothing is proved by them.
CREATE TABLE drafts (
    owner BLOB NOT NULL CHECK (LENGTH(owner) = 16),
    place BLOB NOT NULL CHECK (LENGTH(place) = 16),
    field BLOB NOT NULL CHECK (LENGTH(field) = 16),
    sealed BLOB NOT NULL,
    kept_until_ms INTEGER NOT NULL,
    PRIMARY KEY (owner, place, field)
) STRICT;

CREATE INDEX drafts_by_end ON drafts (kept_until_ms);
