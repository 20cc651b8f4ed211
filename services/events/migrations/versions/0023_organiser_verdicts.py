"""What persons say of two organisers: that they are the same, or that they are not."""

from shared.db.migrate import run_sql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

# A table of its own: the release before runs on it unchanged.
SQL = """
create table organiser_verdict (
    one text not null,
    other text not null,
    same boolean not null,
    said_by text not null,
    at timestamptz not null,
    primary key (one, other),
    check (one < other)
);
create index organiser_verdict_other on organiser_verdict (other);
"""


def upgrade() -> None:
    """Create it."""
    run_sql(SQL)
