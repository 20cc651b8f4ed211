"""The days of a rule (RFC 5545, 3.3.10), walked period by period between two days.

Written on whole days, so that the work is bounded by the length of the window, not by what the rule says:
general expanders search without end for a 30 February.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date

from services.events.ingest.parse.calendars.rule import Rule


def occurrence_days(rule: Rule, start: date, last: date, since: date = date.min) -> Iterator[date]:
    """Yield the days of the rule in order from `start`, which is always the first, through `last`.

    Days before `since` are of no interest: they may be left out where the rule does not count them.
    """
    yield start
    left = (rule.count or 0) - 1
    for period in _periods(rule, start, last, start if rule.count is not None else since):
        for day in _chosen(rule, start, period):
            if not start < day <= last:
                continue
            if rule.count is not None and left <= 0:
                return
            left -= 1
            yield day


def _periods(rule: Rule, start: date, last: date, since: date) -> Iterator[tuple[date, ...]]:
    """Yield the days of every period that the interval hits, from the one that `since` is in or next to."""
    step = {"DAILY": _days, "WEEKLY": _weeks, "MONTHLY": _months, "YEARLY": _years}[rule.frequency]
    return step(rule, start, last, since)


def _hits(first: int, final: int, step: int, since: int) -> range:
    """Count from `first` by `step`, leaving out what lies wholly before `since`."""
    return range(first + max(0, (since - first) // step) * step, final + 1, step)


def _days(rule: Rule, start: date, last: date, since: date) -> Iterator[tuple[date, ...]]:
    for ordinal in _hits(start.toordinal(), last.toordinal(), rule.interval, since.toordinal()):
        yield (date.fromordinal(ordinal),)


def _weeks(rule: Rule, start: date, last: date, since: date) -> Iterator[tuple[date, ...]]:
    monday = start.toordinal() - (start.weekday() - rule.week_start) % 7
    for first in _hits(monday, last.toordinal(), 7 * rule.interval, since.toordinal()):
        yield tuple(date.fromordinal(first + offset) for offset in range(7) if first + offset > 0)


def _months(rule: Rule, start: date, last: date, since: date) -> Iterator[tuple[date, ...]]:
    first, final, seen = (day.year * 12 + day.month - 1 for day in (start, last, since))
    for number in _hits(first, final, rule.interval, seen):
        yield _month(number // 12, number % 12 + 1)


def _years(rule: Rule, start: date, last: date, since: date) -> Iterator[tuple[date, ...]]:
    for year in _hits(start.year, last.year, rule.interval, since.year):
        yield tuple(day for month in range(1, 13) for day in _month(year, month))


def _month(year: int, month: int) -> tuple[date, ...]:
    return tuple(date(year, month, number) for number in range(1, monthrange(year, month)[1] + 1))


def _chosen(rule: Rule, start: date, period: tuple[date, ...]) -> list[date]:
    days = [day for day in period if _fits(rule, start, day)]
    if not rule.by_set_position:
        return days
    places = (place - 1 if place > 0 else len(days) + place for place in rule.by_set_position)
    return sorted({days[place] for place in places if 0 <= place < len(days)})


def _fits(rule: Rule, start: date, day: date) -> bool:
    if rule.by_month and day.month not in rule.by_month:
        return False
    if rule.by_month_day and not _counted(rule.by_month_day, day.day, monthrange(day.year, day.month)[1]):
        return False
    if rule.by_year_day and not _counted(rule.by_year_day, day.timetuple().tm_yday, _year_length(day.year)):
        return False
    if rule.by_day:
        return any(weekday == day.weekday() and _nth(rule, day, nth) for nth, weekday in rule.by_day)
    return bool(rule.by_month_day or rule.by_year_day) or _like_start(rule, start, day)


def _like_start(rule: Rule, start: date, day: date) -> bool:
    """Take from the first event what the rule leaves open."""
    if rule.frequency == "WEEKLY":
        return day.weekday() == start.weekday()
    if rule.frequency == "MONTHLY":
        return day.day == start.day
    if rule.frequency == "YEARLY":
        return day.day == start.day and (bool(rule.by_month) or day.month == start.month)
    return True


def _nth(rule: Rule, day: date, nth: int) -> bool:
    """Tell whether it is the nth such weekday of its month (of its year, when no month is named)."""
    if nth == 0 or rule.frequency in {"DAILY", "WEEKLY"}:
        return True
    yearly = rule.frequency == "YEARLY" and not rule.by_month
    position = day.timetuple().tm_yday if yearly else day.day
    length = _year_length(day.year) if yearly else monthrange(day.year, day.month)[1]
    return nth == (position - 1) // 7 + 1 if nth > 0 else -nth == (length - position) // 7 + 1


def _counted(wanted: Iterable[int], position: int, length: int) -> bool:
    return any(number in (position, position - length - 1) for number in wanted)


def _year_length(year: int) -> int:
    return 366 if monthrange(year, 2)[1] == 29 else 365  # noqa: PLR2004 - days
