"""Titles in Chinese and Japanese are found by any part of theirs, also those that were written before."""

from shared.db.migrate import run_sql

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

# As `ingest/resolve/searchable.py` does: each two letters that follow one another are a word. What is told of
# an event besides its title follows when it is written next.
_LETTERS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
SQL = f"""
with told as (
    select id, (
        select setweight(to_tsvector('simple', string_agg(distinct substr(run[1], at, 2), ' ')), 'A')
        from regexp_matches(normalize(doc->>'title', NFKC), '[{_LETTERS}]{{2,}}', 'g')
            as runs (run), generate_series(1, length(run[1]) - 1) as at
    ) as pairs
    from event where doc->>'title' ~ '[{_LETTERS}]{{2}}'
)
update event_search set tsv = tsv || pairs, title = title || pairs
from told where told.id = event_search.id and pairs is not null
"""  # noqa: S608 - a constant


def upgrade() -> None:
    """Add the words."""
    run_sql(SQL)
