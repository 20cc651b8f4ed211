"""A title that also says when, and perhaps where: `Tango for all — Wed Sep 9, 2:00 PM — Town Hall`.

Only a part that names the very day of the start, and nothing besides, is taken off.
"""

import re
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final, NamedTuple

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.text import one_line
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.month_names import MONTHS
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from shared.text import fold

_BETWEEN: Final = re.compile(r"(\s+[—–|@·-]\s+)")
_COMMA: Final = re.compile(r",\s")
_MOST_COMMAS: Final = 3
"""That a day behind a title has: `Lathes for all, Wednesday, May 19, 2027`."""
_BRACKETED: Final = re.compile(r"(.*\S)\s*\(([^()]{3,40})\)\s*")
_WEEKDAY: Final = re.compile(r"(.{2,400}[!?.:)])\s([^\W\d_]{2,10})\.?", re.DOTALL)
_CLOCK: Final = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]\d\d(?![.\d])(?:\s?[ap]\.?m\b\.?|\s?uhr\b)?|\s?[ap]\.?m\b\.?|\s?uhr\b|\s?h\b)"
)
_CLOCKED: Final = re.compile(
    r"\s*(\d{1,2}[/.]\d{1,2}\.?,?\s+\d{1,2}:\d\d\s*(?:[AaPp]\.?[Mm]\.?)?)(?:\s*[:–—-])?\s+(\S.{2,})"
)
"""`11/10 7:00 PM Ours at Home`."""
_IN_DIGITS: Final = re.compile(r"\d[./-]\d")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_FILLING: Final = frozenset({
    "at", "from", "to", "till", "until", "on", "the", "of", "and", "st", "nd", "rd", "th",
    "am", "um", "ab", "von", "bis", "den", "der", "le", "de", "du", "au", "a", "er", "el", "del", "al",
    "las", "il", "dal", "alle", "ore", "op", "om", "van", "tot", "kl", "o",
})  # fmt: skip
_LAST_DAY: Final = 31
_LONGEST: Final = 400
_LONGEST_PLACE: Final = 120


class TitleParts(NamedTuple):
    """A title without its day, and the place behind a day with a time of day."""

    title: str
    place: str | None = None


def without_day_in_title(raw: RawListing) -> RawListing:
    """Return the record with its day taken off its title, and the place behind it where no other is told."""
    found = read_date(raw.starts) if raw.title else None
    parts = parts_of_title(one_line(raw.title), found.wall.date()) if found else None
    if parts is None or parts.title == raw.title:
        return raw
    has_place = any(it is not None for it in (raw.venue, raw.address, raw.city, raw.lat, raw.online))
    return replace(raw, title=parts.title, address=raw.address if has_place else parts.place)


def parts_of_title(title: str, starts: date) -> TitleParts:
    """Part a title at its dashes and bars; it stays whole where no part is just the day of the start.

    What stands behind a day without a time of day may go on with the title, so it stays in it.
    """
    if len(title) > _LONGEST or not any(map(str.isdigit, title)):
        return TitleParts(title)
    pieces = _BETWEEN.split(title)
    if name := _without_day_at_an_end(title, pieces, starts):
        return TitleParts(name)
    days = [at for at in range(2, len(pieces), 2) if _is_day(pieces[at], starts)]
    if not days:
        return TitleParts(_without_day_behind_comma(title, starts))
    first = days[0]
    behind = pieces[first + 2 :]
    while behind and _is_clock(behind[0]):
        behind = behind[2:]
    name = "".join(pieces[: first - 1])
    if not behind:
        return TitleParts(name)
    has_clock = _CLOCK.search(pieces[first].lower()) is not None or len(behind) < len(pieces[first + 2 :])
    rest = "".join(behind)
    if has_clock and pieces[first - 1] not in behind and len(rest) <= _LONGEST_PLACE:
        return TitleParts(name, rest)
    return TitleParts(name + pieces[first + 1] + rest)


def _without_day_at_an_end(title: str, pieces: list[str], starts: date) -> str | None:
    """Return the title without the day before its first dash or colon, or in brackets behind all of it."""
    if len(pieces) > 1 and _is_day(pieces[0], starts):
        return "".join(pieces[2:])
    clocked = _CLOCKED.fullmatch(title) if MINYEAR < starts.year < MAXYEAR else None
    # A start in UTC may be of the day before or after.
    if clocked and any(_is_day(clocked[1], starts + timedelta(days=day)) for day in (-1, 0, 1)):
        return clocked[2]
    before, _, behind = title.partition(": ")
    if behind.strip() and _is_day(before, starts):
        return behind.strip()
    bracketed = _BRACKETED.fullmatch(title) if title.endswith(")") else None
    return bracketed[1] if bracketed and _is_day(bracketed[2], starts) else None


def _without_day_behind_comma(title: str, starts: date) -> str:
    commas = [found.start() for found in _COMMA.finditer(title)][-_MOST_COMMAS:]
    at = next((at for at in commas if at and _is_day(title[at:], starts)), None)
    return title if at is None else _without_weekday(title[:at].rstrip())


def _without_weekday(title: str) -> str:
    """Return the title without the weekday, behind a sign, that stood before its day: `Ours! Sat.`."""
    found = _WEEKDAY.fullmatch(title)
    return found[1] if found and fold(found[2]) in WEEKDAYS else title


def _is_clock(text: str) -> bool:
    low = text.lower()
    return _CLOCK.search(low) is not None and not _WORD.findall(_CLOCK.sub(" ", low))


def _is_day(text: str, day: date) -> bool:
    """Tell whether a text names this day, or some days from it on, with no other word."""
    words = _WORD.findall(fold(_CLOCK.sub(" ", text.lower())))
    numbers = [int(word) for word in words if word.isdigit()]
    names = {word for word in words if not word.isdigit()} - _FILLING
    months = {MONTHS[name] for name in names if name in MONTHS}
    if names - MONTHS.keys() - WEEKDAYS.keys() or day.month not in (months or numbers):
        return False
    if not months:
        if not _IN_DIGITS.search(text):
            return False
        numbers.remove(day.month)
    others = [number for number in numbers if number != day.year]
    return day.day in others and all(day.day <= number <= _LAST_DAY for number in others)
