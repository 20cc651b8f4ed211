"""Accounts, sign-ins, sessions, erasures and the keys the gateway made for itself."""

from shared.db.migrate import run_sql

revision = "0001"
down_revision = None

SQL = """
CREATE TABLE account (
    person_id     text PRIMARY KEY,
    email         text NOT NULL UNIQUE,
    sample_name   text,
    sample_about  text,
    sample_order  bigint GENERATED ALWAYS AS IDENTITY,
    created_at    timestamptz NOT NULL
);
COMMENT ON COLUMN account.sample_name IS 'Name on the sample sign-in page; null for real people';

CREATE TABLE sign_in (
    id             text PRIMARY KEY,
    email          text NOT NULL,
    network        text NOT NULL,
    code_hash      bytea NOT NULL,
    link_hash      bytea NOT NULL UNIQUE,
    wrong_tries    integer NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    used_at        timestamptz,
    superseded_at  timestamptz
);
CREATE INDEX sign_in_email ON sign_in (email, created_at DESC);
CREATE UNIQUE INDEX sign_in_newest ON sign_in (email) WHERE superseded_at IS NULL;
CREATE INDEX sign_in_network ON sign_in (network, created_at);
CREATE INDEX sign_in_created ON sign_in (created_at);

CREATE TABLE session (
    token_hash  bytea PRIMARY KEY,
    person_id   text NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE erasure (
    id            text PRIMARY KEY,
    person_id     text NOT NULL UNIQUE,
    requested_at  timestamptz NOT NULL,
    finished_at   timestamptz,
    next_at       timestamptz,
    lease_owner   text,
    lease_until   timestamptz,
    attempts      integer NOT NULL DEFAULT 0,
    last_error    text,
    dead_at       timestamptz
);
CREATE INDEX erasure_due ON erasure (next_at) WHERE next_at IS NOT NULL AND dead_at IS NULL;

CREATE TABLE own_key (
    name   text PRIMARY KEY,
    value  bytea NOT NULL
);
"""


def upgrade() -> None:
    """Create the tables."""
    run_sql(SQL)
