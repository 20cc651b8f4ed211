"""People, who goes where, what is suggested to whom, and the copy of the event catalogue."""

from shared.db.migrate import run_sql
from shared.db.schema import INBOX_SQL, OUTBOX_SQL

revision = "0001"
down_revision = None

SQL = """
CREATE EXTENSION IF NOT EXISTS vector;

CREATE TABLE person (
    id text PRIMARY KEY,
    profile jsonb NOT NULL,
    version integer NOT NULL,
    updated_at timestamptz NOT NULL,
    revision bigint NOT NULL,             -- also grows with attendance: rosters are cached by it
    traits jsonb NOT NULL,                -- topics with evidence, sentences; no hidden fields
    vectors bytea NOT NULL,               -- one row of 256 little-endian float16 per sentence
    topic_ids text[] NOT NULL,            -- topics and their areas
    centre vector(256),                   -- direction of all sentences; null without any
    derived_by text NOT NULL,
    name_is_public boolean NOT NULL
);
CREATE INDEX person_topics ON person USING gin (topic_ids);
CREATE INDEX person_centre ON person USING hnsw (centre vector_cosine_ops);

CREATE TABLE catalogue_event (
    event_id text PRIMARY KEY,
    version integer NOT NULL,
    merged_into text,
    title text NOT NULL,
    summary text,
    kind text NOT NULL,
    status text NOT NULL,
    mode text,
    starts_local text NOT NULL,
    starts_utc timestamptz NOT NULL,
    ends_utc timestamptz NOT NULL,
    timezone text,
    venue text,
    city text,
    country text,
    lat double precision,
    lon double precision,
    topics jsonb NOT NULL,
    languages text[] NOT NULL,
    url text,
    vector vector(256)
);
CREATE INDEX catalogue_event_upcoming ON catalogue_event (ends_utc) WHERE merged_into IS NULL;

CREATE TABLE attendance (
    person_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    event_id text NOT NULL REFERENCES catalogue_event,
    status text NOT NULL CHECK (status IN ('interested', 'going')),
    match boolean NOT NULL,
    listed boolean NOT NULL,
    updated_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, event_id)
);
CREATE INDEX attendance_event ON attendance (event_id);

CREATE TABLE block (
    person_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    other_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, other_id)
);
CREATE INDEX block_other ON block (other_id);

CREATE TABLE dismissal (
    person_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    other_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    verdict text NOT NULL,
    until timestamptz,                    -- null: for good
    created_at timestamptz NOT NULL,
    PRIMARY KEY (person_id, other_id)
);
CREATE INDEX dismissal_other ON dismissal (other_id);

CREATE TABLE suggestion (
    id text PRIMARY KEY,
    person_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    other_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    event_id text NOT NULL,               -- empty: at no event
    shown integer NOT NULL,               -- in how many ISO weeks
    last_week text NOT NULL,
    first_shown_at timestamptz NOT NULL,
    last_shown_at timestamptz NOT NULL,
    score real NOT NULL,
    strength text NOT NULL,
    reasons jsonb NOT NULL,
    model_version text NOT NULL,
    verdict text,
    verdict_at timestamptz,
    UNIQUE (person_id, other_id, event_id)
);
CREATE INDEX suggestion_other ON suggestion (other_id);
"""


def upgrade() -> None:
    run_sql(SQL)
    run_sql(OUTBOX_SQL)
    run_sql(INBOX_SQL)
