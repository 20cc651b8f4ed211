"""The year of a day told without one, by another field of the record that names the same day.

`date: 18 janvier à 18h` beside `ts: 20270118T180000`.
"""

import re
from collections.abc import Iterable
from typing import Final

from services.events.ingest.parse.dates.moment_words import days_in_words, moment_of

_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY: Final = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?:[T ].{0,30})?")
_COUNT: Final = re.compile(r"1\d{9}(?:\d{3})?")
_LONGEST: Final = 60
_MOST: Final = 40


def year_elsewhere(words: str | None, others: Iterable[str | None]) -> str | None:
    """Return the year that makes the day of the words that of another field; None for words with a year."""
    if not words or len(words) > _LONGEST or _YEAR.search(words) or not any(map(str.isdigit, words)):
        return None
    for text in [other for other in others if other and len(other) <= _LONGEST][:_MOST]:
        told = _DAY.fullmatch(moment_of(text) or "" if _COUNT.fullmatch(text) else text)
        if told and _day(words, int(told[1])) == "-".join(told.groups()):
            return told[1]
    return None


def _day(words: str, year: int) -> str | None:
    """Return the first day of the words in that year, None for what is none."""
    told = days_in_words(words, year)
    return told[0][: len("2027-05-19")] if told else None
