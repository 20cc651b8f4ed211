"""Events of a time."""

from datetime import UTC, date, datetime, time, timedelta

from services.events.search.filters.statement import Statement
from services.events.search.query import Search
from services.events.search.understood.days import MOST_AHEAD, MOST_BEHIND, Days

Elsewhere = tuple[tuple[date, Days], ...]
_LOCAL = "(doc->'starts_at'->>'local')"
_HERE = f"(($1 at time zone 'UTC') + ({_LOCAL}::timestamp - (starts_utc at time zone 'UTC')))::date"
"""The date that it is now where an event is held, by how far its wall time is from UTC."""
LONGEST_RUNNING_DAYS = 90
"""What began longer ago is no longer "upcoming", so that the index on starts is not read from its beginning.

Such an event is still found by `overlaps` and by its own address.
"""


def by_time(search: Search, statement: Statement) -> None:
    """Keep what is of the days or times asked for; of neither, what is still to come or goes on."""
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
        _filter_days(search.days, search.elsewhere, statement)
        if search.is_coming:
            statement.where.append("ends_utc > $1")
    elif not (search.starts_after or search.starts_before or search.overlaps):
        statement.where.append(f"ends_utc > $1 and starts_utc > $1 - interval '{LONGEST_RUNNING_DAYS} days'")


def _filter_days(days: Days, elsewhere: Elsewhere, statement: Statement) -> None:
    """Keep what starts in one of the runs of days."""
    runs = [_of_run(run, elsewhere, statement) for run in days.spans]
    statement.where.append(f"({' or '.join(about for about, _ in runs)})")
    statement.late.append(runs[0][1] if len(runs) == 1 else f"({' or '.join(map(' and '.join, runs))})")
    statement.where += statement.late


def _of_run(days: Days, elsewhere: Elsewhere, statement: Statement) -> tuple[str, str]:
    """Return a condition on what starts about some days, and one that is exact beside it.

    Local days are those of UTC but for their edges, where the event itself is asked for its day.
    """
    told = (days, *(each for _, each in elsewhere))
    begins, ends = ([_midnight(each.first) for each in told], [_midnight(each.last, 1) for each in told])
    within = (
        min(begins) - MOST_AHEAD,
        max(ends) + MOST_BEHIND,
        max(begins) + MOST_BEHIND,
        min(ends) - MOST_AHEAD,
    )
    first, beyond, sure, unsure = map(statement.bind, within)
    one = _as_seen([(day, each.first) for day, each in elsewhere], days.first, statement)
    other = _as_seen([(day, each.last) for day, each in elsewhere], days.last, statement)
    is_one = f"left({_LOCAL}, 10) between {one} and {other}"
    is_local = f"(select {is_one} from event where event.id = {statement.rows}.id)"  # noqa: S608 - placeholders
    about = f"starts_utc >= {first} and starts_utc < {beyond}"
    return about, f"((starts_utc >= {sure} and starts_utc < {unsure}) or {is_local})"


def _as_seen(elsewhere: list[tuple[date, date]], day: date, statement: Statement) -> str:
    """Return the day that is meant where the event is held, by the date that it is there now."""
    seen = [
        f"when {statement.bind(now)}::date then {statement.bind(it.isoformat())}" for now, it in elsewhere
    ]
    meant = f"{statement.bind(day.isoformat())}::text"
    return f"(case {_HERE} {' '.join(seen)} else {meant} end)" if seen else meant


def _midnight(day: date, after: int = 0) -> datetime:
    return datetime.combine(day + timedelta(days=after), time.min, UTC)
