"""Rules of what is held once a year, or in no better rhythm than a usual gap."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from services.events.series.days import MONTHS, ORDINALS, WEEK_DAYS, WEEKDAYS, nth

_YEAR_DAYS = 365.25


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
        off = (self.weekday - middle.weekday() + 3) % WEEK_DAYS - 3
        return middle + timedelta(days=off)

    def words(self) -> str:
        """Say `each year in the third week of October, from a Tuesday`."""
        day = self._day(self.anchor)
        which = "each year" if self.every == 1 else f"every {nth(self.every)} year"
        week = ORDINALS[min(5, (day.day - 1) // WEEK_DAYS + 1)]
        return f"{which} in the {week} week of {MONTHS[day.month - 1]}, from a {WEEKDAYS[self.weekday]}"


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
        return min(WEEK_DAYS, self.gap // 4)

    @property
    def gap_days(self) -> float:
        """In days; it is counted in them."""
        return self.gap

    @property
    def least_days(self) -> int:
        """As the gap, less the way to the usual weekday."""
        return max(1, self.gap - WEEK_DAYS)

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
        off = 0 if self.weekday is None else (self.weekday - middle.weekday() + 3) % WEEK_DAYS - 3
        return middle + timedelta(days=off)

    def words(self) -> str:
        """Say `about every 10 weeks`."""
        weeks = round(self.gap / WEEK_DAYS)
        often = f"{weeks} weeks" if weeks > 1 else f"{self.gap} days"
        day = f", on a {WEEKDAYS[self.weekday]}" if self.weekday is not None else ""
        return f"about every {often}{day}"
