"""Rules of what is held every few weeks or months."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.events.series.days import (
    MONTHS,
    WEEK_DAYS,
    WEEKDAYS,
    listed,
    monday_of,
    month_number,
    nth,
    weekday_of,
    which_weekday,
)

_MONTH_DAYS = 30.4


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
        return WEEK_DAYS * self.every / len(self.weekdays)

    @property
    def least_days(self) -> int:
        """From one of the weekdays to the next, round the weeks."""
        first, *rest = sorted(self.weekdays)
        ends = [*rest, first + WEEK_DAYS * self.every]
        return min(end - start for start, end in zip((first, *rest), ends, strict=True))

    @property
    def freedom(self) -> int:
        """One for each weekday, and one for skipping weeks."""
        return len(self.weekdays) + (self.every > 1)

    def days(self, first: date, last: date) -> Iterator[date]:
        """Walk week by week."""
        monday, step = monday_of(self.anchor), timedelta(weeks=self.every)
        monday += step * ((monday_of(first) - monday) // step)
        while monday <= last:
            for weekday in sorted(self.weekdays):
                day = monday + timedelta(days=weekday)
                if first <= day <= last:
                    yield day
            monday += step

    def words(self) -> str:
        """Say `every Tuesday` or `every second Monday and Thursday`."""
        if len(self.weekdays) == WEEK_DAYS and self.every == 1:
            return "every day"
        names = listed([WEEKDAYS[day] for day in sorted(self.weekdays)])
        which = "" if self.every == 1 else f"{nth(self.every)} "
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
        start = month_number(self.anchor)
        for number in range(month_number(first), month_number(last) + 1):
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
        held = f"day {self.ordinal}" if self.weekday is None else which_weekday(self.ordinal, self.weekday)
        often = "of the month" if self.every == 1 else f"of every {nth(self.every)} month"
        skipped = listed([MONTHS[month - 1] for month in sorted(self.skipped)]) if self.skipped else ""
        return f"{held} {often}" + (f", not in {skipped}" if skipped else "")
