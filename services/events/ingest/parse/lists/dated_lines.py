"""Lines of a list without bullets: `2027-05-19: Lathes for all`, `[Ours](https://…) (19 May 2027, Bonn)`."""

import re
from typing import Final

from services.events.ingest.parse.dates.day_range import days_or_none
from services.events.ingest.parse.dates.feed_dates import WEEKDAY
from services.events.ingest.parse.dates.line_days import line_days
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from services.events.ingest.parse.records.event_words import is_of_events
from shared.text import fold

_DATED: Final = re.compile(
    r"\s{0,3}[*_]{0,2}(?=[\dA-Z])(?P<day>[^\n:|–—*_]{6,40}?\d)[*_]{0,2}\s?(?:[:|–—]|-(?=\s))[*_]{0,2}\s*\S"
)
_LINKED: Final = re.compile(
    r"\s{0,3}(?:\*\*)?\[[^\[\]]{2,200}\]\([^()\s]{1,500}\)(?:\*\*)?\s*(?:[(,:|–—-]\s*|(?=\d))(?P<rest>[^\[\]]{6,100})$"
)
_FEWEST: Final = 2
_LONGEST: Final = 400
_LONGEST_NAME: Final = 160
_MOST_WORDS: Final = 20
_SENTENCE: Final = re.compile(r"[.!?] [A-Z]|[^.][.!]$")
_BEFORE: Final = re.compile(r"(?:[,(|–—:]|\s-|\b(?:on|am|le|el|il|den))\s*$")
_WEEKDAY: Final = re.compile(rf"\b{WEEKDAY},?\s*$")
_NAMED: Final = re.compile(r"[^\w(\"'“„«¿¡]*[(\"'“„«¿¡]?[^\W_a-z]")


def dated_lines(lines: list[str], *, day_first: bool | None) -> frozenset[int]:
    """Return which lines, counted from nought, are an event each; one such line alone is prose.

    Not so below a heading that is of events.
    """
    found = frozenset(number for number, line in enumerate(lines) if _is_dated(line, day_first=day_first))
    return found if len(found) >= _FEWEST else frozenset(filter(_below_events(lines).__contains__, found))


def _below_events(lines: list[str]) -> frozenset[int]:
    """Return which lines stand just below a heading that is of events, up to the next heading."""
    is_below, below = False, set[int]()
    for number, line in enumerate(lines):
        is_below = is_of_events(line) if line.startswith("#") else is_below
        if is_below:
            below.add(number)
    return frozenset(below)


def is_dated_at_an_end(words: str, year: int | None) -> bool:
    """Tell whether short words that are no sentence begin or end with a date: `19 May 2027 Ours`.

    The `year` that stands above completes it.
    """
    if not is_short(words) or not any(map(str.isdigit, words)):
        return False
    found = line_days(words, year)
    folded = fold(words)
    if found is None or len(folded) != len(words) or _SENTENCE.search(words):
        return False
    before, after = words[: found.place.start], words[found.place.stop :]
    if are_weekdays(before):
        return _NAMED.match(after) is not None
    return not any(map(str.isalnum, after)) and bool(_BEFORE.search(_WEEKDAY.sub("", fold(before))))


def is_short(words: str) -> bool:
    """Tell what can be a name, a day and a place from a sentence about them."""
    return len(words) <= _LONGEST_NAME and len(words.split()) <= _MOST_WORDS


def _is_dated(line: str, *, day_first: bool | None) -> bool:
    if len(line) > _LONGEST or not any(map(str.isdigit, line)):
        return False
    if linked := _LINKED.match(line):
        return line_days(linked["rest"], day_first=day_first) is not None
    dated = _DATED.match(line)
    return dated is not None and days_or_none(dated["day"]) is not None


def are_weekdays(text: str) -> bool:
    """Tell days of the week and nothing else, or nothing at all."""
    return all(word in WEEKDAYS for word in re.findall(r"[^\W_]+", fold(text)))
