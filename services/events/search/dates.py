"""How many dates of each series a search finds: a page shows some of them, this tells of all."""

from collections.abc import Sequence
from typing import Any

from services.events.search.filters.filtered import filtered
from services.events.search.query import Search

MOST_DATES = 1000
"""Of one series that are looked at, the last of them."""


def dates_sql(search: Search, ids: Sequence[str]) -> tuple[str, list[Any]]:
    """Return a statement that gives (series, dates, starts_at) for each series of the events `ids`.

    `dates` are found by the search, on whatever page; `starts_at` is the JSON text of the last one's start. A
    series has few dates, so they are read by its index and only then asked for the words.
    """
    statement = filtered(search._replace(window=None))
    where = "\n  and ".join(statement.where)
    shown, most = statement.bind(list(ids)), statement.bind(MOST_DATES)
    # Every interpolated part is a constant of this package or a placeholder; `event` is told as its partial
    # index has it.
    sql = f"""
        with shown as (
            select distinct doc->'series'->>'id' as series from event
            where id = any({shown}::text[]) and jsonb_typeof(doc->'series') = 'object'
        ),
        held as materialized (
            select series, date.id from shown cross join lateral (
                select id from event
                where merged_into is null and jsonb_typeof(doc->'series') = 'object'
                    and doc->'series'->>'id' = series
                order by starts_utc desc limit {most}
            ) as date
        ),
        told as (
            select series, count(*) as dates, (array_agg(id order by starts_utc desc, id))[1] as last
            from held join {statement.rows} using (id) where {where} group by series
        )
        select series, dates, (doc->'starts_at')::text as starts_at from told join event on event.id = last
    """  # noqa: S608
    return sql, statement.args
