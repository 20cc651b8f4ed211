"""Answers kept under an `Idempotency-Key`, for whoever asks the same again."""

from shared.db.migrate import run_sql

revision = "0009"
down_revision = "0008"

# A new table alone: the release before runs on it unchanged.
SQL = """
create table idempotent_request (
    caller bytea not null,
    key_hash bytea not null,
    fingerprint bytea not null,
    run bytea not null,
    running_until timestamptz not null,
    expires_at timestamptz not null,
    done boolean not null default false,
    answer bytea,
    primary key (caller, key_hash)
);
comment on column idempotent_request.answer is 'sealed for its caller; null where it was too long';
create index idempotent_request_expires on idempotent_request (expires_at);
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
