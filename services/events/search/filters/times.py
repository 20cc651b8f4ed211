"""Events of a time."""

from datetime import UTC, datetime, time, timedelta

from services.events.search.filters.statement import Statement
from services.events.search.query import Search
from services.events.search.understood.days import Days

_MOST_AHEAD, _MOST_BEHIND = timedelta(hours=14), timedelta(hours=12)
"""How far the clocks of the world are ahead of UTC, and behind it."""
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
