"""Outbox, inbox and a table of due jobs."""

from shared.db.migrate import run_sql
from shared.db.schema import INBOX_SQL, OUTBOX_SQL

revision = "0001"
down_revision = None

_JOBS_SQL = """
CREATE EXTENSION IF NOT EXISTS vector;
CREATE TABLE job (
    id text PRIMARY KEY,
    next_at timestamptz, lease_owner text, lease_until timestamptz,
    attempts int NOT NULL DEFAULT 0, lost int NOT NULL DEFAULT 0, last_error text, dead_at timestamptz
);
CREATE TABLE applied (message_id text NOT NULL, value int NOT NULL);
"""


def upgrade() -> None:
    run_sql(OUTBOX_SQL)
    run_sql(INBOX_SQL)
    run_sql(_JOBS_SQL)
