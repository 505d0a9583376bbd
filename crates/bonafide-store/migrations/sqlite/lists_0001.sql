-- The view of cases, in a file of its own: dropped and rebuilt from the events at any time. What a matter says is sealed, its
-- words are keyed digests; numbers, days and roster numbers stand in clear.
CREATE TABLE case_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seen INTEGER NOT NULL CHECK (seen >= 0),
    mark BLOB NOT NULL
) STRICT;

-- One row a case. `id` is the position of its first event, `changed` that of its last; a day that never comes is 9999999.
CREATE TABLE case_rows (
    id INTEGER PRIMARY KEY,
    changed INTEGER NOT NULL,
    number TEXT NOT NULL UNIQUE,
    kind INTEGER NOT NULL,
    stream BLOB NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    unit TEXT NOT NULL,
    subject TEXT NOT NULL,
    sealed BLOB NOT NULL,
    stage TEXT NOT NULL,
    step TEXT NOT NULL,
    turn TEXT NOT NULL,
    due INTEGER NOT NULL,
    duty_step TEXT NOT NULL,
    duty_due INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    opened INTEGER NOT NULL,
    changed_on INTEGER NOT NULL,
    is_open INTEGER NOT NULL,
    stamp INTEGER NOT NULL,
    fresh_until INTEGER NOT NULL
) STRICT;
-- Each index has the order of a list, and behind it what narrows the list, so that counting reads the index alone.
CREATE INDEX case_rows_all_by_change ON case_rows (changed);
CREATE INDEX case_rows_by_change ON case_rows (scope, changed);
CREATE INDEX case_rows_by_kind ON case_rows (scope, kind, changed, is_open);
CREATE INDEX case_rows_open_by_change ON case_rows (scope, changed, kind, duty_due) WHERE is_open = 1;
CREATE INDEX case_rows_open_by_kind ON case_rows (scope, kind, changed, duty_due) WHERE is_open = 1;
CREATE INDEX case_rows_by_due ON case_rows (scope, duty_due, id, kind) WHERE is_open = 1 AND duty_due < 9999999;
CREATE INDEX case_rows_by_unit ON case_rows (scope, unit, kind, changed, is_open);
CREATE INDEX case_rows_open_by_unit ON case_rows (scope, unit, kind, changed) WHERE is_open = 1;
CREATE INDEX case_rows_by_step ON case_rows (scope, step, kind, changed) WHERE is_open = 1;
CREATE INDEX case_rows_stale ON case_rows (stamp) WHERE is_open = 1;
CREATE INDEX case_rows_fresh ON case_rows (fresh_until) WHERE is_open = 1;

-- What a person has to do with a case: `tie` as the door numbers it (5: nothing of their own), whose turn it is, who acted.
CREATE TABLE case_people (
    person TEXT NOT NULL,
    id INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    tie INTEGER NOT NULL,
    turn INTEGER NOT NULL,
    acted INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    due INTEGER NOT NULL,
    PRIMARY KEY (person, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX case_people_of ON case_people (id);
CREATE INDEX case_people_tied ON case_people (person, scope, changed, tie, id) WHERE tie BETWEEN 1 AND 4;
CREATE INDEX case_people_by_tie ON case_people (person, tie) WHERE tie < 5;
CREATE INDEX case_people_turns ON case_people (person, due, id, scope, tie) WHERE turn = 1;
CREATE INDEX case_people_acted ON case_people (person, changed, id, scope, tie) WHERE acted = 1;

CREATE TABLE case_words (
    word INTEGER NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (word, id)
) STRICT, WITHOUT ROWID;

-- Where cases belong: the regulation, the unit, whether it is a filing. Places that the same people oversee share a scope.
CREATE TABLE case_places (
    place INTEGER PRIMARY KEY,
    law TEXT NOT NULL,
    unit TEXT NOT NULL,
    filing INTEGER NOT NULL,
    scope INTEGER NOT NULL,
    UNIQUE (law, unit, filing)
) STRICT;
