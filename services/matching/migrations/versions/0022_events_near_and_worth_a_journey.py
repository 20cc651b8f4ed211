"""Events to come are found by where they are, by what they are about, and where they are worth a journey."""

from shared.db.migrate import run_sql

revision = "0022"
down_revision = "0021"

# `store/coming.py` asks in these words.
SQL = """
CREATE INDEX catalogue_event_there ON catalogue_event ((floor(lat)::int * 360 + floor(lon)::int), ends_utc)
WHERE merged_into IS NULL;
CREATE INDEX catalogue_event_afar ON catalogue_event (ends_utc)
WHERE merged_into IS NULL
      AND (mode IN ('online', 'hybrid') OR lat IS NULL OR ends_utc - starts_utc >= interval '8 hours');
CREATE INDEX catalogue_event_topics ON catalogue_event USING gin (topics) WHERE merged_into IS NULL;
"""


def upgrade() -> None:
    """Write three indexes."""
    run_sql(SQL)
