"""Reports of people, events and sources."""

from shared.db.migrate import run_sql

revision = "0010"
down_revision = "0009"

# A new table alone: the release before runs on it unchanged.
SQL = """
create table abuse_report (
    id text primary key,
    reporter_id text not null references account (person_id) on delete cascade,
    subject_id text not null,
    subject_title text not null,
    reason text not null,
    text text not null,
    created_at timestamptz not null,
    outcome text check (outcome in ('upheld', 'dismissed')),
    note text,
    settled_by text,
    settled_at timestamptz
);
create unique index abuse_report_open on abuse_report (reporter_id, subject_id) where settled_at is null;
create index abuse_report_reporter on abuse_report (reporter_id, id desc);
create index abuse_report_waiting on abuse_report (id) where settled_at is null;
create index abuse_report_subject on abuse_report (subject_id);
create index abuse_report_settled on abuse_report (settled_at) where settled_at is not null;
"""


def upgrade() -> None:
    """Create the table."""
    run_sql(SQL)
