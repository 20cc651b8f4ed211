"""From a search to one SQL statement and its arguments; every value is an argument."""

from collections.abc import Callable
from typing import Any

from services.events.search.filters.filtered import filtered, led
from services.events.search.filters.statement import Statement
from services.events.search.nearest import nearest_sql
from services.events.search.query import Search

_SOONER = 1e-12
"""A second of start in units of relevance: among equals, to three places, the sooner comes first."""


def search_sql(search: Search, columns: str, *, unless: Search | None = None) -> tuple[str, list[Any]]:
    """Return a statement that gives (id, key, columns of `event`) in order, one row beyond the limit if any.

    `key` and id are what the next page resumes after: paging stays put while events are inserted. It gives
    nothing where there is anything that `unless` would find, both being of one moment.
    """
    found, way, args = _found(search, unless)
    # Every interpolated part is a constant of this module or a placeholder. The wide rows are read last.
    return (
        f"with found as materialized (\n{found}\n)\n"
        f"select id, key, {columns} from found join event using (id) order by key {way}, id {way}"
    ), args


def coming_sql(search: Search, columns: str, *, unless: Search | None = None) -> tuple[str, list[Any]]:
    """Return the same for what is to come, with columns of `event_ahead`.

    Its rows are found again by where they lie, which costs a search nothing: they have just been read.
    """
    found, way, args = _found(search, unless, "event_ahead.ctid as at, id")
    return (
        f"with found as materialized (\n{found}\n)\n"
        f"select found.id, key, {columns} from found join event_ahead on event_ahead.ctid = found.at "
        f"order by key {way}, found.id {way}"
    ), args


def ids_sql(search: Search, *, unless: Search | None = None) -> tuple[str, list[Any]]:
    """Return a statement that gives (id, key) in order, as `search_sql` does without the documents."""
    found, _, args = _found(search, unless)
    return found, args


def _found(search: Search, unless: Search | None = None, columns: str = "id") -> tuple[str, str, list[Any]]:
    """Return the statement that reads the narrow rows, which way it sorts, and its arguments."""
    if search.near and search.is_nearest:
        found, args = nearest_sql(search, search.near, columns)
        return found, "asc", args
    before = _asked_of(unless, None) if unless else None
    statement = _asked_of(search, before.args if before else None)
    key, kind = _sort_key(search, statement.rank, statement.distance)
    way, beyond = ("desc", "<") if search.sort == "added" else ("asc", ">")
    if before:
        statement.where.append(f"not exists ({_selected('', before)})")
    if search.after is not None:
        last, event_id = search.after
        statement.where.append(
            f"({key}, id) {beyond} ({statement.bind(last)}::{kind}, {statement.bind(event_id)}::text)"
        )
    limit = statement.bind(search.limit + 1)
    selected = _selected(f"{columns}, {key} as key", statement)
    # the same order, but one that an index has: whoever walks it stops when the page is full
    order = "starts_utc" if search.window and search.window.part == "called" else "key"
    return f"{selected}\norder by {order} {way}, id {way} limit {limit}", way, statement.args


def _asked_of(search: Search, args: list[Any] | None) -> Statement:
    is_led = search.is_rare or (search.is_confined and search.q)
    return (led if is_led else filtered)(search, args)


def _selected(columns: str, statement: Statement) -> str:
    """Return the statement that selects columns of the rows that meet the conditions, in no order."""
    where = "\n  and ".join(statement.where)
    if not statement.asked:
        return f"select {columns} from {statement.rows} where {where}"  # noqa: S608 - constants, placeholders
    queries = ", ".join(f"{query} as q{number}" for number, query in enumerate(statement.asked, start=1))
    return (
        f"with asked as materialized (select {queries})\n"  # noqa: S608 - constants, placeholders
        f"select {columns} from asked, {statement.rows} where {where}"
    )


def estimate_sql(search: Search) -> tuple[str, list[Any]]:
    """Return a statement whose plan tells how many events meet all that a search asks for but its words."""
    statement = filtered(search._replace(q=None))
    where = " and ".join(statement.where)
    return f"select 1 from {statement.rows} where {where}", statement.args  # noqa: S608 - constants and placeholders


def _sort_key(search: Search, rank: Callable[[], str] | None, distance: str | None) -> tuple[str, str]:
    """Return an expression that ascends in the wanted order, and its type."""
    if search.sort == "relevance" and rank:
        # in floats alone: numbers of any precision cost as much again as the rank itself
        relevance = f"floor(({rank()}) * 1000 + 0.5) / 1000"
        return f"(date_part('epoch', starts_utc) * {_SOONER} - {relevance})", "float8"
    if search.sort == "distance" and distance:
        return distance, "float8"
    if search.sort == "added":
        return "created_at", "timestamptz"
    if search.sort == "cfp_closes_at":
        return "coalesce(cfp_closes_utc, '9999-01-01+00')", "timestamptz"
    return "starts_utc", "timestamptz"
