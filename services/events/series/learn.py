"""From past days to a rule: many are tried, and the one that explains most with least is kept.

A day on a rule is a hit, a day of the rule without an edition a miss, an edition beside the rule a stray.
Late editions count more: a rhythm may have changed. Confidence is the rule of succession over the three.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from services.events.series.rules import LAST, Monthly, Roughly, Rule, Weekly, Yearly, weekday_of

FEWEST = 3
"""Editions from which a rule can be learnt."""
MOST = 40
"""Editions that are looked at, the latest."""
_EARLIEST, _LATEST = date(1900, 1, 1), date(2500, 1, 1)
"""What lies beyond is a slip of the pen."""
HALF_LIFE = 8.0
"""Editions after which one counts half."""
_EACH_CHOICE = 0.015
"""What each choice of a rule takes off its fit."""
_MOST_SKIPPED = 4
_WEEKS = (1, 2, 3, 4, 6, 8)
_MONTHS = (1, 2, 3, 4, 6)
_USUAL = 0.6
"""Share of editions on one weekday that makes it the usual one."""
_SEVERAL = 0.15


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rule with what speaks for it; `hits`, `misses` and `strays` count editions."""

    rule: Rule
    hits: int
    misses: int
    strays: int
    confidence: float

    def following(self, day: date) -> date | None:
        """Return the day of the next edition after one held on `day`, at least half a gap later."""
        start = day + timedelta(days=max(1, self.rule.least_days // 2))
        return next(
            iter(self.rule.days(start, start + timedelta(days=int(self.rule.gap_days * 14) + 40))), None
        )


@dataclass(frozen=True, slots=True)
class _Fit:
    hits: float
    misses: float
    strays: float

    @property
    def share(self) -> float:
        total = self.hits + self.misses + self.strays
        return self.hits / total if total else 0.0


def learn(held: Iterable[date]) -> Cadence | None:
    """Return the rule that the days of past editions follow; None where they are too few."""
    days = sorted(day for day in set(held) if _EARLIEST <= day <= _LATEST)[-MOST:]
    if len(days) < FEWEST:
        return None
    best = max(candidates(days), key=lambda rule: (_worth(rule, days), -rule.freedom), default=None)
    return None if best is None else _cadence(best, days)


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


def _worth(rule: Rule, days: Sequence[date]) -> float:
    return _fit(rule, days).share - _EACH_CHOICE * rule.freedom


def _fit(rule: Rule, days: Sequence[date], half_life: float = HALF_LIFE) -> _Fit:
    """Weigh hits, misses and strays; a hit that is some days off its day counts in part."""
    slack = timedelta(days=rule.slack_days)
    expected = list(rule.days(days[0] - slack, days[-1] + slack))
    taken: set[date] = set()
    hits = strays = 0.0
    for age, day in enumerate(reversed(days)):
        weight = 0.5 ** (age / half_life)
        near = min((it for it in expected if it not in taken), key=lambda it: abs(it - day), default=None)
        off = abs((near - day).days) if near else slack.days + 1
        if near is not None and off <= slack.days:
            taken.add(near)
            share = 1 - off / (slack.days + 1)
            hits += weight * share
            strays += weight * (1 - share)
        else:
            strays += weight
    missed = [day for day in expected if day not in taken and days[0] <= day <= days[-1]]
    misses = rule.miss_weight * sum(0.5 ** (sum(day > it for day in days) / half_life) for it in missed)
    return _Fit(hits, misses, strays)


def _cadence(rule: Rule, days: Sequence[date]) -> Cadence:
    fit, plain = _fit(rule, days), _fit(rule, days, half_life=float("inf"))
    confidence = (fit.hits + 1) / (fit.hits + fit.misses + fit.strays + 2)
    return Cadence(rule, round(plain.hits), round(plain.misses), round(plain.strays), round(confidence, 3))
