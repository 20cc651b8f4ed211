"""Rules by which something is held again: each knows its days, its usual gap, and how to say itself."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

LAST = -1
"""The ordinal of the last weekday of a month."""

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}
_DAYS = 7
_MONTH_DAYS = 30.4
_YEAR_DAYS = 365.25


class Rule(Protocol):
    """A rule of recurrence over local calendar days."""

    @property
    def gap_days(self) -> float:
        """The usual number of days between two editions."""
        ...

    @property
    def least_days(self) -> int:
        """The least number of days between two editions."""
        ...

    @property
    def freedom(self) -> int:
        """How many choices it was fitted by: of two that explain the same, the plainer is believed."""
        ...

    @property
    def slack_days(self) -> int:
        """By how many days an edition may miss its day and still be on it."""
        ...

    @property
    def miss_weight(self) -> float:
        """How much an edition that is lacking speaks against it: little where we may just not know of it."""
        ...

    def days(self, first: date, last: date) -> Iterator[date]:
        """Return its days from `first` to `last`, both included, in order."""
        ...

    def words(self) -> str:
        """Say it."""
        ...


@dataclass(frozen=True, slots=True)
class Weekly:
    """On these weekdays (0 = Monday) of every `every`-th week, counted from the week of `anchor`."""

    weekdays: frozenset[int]
    every: int
    anchor: date
    slack_days: int = 0
    miss_weight: float = 1.0

    @property
    def gap_days(self) -> float:
        """Seven days times weeks, shared by the weekdays."""
        return _DAYS * self.every / len(self.weekdays)

    @property
    def least_days(self) -> int:
        """From one of the weekdays to the next, round the weeks."""
        first, *rest = sorted(self.weekdays)
        ends = [*rest, first + _DAYS * self.every]
        return min(end - start for start, end in zip((first, *rest), ends, strict=True))

    @property
    def freedom(self) -> int:
        """One for each weekday, and one for skipping weeks."""
        return len(self.weekdays) + (self.every > 1)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Walk week by week."""
        monday, step = _monday(self.anchor), timedelta(weeks=self.every)
        monday += step * ((_monday(first) - monday) // step)
        while monday <= last:
            for weekday in sorted(self.weekdays):
                day = monday + timedelta(days=weekday)
                if first <= day <= last:
                    yield day
            monday += step

    def words(self) -> str:
        """Say `every Tuesday` or `every second Monday and Thursday`."""
        if len(self.weekdays) == _DAYS and self.every == 1:
            return "every day"
        names = _listed([_WEEKDAYS[day] for day in sorted(self.weekdays)])
        which = "" if self.every == 1 else f"{_ORDINALS.get(self.every, f'{self.every}th')} "
        return f"every {which}{names}"


@dataclass(frozen=True, slots=True)
class Monthly:
    """On the `ordinal`-th such weekday (or the day of the month, where `weekday` is None) of some months.

    `every` counts months from that of `anchor`; months in `skipped` (1–12) have none.
    """

    ordinal: int
    weekday: int | None
    every: int
    anchor: date
    skipped: frozenset[int] = frozenset()
    slack_days: int = 0
    miss_weight: float = 1.0

    @property
    def gap_days(self) -> float:
        """Days in so many months."""
        return _MONTH_DAYS * self.every

    @property
    def least_days(self) -> int:
        """Four weeks of each month."""
        return 28 * self.every

    @property
    def freedom(self) -> int:
        """Ordinal and weekday, skipping months, and each month left out."""
        return 2 + (self.every > 1) + len(self.skipped)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Walk month by month; a month that has no such day has none."""
        start = _month_number(self.anchor)
        for number in range(_month_number(first), _month_number(last) + 1):
            year, month = divmod(number, 12)
            if (number - start) % self.every or month + 1 in self.skipped:
                continue
            day = self._day(year, month + 1)
            if day is not None and first <= day <= last:
                yield day

    def _day(self, year: int, month: int) -> date | None:
        if self.weekday is not None:
            return weekday_of(year, month, self.ordinal, self.weekday)
        return date(year, month, self.ordinal) if self.ordinal <= monthrange(year, month)[1] else None

    def words(self) -> str:
        """Say `second Tuesday of the month, not in August`."""
        held = f"day {self.ordinal}" if self.weekday is None else _which(self.ordinal, self.weekday)
        often = (
            "of the month"
            if self.every == 1
            else f"of every {_ORDINALS.get(self.every, f'{self.every}th')} month"
        )
        but = (
            f", not in {_listed([_MONTHS[month - 1] for month in sorted(self.skipped)])}"
            if self.skipped
            else ""
        )
        return f"{held} {often}{but}"


@dataclass(frozen=True, slots=True)
class Yearly:
    """Every `every`-th year, on the day that falls on `weekday` and is closest to `day_of_year` (1–366)."""

    day_of_year: int
    weekday: int
    every: int
    anchor: int
    slack_days: int = 14
    miss_weight: float = 0.25

    @property
    def gap_days(self) -> float:
        """Days in so many years."""
        return _YEAR_DAYS * self.every

    @property
    def least_days(self) -> int:
        """A year that begins late and one that begins early."""
        return 350 * self.every

    @property
    def freedom(self) -> int:
        """Season and weekday, and skipping years."""
        return 2 + (self.every > 1)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Walk year by year."""
        for year in range(first.year - 1, last.year + 2):
            if (year - self.anchor) % self.every == 0:
                day = self._day(year)
                if first <= day <= last:
                    yield day

    def _day(self, year: int) -> date:
        middle = date(year, 1, 1) + timedelta(days=self.day_of_year - 1)
        off = (self.weekday - middle.weekday() + 3) % _DAYS - 3
        return middle + timedelta(days=off)

    def words(self) -> str:
        """Say `each year in the third week of October, from a Tuesday`."""
        day = self._day(self.anchor)
        which = (
            "each year" if self.every == 1 else f"every {_ORDINALS.get(self.every, f'{self.every}th')} year"
        )
        week = _ORDINALS[min(5, (day.day - 1) // _DAYS + 1)]
        return f"{which} in the {week} week of {_MONTHS[day.month - 1]}, from a {_WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Roughly:
    """About every `gap` days after the one of `anchor`, on a weekday where there is a usual one."""

    gap: int
    weekday: int | None
    anchor: date
    miss_weight: float = 1.0

    @property
    def slack_days(self) -> int:
        """A quarter of the gap, a week at most."""
        return min(_DAYS, self.gap // 4)

    @property
    def gap_days(self) -> float:
        """The gap itself."""
        return self.gap

    @property
    def least_days(self) -> int:
        """As the gap, less the way to the usual weekday."""
        return max(1, self.gap - _DAYS)

    @property
    def freedom(self) -> int:
        """It says least of all rules, and is believed last."""
        return 6

    def days(self, first: date, last: date) -> Iterator[date]:
        """Step from the anchor in both directions."""
        number = (first - self.anchor).days // self.gap - 1
        while (day := self._day(number)) <= last:
            if day >= first:
                yield day
            number += 1

    def _day(self, number: int) -> date:
        middle = self.anchor + timedelta(days=self.gap * number)
        off = 0 if self.weekday is None else (self.weekday - middle.weekday() + 3) % _DAYS - 3
        return middle + timedelta(days=off)

    def words(self) -> str:
        """Say `about every 10 weeks`."""
        weeks = round(self.gap / _DAYS)
        often = f"{weeks} weeks" if weeks > 1 else f"{self.gap} days"
        return f"about every {often}" + (
            f", on a {_WEEKDAYS[self.weekday]}" if self.weekday is not None else ""
        )


def weekday_of(year: int, month: int, ordinal: int, weekday: int) -> date | None:
    """Return the `ordinal`-th such weekday of a month, or the last; None where there is no fifth."""
    length = monthrange(year, month)[1]
    if ordinal == LAST:
        end = date(year, month, length)
        return end - timedelta(days=(end.weekday() - weekday) % _DAYS)
    day = 1 + (weekday - date(year, month, 1).weekday()) % _DAYS + _DAYS * (ordinal - 1)
    return date(year, month, day) if day <= length else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _which(ordinal: int, weekday: int) -> str:
    return f"{_ORDINALS[ordinal]} {_WEEKDAYS[weekday]}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
