"""Introductions, by the yes of both."""

from shared.db.migrate import run_sql

revision = "0007"
down_revision = "0006"

SQL = """
CREATE TABLE introduction (
    id text PRIMARY KEY,
    asker_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    asked_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    suggestion_id text REFERENCES suggestion ON DELETE SET NULL,
    event_id text NOT NULL,               -- empty: at no event
    message text NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'accepted', 'declined', 'withdrawn')),
    asked_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    accepted_at timestamptz,
    declined_at timestamptz,              -- for good: who was told no is not put before the other again
    asker_followed_at timestamptz,
    asked_followed_at timestamptz
);
CREATE INDEX introduction_asker ON introduction (asker_id, asked_at DESC);
CREATE INDEX introduction_asked ON introduction (asked_id, asked_at DESC);
CREATE INDEX introduction_suggestion ON introduction (suggestion_id);
"""


def upgrade() -> None:
    run_sql(SQL)
