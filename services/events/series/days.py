"""Days of weeks and months, and their names."""

from calendar import monthrange
from datetime import date, timedelta

LAST = -1
"""The ordinal of the last weekday of a month."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}
WEEK_DAYS = 7


def weekday_of(year: int, month: int, ordinal: int, weekday: int) -> date | None:
    """Return the `ordinal`-th such weekday of a month, or the last; None where there is no fifth."""
    length = monthrange(year, month)[1]
    if ordinal == LAST:
        end = date(year, month, length)
        return end - timedelta(days=(end.weekday() - weekday) % WEEK_DAYS)
    day = 1 + (weekday - date(year, month, 1).weekday()) % WEEK_DAYS + WEEK_DAYS * (ordinal - 1)
    return date(year, month, day) if day <= length else None


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def month_number(day: date) -> int:
    """Count months through all years, January of year 0 being 0."""
    return day.year * 12 + day.month - 1


def which_weekday(ordinal: int, weekday: int) -> str:
    """Write `second Tuesday`."""
    return f"{ORDINALS[ordinal]} {WEEKDAYS[weekday]}"


def nth(number: int) -> str:
    """Write `second`, or `8th`."""
    return ORDINALS.get(number, f"{number}th")


def listed(words: list[str]) -> str:
    """Write `one, two and three`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
