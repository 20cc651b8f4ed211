"""What else could be asked: the values of each filter among the events that a search finds."""

from typing import Any

from services.events.search.query import Search
from services.events.search.sql import filtered

MOST_COUNTED = 20_000
"""Events that are looked at, so that the cost is bounded; of more than these the counts are of a part."""
MOST_VALUES = 40
_FACETS = (
    ("topic", "topic", ", unnest(topics) as topic"),
    ("kind", "kind", ""),
    ("mode", "mode", ""),
    ("country", "country", ""),
    ("language", "tag", ", unnest(languages) as tag"),
    ("free", "is_free::text", ""),
    ("month", "to_char(starts_utc at time zone 'UTC', 'YYYY-MM')", ""),
)
"""Name, the expression of its value, and what must be joined for it."""
FACETS = tuple(name for name, _, _ in _FACETS)


def facets_sql(search: Search) -> tuple[str, list[Any]]:
    """Return a statement that gives (facet, value, count), commonest first, `MOST_VALUES` of each."""
    statement = filtered(search)
    where = "\n  and ".join(statement.where)
    counted, most = statement.bind(MOST_COUNTED), statement.bind(MOST_VALUES)
    # Every interpolated part is a constant of this package or a placeholder.
    values = "\nunion all ".join(
        f"select '{name}' as facet, {value} as value from found{unnested}"  # noqa: S608
        for name, value, unnested in _FACETS
    )
    sql = f"""
        with found as materialized (
            select topics, kind, mode, country, languages, is_free, starts_utc from event_search
            where {where} limit {counted}
        ),
        told as ({values}),
        sums as (
            select facet, value, count(*) as count,
                row_number() over (partition by facet order by count(*) desc, value) as place
            from told where value is not null group by facet, value
        )
        select facet, value, count from sums where place <= {most} order by facet, place
    """  # noqa: S608
    return sql, statement.args
