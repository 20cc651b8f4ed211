"""What was shown at which place, what came of it, and the weights learnt from that."""

from shared.db.migrate import run_sql

revision = "0003"
down_revision = "0002"

SQL = """
CREATE TABLE showing (
    suggestion_id text NOT NULL REFERENCES suggestion ON DELETE CASCADE,
    week text NOT NULL,                   -- ISO week; the first list of the week that has the person counts
    shown_at timestamptz NOT NULL,
    place integer NOT NULL,               -- 1 is the top of the list
    arm text NOT NULL,                    -- served, shuffled (random order), held_out (shipped numbers)
    model_version text NOT NULL,
    there real[] NOT NULL,                -- inputs of the logits, the reader's and the other's:
    back real[] NOT NULL,                 -- interest, preference, their_value, my_value, context, quality
    PRIMARY KEY (suggestion_id, week)
);
CREATE INDEX showing_newest ON showing (shown_at);

CREATE TABLE outcome (
    suggestion_id text NOT NULL REFERENCES suggestion ON DELETE CASCADE,
    answer text NOT NULL,                 -- a verdict, or a step: asked, accepted, met
    said_at timestamptz NOT NULL,         -- first said
    PRIMARY KEY (suggestion_id, answer)
);

CREATE TABLE model (
    version text PRIMARY KEY,
    parent text NOT NULL,                 -- version of the shipped numbers that it replaces the weights of
    weights jsonb NOT NULL,
    report jsonb NOT NULL,                -- what it was fitted to, and how it fared against the champion
    fitted_at timestamptz NOT NULL,
    serves_from timestamptz,              -- null: it did not win
    serves_until timestamptz
);

CREATE TABLE learning (
    what text PRIMARY KEY,
    next_at timestamptz NOT NULL,
    lease_owner text,
    lease_until timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    last_error text,
    dead_at timestamptz
);
INSERT INTO learning (what, next_at) VALUES ('weights', now());
CREATE UNIQUE INDEX model_serving ON model ((true)) WHERE serves_from IS NOT NULL AND serves_until IS NULL;
"""


def upgrade() -> None:
    run_sql(SQL)
