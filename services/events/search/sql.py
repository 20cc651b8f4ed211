"""From a search to one SQL statement and its arguments; every value is an argument."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from math import cos, radians, sin
from typing import Any, Literal

from services.events.search.query import Near, Search
from services.events.search.text import group_query, operator_query
from services.events.search.understood.days import Days
from services.events.search.window import Window
from services.events.search.wording import Group, Wording, mended
from shared.kernel.geo import EARTH_RADIUS_KM, latitude_band

_SOONER = 1e-12
"""A second of start in units of relevance: among equals, to three places, the sooner comes first."""

_AS_OF = "created_at <= $1"
"""Ranks depend on all that is ranked, so what is added between two pages must not count."""
LEAST_SHARE = 0.45
"""Of what a query tells, where no event has all of it."""

_MOST_AHEAD, _MOST_BEHIND = timedelta(hours=14), timedelta(hours=12)
"""How far the clocks of the world are ahead of UTC, and behind it."""
LONGEST_RUNNING_DAYS = 90
"""What began longer ago is no longer "upcoming", so that the index on starts is not read from its beginning.

Such an event is still found by `overlaps` and by its own address.
"""


@dataclass(slots=True)
class Statement:
    """Conditions and arguments as they grow; `$1` is always the moment of the search.

    `rank` and `distance` give the expressions to sort by where words and a place were asked for; `rank` binds
    arguments of its own when it is called. `rows` is the table that holds all that can be found.
    """

    args: list[Any]
    rows: Literal["event_search", "event_ahead"] = "event_search"
    where: list[str] = field(
        # the moment needs a type also in a statement that says nothing else of it
        default_factory=lambda: ["$1::timestamptz is not null"]
    )
    rank: Callable[[], str] | None = None
    distance: str | None = None

    def bind(self, value: object) -> str:
        """Add an argument and return its placeholder."""
        self.args.append(value)
        return f"${len(self.args)}"


def search_sql(search: Search, columns: str) -> tuple[str, list[Any]]:
    """Return a statement that gives (id, key, columns of `event`) in order, one row beyond the limit if any.

    `key` and id are what the next page resumes after: paging stays put while events are inserted.
    """
    found, way, args = _found(search)
    # Every interpolated part is a constant of this module or a placeholder. The wide rows are read last.
    return (
        f"with found as materialized (\n{found}\n)\n"
        f"select id, key, {columns} from found join event using (id) order by key {way}, id {way}"
    ), args


def ids_sql(search: Search) -> tuple[str, list[Any]]:
    """Return a statement that gives (id, key) in order, as `search_sql` does without the documents."""
    found, _, args = _found(search)
    return found, args


def _found(search: Search) -> tuple[str, str, list[Any]]:
    """Return the statement that reads the narrow rows, which way it sorts, and its arguments."""
    statement = filtered(search)
    key, kind = _sort_key(search, statement.rank, statement.distance)
    way, beyond = ("desc", "<") if search.sort == "added" else ("asc", ">")
    if search.after is not None:
        last, event_id = search.after
        statement.where.append(
            f"({key}, id) {beyond} ({statement.bind(last)}::{kind}, {statement.bind(event_id)}::text)"
        )
    where = "\n  and ".join(statement.where)
    limit = statement.bind(search.limit + 1)
    order = f"order by key {way}, id {way} limit {limit}"
    return (
        f"select id, {key} as key from {statement.rows} where {where}\n{order}",  # noqa: S608 - constants, placeholders
        way,
        statement.args,
    )


def estimate_sql(search: Search) -> tuple[str, list[Any]]:
    """Return a statement whose plan tells how many events meet all that a search asks for but its words."""
    statement = filtered(replace(search, q=None))
    where = " and ".join(statement.where)
    return f"select 1 from {statement.rows} where {where}", statement.args  # noqa: S608 - constants and placeholders


def filtered(search: Search) -> Statement:
    """Return the conditions that a search sets, whatever is then asked of the events that meet them."""
    statement = Statement([search.now])
    _filter_time(search, statement)
    _filter_facts(search, statement)
    statement.rank = _filter_text(search, statement)
    statement.distance = _filter_near(search.near, statement) if search.near else None
    return statement


def around(search: Search, *, unlike: bool) -> Statement:
    """Return the conditions of a search without its words; `unlike` leaves out what has all of them."""
    statement = filtered(replace(search, q=None))
    if unlike and search.wording:
        needed = [it for it in mended(search.wording, search.mends) if not it.is_optional]
        statement.where.append(f"not tsv @@ {_all_of(needed, statement)}")
    statement.where.append(_AS_OF)
    return statement


def _filter_time(search: Search, statement: Statement) -> None:
    if search.starts_after:
        statement.where.append(f"starts_utc >= {statement.bind(search.starts_after)}")
    if search.starts_before:
        statement.where.append(f"starts_utc < {statement.bind(search.starts_before)}")
    if search.overlaps:
        begins, ends = search.overlaps
        statement.where.append(f"ends_utc > {statement.bind(begins)} and starts_utc < {statement.bind(ends)}")
    if search.is_coming:
        statement.rows = "event_ahead"  # which of the parts to read is not for each plan to find out
    if search.days:
        _filter_days(search.days, statement)
        if search.is_coming:
            statement.where.append("ends_utc > $1")
    elif not (search.starts_after or search.starts_before or search.overlaps):
        statement.where.append(f"ends_utc > $1 and starts_utc > $1 - interval '{LONGEST_RUNNING_DAYS} days'")


def _filter_days(days: Days, statement: Statement) -> None:
    """Local days are those of UTC but for their edges, where the event itself is asked for its day."""
    begins = datetime.combine(days.first, time.min, UTC)
    ends = datetime.combine(days.last + timedelta(days=1), time.min, UTC)
    within = (begins - _MOST_AHEAD, ends + _MOST_BEHIND, begins + _MOST_BEHIND, ends - _MOST_AHEAD)
    first, beyond, sure, unsure = map(statement.bind, within)
    local = f"(select left(doc->'starts_at'->>'local', 10) from event where event.id = {statement.rows}.id)"  # noqa: S608
    one, other = (statement.bind(day.isoformat()) for day in (days.first, days.last))
    statement.where += [
        f"starts_utc >= {first} and starts_utc < {beyond}",
        f"((starts_utc >= {sure} and starts_utc < {unsure}) or {local} between {one} and {other})",
    ]


def _filter_facts(search: Search, statement: Statement) -> None:
    add, bind = statement.where.append, statement.bind
    if search.statuses:
        add(f"status = any({bind([it.value for it in search.statuses])}::text[])")
    else:
        add("status <> 'cancelled'")
    if search.topics:
        add(f"topics && {bind(list(search.topics))}::text[]")
    if search.kinds:
        add(f"kind = any({bind([it.value for it in search.kinds])}::text[])")
    equal = {"mode": search.mode and search.mode.value, "country": search.country, "is_free": search.free}
    statement.where += [f"{column} = {bind(value)}" for column, value in equal.items() if value is not None]
    if search.series:
        add(_of("series", bind(search.series)))
    if search.organiser:
        add(_of("organiser", one_organiser(bind(search.organiser))))
    if search.language:
        add(f"{bind(search.language)}::text = any(languages)")
    if search.cfp_open:
        add("cfp_closes_utc > $1")


def _of(name: str, key: str) -> str:
    """Told as the partial index has it, or it is not used."""
    of_it = f"jsonb_typeof(doc->'{name}') = 'object' and doc->'{name}'->>'id' = {key}"
    return f"id in (select id from event where merged_into is null and {of_it})"  # noqa: S608 - constants


def one_organiser(key: str) -> str:
    """Return the ids under which events name the organiser of this id: all that have the same home."""
    homes = f"(select home from organiser where id = {key} union all select {key})"  # noqa: S608 - placeholder
    return f"any(array(select {key} union select id from organiser where home in {homes}))"  # noqa: S608


def _filter_text(search: Search, statement: Statement) -> Callable[[], str] | None:
    if not search.q:
        return None
    if search.wording is None:
        query, args = operator_query(search.q, len(statement.args) + 1)
        statement.args += args
        statement.where.append(f"tsv @@ {query}")
        return lambda: _rank(query)
    groups = mended(search.wording, search.mends)
    if search.shares:
        return _filter_some(groups, search.shares, statement)
    needed = [group for group in groups if not group.is_optional]
    if not needed:  # nothing that could be a word: nothing can be found
        statement.where.append("false")
        return None
    return _filter_all(needed, search, statement)


def _filter_all(needed: Sequence[Group], search: Search, statement: Statement) -> Callable[[], str]:
    """Events with all the words, those that have them as typed, or as was likely meant, before the others."""
    window = search.window
    query = _all_of(needed, statement)
    statement.where.append(_within(query, window, statement) if window else f"tsv @@ {query}")
    if window and window.part == "called":
        return lambda: "0"
    if not any(group.others for group in needed):
        return lambda: _rank(query)
    likeliest = [(slip, meant[:1]) for slip, meant in search.mends]
    typed = mended(tuple(replace(group, others=()) for group in needed), likeliest)
    return lambda: f"({_rank(query)} + {_rank(_all_of(typed, statement))})"


def _within(query: str, window: Window, statement: Statement) -> str:
    """The events of a window that have the words."""
    met = [f"{'title' if window.part == 'called' else 'tsv'} @@ {query}"]
    if window.begins is not None:
        met.append(f"starts_utc >= {statement.bind(window.begins)}")
    if window.ends is not None:
        met.append(f"starts_utc < {statement.bind(window.ends)}")
    found = " and ".join(met)
    if window.part == "called":
        return found
    if window.part == "ranked" and window.begins is None:
        return f"(({found}) or title @@ {query})"
    return f"{found} and not title @@ {query}"


def _filter_some(groups: Wording, shares: Sequence[float], statement: Statement) -> Callable[[], str]:
    """Events with about half of what a query tells, those with the most first."""
    told = [
        (statement.bind(share), _any_of(group, statement))
        for group, share in zip(groups, shares, strict=True)
        if share
    ]
    some = " || ".join(query for _, query in told)
    cover = " + ".join(f"(tsv @@ {query})::int * {share}::float8" for share, query in told)
    statement.where += [f"tsv @@ ({some})", f"({cover}) >= {LEAST_SHARE}", _AS_OF]
    return lambda: f"({cover} + {_rank(f'({some})')} / 10)"


def _all_of(groups: Sequence[Group], statement: Statement) -> str:
    return f"({' && '.join(_any_of(group, statement) for group in groups)})"


def _any_of(group: Group, statement: Statement) -> str:
    query, args = group_query(group, len(statement.args) + 1)
    statement.args += args
    return query


def _rank(query: str) -> str:
    return f"ts_rank(tsv, {query}, 1)"


def _filter_near(near: Near, statement: Statement) -> str:
    """A latitude band for the index, then what grows with the true distance for the few that are left.

    It is twice the haversine, from 0 to 2 at the antipodes; the rest of the formula would change no order.
    """
    south, north = latitude_band(near.centre, near.radius_km)
    statement.where.append(f"lat between {statement.bind(south)} and {statement.bind(north)}")
    lat, lon = statement.bind(near.centre.lat), statement.bind(near.centre.lon)
    cosine = statement.bind(cos(radians(near.centre.lat)))
    away = f"(1 - cos(radians(lat - {lat})) + cos(radians(lat)) * {cosine} * (1 - cos(radians(lon - {lon}))))"
    furthest = 2 * sin(near.radius_km / EARTH_RADIUS_KM / 2) ** 2
    statement.where.append(f"{away} <= {statement.bind(furthest)}")
    return away


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
