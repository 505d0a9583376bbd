-- The view of cases: dropped and rebuilt from the events at any time. What a matter says is sealed, its
-- words are keyed digests; numbers, days and roster numbers stand in clear.
CREATE TABLE case_state (
    id bigint PRIMARY KEY CHECK (id = 1),
    seen bigint NOT NULL CHECK (seen >= 0),
    mark bytea NOT NULL
);

-- One row a case. `id` is the position of its first event, `changed` that of its last; a day that never comes is 9999999.
CREATE TABLE case_rows (
    id bigint PRIMARY KEY,
    changed bigint NOT NULL,
    number text NOT NULL UNIQUE,
    kind bigint NOT NULL,
    stream bytea NOT NULL UNIQUE,
    version bigint NOT NULL,
    place bigint NOT NULL,
    scope bigint NOT NULL,
    unit text NOT NULL,
    subject text NOT NULL,
    sealed bytea NOT NULL,
    stage text NOT NULL,
    step text NOT NULL,
    turn text NOT NULL,
    due bigint NOT NULL,
    duty_step text NOT NULL,
    duty_due bigint NOT NULL,
    outcome text NOT NULL,
    opened bigint NOT NULL,
    changed_on bigint NOT NULL,
    is_open bigint NOT NULL,
    stamp bigint NOT NULL,
    fresh_until bigint NOT NULL
);
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
    person text NOT NULL,
    id bigint NOT NULL,
    scope bigint NOT NULL,
    tie bigint NOT NULL,
    turn bigint NOT NULL,
    acted bigint NOT NULL,
    changed bigint NOT NULL,
    due bigint NOT NULL,
    PRIMARY KEY (person, id)
);
CREATE INDEX case_people_of ON case_people (id);
CREATE INDEX case_people_tied ON case_people (person, scope, changed, tie, id) WHERE tie BETWEEN 1 AND 4;
CREATE INDEX case_people_by_tie ON case_people (person, tie) WHERE tie < 5;
CREATE INDEX case_people_turns ON case_people (person, due, id, scope, tie) WHERE turn = 1;
CREATE INDEX case_people_acted ON case_people (person, changed, id, scope, tie) WHERE acted = 1;

CREATE TABLE case_words (
    word bigint NOT NULL,
    id bigint NOT NULL,
    PRIMARY KEY (word, id)
);

-- Where cases belong: the regulation, the unit, whether it is a filing. Places that the same people oversee share a scope.
CREATE TABLE case_places (
    place bigint PRIMARY KEY,
    law text NOT NULL,
    unit text NOT NULL,
    filing bigint NOT NULL,
    scope bigint NOT NULL,
    UNIQUE (law, unit, filing)
);
