"""Who meets whom in which round of an event."""

from shared.db.migrate import run_sql

revision = "0010"
down_revision = "0009"

# New tables alone: the release before runs on them unchanged.
SQL = """
CREATE TABLE meeting_plan (
    id text PRIMARY KEY,
    event_id text NOT NULL REFERENCES catalogue_event,
    made_for text NOT NULL,
    wish jsonb NOT NULL,
    figures jsonb,                        -- null until the plan is made
    created_at timestamptz NOT NULL,
    published_at timestamptz,
    next_at timestamptz,
    lease_owner text,
    lease_until timestamptz,
    attempts int NOT NULL DEFAULT 0,
    last_error text,
    dead_at timestamptz
);
CREATE INDEX meeting_plan_event ON meeting_plan (event_id, made_for, created_at DESC);
CREATE INDEX meeting_plan_due ON meeting_plan (next_at) WHERE next_at IS NOT NULL AND dead_at IS NULL;

CREATE TABLE plan_person (
    plan_id text NOT NULL REFERENCES meeting_plan ON DELETE CASCADE,
    person_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    PRIMARY KEY (plan_id, person_id)
);
CREATE INDEX plan_person_person ON plan_person (person_id);

CREATE TABLE planned_meeting (
    plan_id text NOT NULL REFERENCES meeting_plan ON DELETE CASCADE,
    round int NOT NULL,                   -- from 0
    seat int NOT NULL,                    -- the table, from 0
    one_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    other_id text NOT NULL REFERENCES person ON DELETE CASCADE,
    PRIMARY KEY (plan_id, round, seat)
);
CREATE INDEX planned_meeting_one ON planned_meeting (one_id);
CREATE INDEX planned_meeting_other ON planned_meeting (other_id);
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
