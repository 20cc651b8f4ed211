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


def facets_sql(search: Search) -> tuple[str, list[Any]]:
    """Return a statement that gives how many events are counted, and the values of all of them as bytes."""
    statement = filtered(search)
    where = "\n  and ".join(statement.where)
    order = "" if search.q else "order by starts_utc"
    # Every interpolated part is a constant of this package or a placeholder.
    sql = f"""
        select count(*) as events, coalesce(string_agg(facets, ''), '') as told from (
            select facets from {statement.rows} where {where} {order} limit {statement.bind(MOST_COUNTED)}
        ) as found
    """  # noqa: S608
    return sql, statement.args
