"""The words that tell when an event is: months and years, days of the week, parts of the day."""

from collections.abc import Iterator
from datetime import date, time
from functools import lru_cache
from itertools import islice
from typing import Final

_MONTHS: Final = "january february march april may june july august september october november december"
MONTHS: Final = tuple(_MONTHS.split())
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYTIMES: Final = ("morning", "afternoon", "evening")
_MOST_MONTHS: Final = 3
"""Of an event that goes on for longer, the first months count."""
_A_WEEK: Final = 7
"""Days; what goes on for longer is on every day of the week, which tells nothing."""
_BEGINS: Final = (time(5), time(12), time(17))
"""When the parts of a day begin; what starts in the small hours is of none."""


@lru_cache(maxsize=4_000)
def month_words(first: date, last: date) -> str:
    """Return the English names of the months from the first day to the last, with their years."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    named = ((MONTHS[number % 12], str(number // 12)) for number in islice(months, _MOST_MONTHS))
    return " ".join(dict.fromkeys(word for pair in named for word in pair))


def day_words(first: date, last: date, starts: time | None) -> str:
    """Return the English days of the week of what goes on for a week at most.

    Of a single day also which of its month it is (`thursday2`, as in "every second Thursday") and, where
    the wall time is known at which it starts, the part of the day. The dates of a series have equally many
    words, since what has fewer ranks higher.
    """
    return " ".join((*_days(first, last), *_daytime(first, last, starts)))


def _days(first: date, last: date) -> Iterator[str]:
    length = (last - first).days + 1
    if length > _A_WEEK:
        return
    days = [(first.weekday() + after) % _A_WEEK for after in range(length)]
    yield from (WEEKDAYS[day] for day in days)
    if length == 1:
        yield numbered(first.weekday(), (first.day - 1) // _A_WEEK + 1)


def numbered(weekday: int, number: int) -> str:
    """Return the word for such a day of the week (0 is Monday) of a month: `thursday2`."""
    return f"{WEEKDAYS[weekday]}{number}"


def _daytime(first: date, last: date, starts: time | None) -> Iterator[str]:
    if starts is not None and first == last:
        begun = [name for name, begins in zip(DAYTIMES, _BEGINS, strict=True) if starts >= begins]
        yield from begun[-1:]
