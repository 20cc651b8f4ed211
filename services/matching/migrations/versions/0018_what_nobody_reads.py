"""Drops what nobody reads: pairs as planned before there were tables, and topics of people of hidden name."""

from shared.db.migrate import run_sql

revision = "0018"
down_revision = "0017"

# People are looked up by topics only where their name is public, for which there is `person_open_topics`.
SQL = """
DROP TABLE planned_meeting;
DROP INDEX person_topics;
"""


def upgrade() -> None:
    """Drop the table and the index."""
    run_sql(SQL)
