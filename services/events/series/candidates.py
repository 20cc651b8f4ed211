"""The rules that some days could follow, to be judged one against another."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from statistics import median

from services.events.series.days import LAST, weekday_of
from services.events.series.often import Monthly, Weekly
from services.events.series.rarely import Roughly, Yearly
from services.events.series.rule import Rule

_WEEKS = (1, 2, 3, 4, 6, 8)
_MONTHS = (1, 2, 3, 4, 6)
_MOST_SKIPPED = 4
_USUAL = 0.6
"""Share of editions on one weekday that makes it the usual one."""
_SEVERAL = 0.15


def candidates(days: Sequence[date]) -> Iterator[Rule]:
    """Yield the rules that these days could follow."""
    gap = median((later - earlier).days for earlier, later in pairwise(days))
    if gap < 100:  # noqa: PLR2004 - days; what is rarer than quarterly knows no weeks
        yield from _weekly(days)
    if 20 < gap < 300:  # noqa: PLR2004 - days, between fortnightly and yearly
        yield from _monthly(days)
    if gap > 150:  # noqa: PLR2004 - days; also what was held twice in one year
        yield from _yearly(days)
    if gap < 270:  # noqa: PLR2004 - days; a longer gap is one of years, some of which we may not know
        yield Roughly(max(1, round(gap)), _usual([day.weekday() for day in days[-12:]]), days[-1])


def _weekly(days: Sequence[date]) -> Iterator[Rule]:
    counts = Counter(day.weekday() for day in days)
    usual = {weekday for weekday, count in counts.items() if count / len(days) >= _SEVERAL}
    sets = {frozenset({counts.most_common(1)[0][0]}), frozenset(usual or counts)}
    for weekdays in sets:
        on_them = [day for day in days if day.weekday() in weekdays]
        for every in _WEEKS:
            weeks = Counter(day.toordinal() // 7 % every for day in on_them)
            phase = weeks.most_common(1)[0][0]
            anchor = next(day for day in reversed(on_them) if day.toordinal() // 7 % every == phase)
            yield Weekly(weekdays, every, anchor)


def _monthly(days: Sequence[date]) -> Iterator[Rule]:
    for every in _MONTHS:
        phase = Counter((day.year * 12 + day.month) % every for day in days).most_common(1)[0][0]
        anchor = next(day for day in reversed(days) if (day.year * 12 + day.month) % every == phase)
        for ordinal, weekday in {place for day in days for place in _places(day)}:
            rule = Monthly(ordinal, weekday, every, anchor)
            yield rule
            if every == 1:
                yield from _with_skips(rule, days)
        number, count = Counter(day.day for day in days).most_common(1)[0]
        if count > 1:
            yield Monthly(number, None, every, anchor)


def _places(day: date) -> Iterator[tuple[int, int]]:
    yield (day.day - 1) // 7 + 1, day.weekday()
    if day == weekday_of(day.year, day.month, LAST, day.weekday()):
        yield LAST, day.weekday()


def _with_skips(rule: Monthly, days: Sequence[date]) -> Iterator[Rule]:
    """Leave out months that had no edition at two chances or more."""
    held = set(days)
    expected = list(rule.days(days[0], days[-1]))
    hits = Counter(day.month for day in expected if day in held)
    other = {day.month for day in days}
    missed = Counter(day.month for day in expected if day not in held)
    skipped = frozenset(
        month for month, count in missed.items() if count > 1 and not hits[month] and month not in other
    )
    if 0 < len(skipped) <= _MOST_SKIPPED:
        yield replace(rule, skipped=skipped)


def _yearly(days: Sequence[date]) -> Iterator[Rule]:
    """The place of the last edition in the year tells the next better than the middle of several does."""
    last = days[-1]
    yield Yearly(last.timetuple().tm_yday, last.weekday(), 1, last.year)
    years = [day.year for day in days[-4:]]
    if all(later - earlier == 2 for earlier, later in pairwise(years)):  # noqa: PLR2004
        yield Yearly(last.timetuple().tm_yday, last.weekday(), 2, last.year)


def _usual(weekdays: Sequence[int]) -> int | None:
    weekday, count = Counter(weekdays).most_common(1)[0]
    return weekday if count / len(weekdays) >= _USUAL else None
