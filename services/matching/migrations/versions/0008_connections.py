"""Whom a person knows: what passed between them and what was promised."""

from shared.db.migrate import run_sql

revision = "0008"
down_revision = "0007"

# New tables alone: the release before runs on it unchanged. Whom people know so far is taken over.
SQL = """
CREATE TABLE connection (
    id text PRIMARY KEY,
    person_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    other_id text REFERENCES person ON DELETE SET NULL,  -- none: not here, or gone
    how text NOT NULL CHECK (how IN ('introduced', 'met', 'known', 'added', 'imported')),
    name text, headline text, organisation text, email text, link text,  -- as the owner wrote them
    notes text NOT NULL DEFAULT '',
    event_id text,
    every_days integer CHECK (every_days BETWEEN 7 AND 730),
    snoozed_until date,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    UNIQUE (person_id, other_id)
);
CREATE INDEX connection_person ON connection (person_id, id DESC);
CREATE INDEX connection_other ON connection (other_id);

CREATE TABLE meeting (
    id text PRIMARY KEY,
    connection_id text NOT NULL REFERENCES connection ON DELETE CASCADE,
    kind text NOT NULL CHECK (kind IN ('met', 'call', 'message')),
    day date NOT NULL,
    notes text NOT NULL DEFAULT ''
);
CREATE INDEX meeting_connection ON meeting (connection_id, day DESC, id DESC);

CREATE TABLE promise (
    id text PRIMARY KEY,
    connection_id text NOT NULL REFERENCES connection ON DELETE CASCADE,
    by_me boolean NOT NULL,
    text text NOT NULL,
    made_on date NOT NULL,
    due_on date,
    kept_on date,
    snoozed_until date
);
CREATE INDEX promise_connection ON promise (connection_id, id DESC);

WITH side AS (
    SELECT asker_id AS person_id, asked_id AS other_id, event_id, accepted_at FROM introduction
    WHERE state = 'accepted'
    UNION ALL SELECT asked_id, asker_id, event_id, accepted_at FROM introduction WHERE state = 'accepted')
INSERT INTO connection (id, person_id, other_id, how, event_id, every_days, created_at, updated_at)
SELECT 'tie_01' || left(md5(person_id || other_id), 24), person_id, other_id, 'introduced',
       nullif(event_id, ''), 90, accepted_at, accepted_at
FROM side ON CONFLICT DO NOTHING;

INSERT INTO connection (id, person_id, other_id, how, event_id, every_days, created_at, updated_at)
SELECT 'tie_01' || left(md5(d.person_id || d.other_id), 24), d.person_id, d.other_id,
       CASE d.verdict WHEN 'met' THEN 'met' ELSE 'known' END,
       (SELECT nullif(s.event_id, '') FROM suggestion s
        WHERE s.person_id = d.person_id AND s.other_id = d.other_id ORDER BY s.last_shown_at DESC LIMIT 1),
       CASE d.verdict WHEN 'met' THEN 90 END, d.created_at, d.created_at
FROM dismissal d WHERE d.verdict IN ('met', 'know_them') ON CONFLICT DO NOTHING;

INSERT INTO meeting (id, connection_id, kind, day)
SELECT 'mtg_01' || left(md5('met' || c.id), 24), c.id, 'met', (c.created_at AT TIME ZONE 'UTC')::date
FROM connection c WHERE c.how = 'met';

INSERT INTO meeting (id, connection_id, kind, day)
SELECT 'mtg_01' || left(md5(c.id), 24), c.id, 'message', (max(f.followed_at) AT TIME ZONE 'UTC')::date
FROM connection c JOIN (
    SELECT asker_id AS person_id, asked_id AS other_id, asker_followed_at AS followed_at FROM introduction
    UNION ALL SELECT asked_id, asker_id, asked_followed_at FROM introduction) f USING (person_id, other_id)
WHERE f.followed_at IS NOT NULL GROUP BY c.id;
"""


def upgrade() -> None:
    run_sql(SQL)
