"""What else could be asked: the values of each filter among the events that a search finds."""

from typing import Any

from services.events.search.filters.filtered import filtered
from services.events.search.query import Search

MOST_COUNTED = 3000
"""Events that are looked at, so that the cost is bounded.

Without words these are the soonest. With words they are any: to tell the soonest of very many takes longer
than to count all.
"""
MOST_VALUES = 40
_ONE_VALUE = {
    "kind": "kind",
    "mode": "mode",
    "country": "country",
    "free": "is_free::text",
    "month": "to_char(month, 'YYYY-MM')",
}
_MANY_VALUES = {"topic": "topics", "language": "languages"}
"""Facets with the expression of their value; of these an event may have several, in an array."""
FACETS = ("topic", "kind", "mode", "country", "language", "free", "month")


def facets_sql(search: Search) -> tuple[str, list[Any]]:
    """Return a statement that gives (facet, value, count), the commonest first within each facet.

    How many events are counted is told as a facet of no name. All facets of which an event has one value are
    counted in one pass and given whole; of the others, which can have thousands, `MOST_VALUES`.
    """
    statement = filtered(search)
    where = "\n  and ".join(statement.where)
    order = "" if search.q else "order by starts_utc"
    counted, most = statement.bind(MOST_COUNTED), statement.bind(MOST_VALUES)
    # Every interpolated part is a constant of this package or a placeholder. By code point hundreds of topics
    # are sorted in a tenth of the time that a language's order takes where a database has one.
    sql = f"""
        with found as materialized (
            select topics, kind, mode, country, languages, is_free,
                date_trunc('month', starts_utc at time zone 'UTC') as month
            from {statement.rows} where {where} {order} limit {counted}
        ),
        told (facet, value, count) as (
            select case {_told_by_one()} end, coalesce({", ".join(_ONE_VALUE.values())}), count(*)
            from found group by grouping sets ((kind), (mode), (country), (is_free), (month))
            {_told_by_many(most)}
            union all
            select '', '', count(*) from found
        )
        select facet, value, count from told where value is not null
        order by facet collate "C", count desc, value collate "C"
    """  # noqa: S608
    return sql, statement.args


def _told_by_many(most: str) -> str:
    return "".join(
        f"""
            union all (
                select '{name}', value, count(*)
                from (select unnest({column}) from found) as each (value)
                where value is not null group by value order by count(*) desc, value collate "C" limit {most}
            )"""  # noqa: S608
        for name, column in _MANY_VALUES.items()
    )


def _told_by_one() -> str:
    """Of a grouping set, the one column that is grouped by is told by its bit."""
    columns = ("kind", "mode", "country", "is_free", "month")
    return " ".join(
        f"when grouping({column}) = 0 then '{name}'" for name, column in zip(_ONE_VALUE, columns, strict=True)
    )
