"""An event's date out of a sentence, strictly: a full day, month and year, or nothing.

Months and days without a year, numbers alone and ambiguous `02/03/2027` are not dates here: a guess would
send someone to the wrong day.
"""

import re
from collections.abc import Iterator
from datetime import date, time
from itertools import islice
from typing import Final

from services.events.ingest.parse.dates.clock_words import clock_of, clocks_of
from services.events.ingest.parse.dates.date_words import TO, DateRefusedError
from services.events.ingest.parse.dates.day_range import Days, days_of, eastern_as_iso
from services.events.ingest.parse.dates.month_names import MONTHS
from services.events.ingest.parse.dates.weekday_names import WEEKDAYS
from shared.text import fold

MONTH: Final = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
WEEKDAY: Final = r"(?:" + "|".join(sorted(WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
DAY: Final = r"\d{1,2}(?:st|nd|rd|th|er|\.|º|ª)?(?!\d)"
OF: Final = r"(?:(?:of|de|del|di|den|the|le|el|il)\s+)?"
_AND_SO: Final = rf"{TO}(?:{WEEKDAY},?\s+)?{OF}"
_YEAR: Final = r"(?:19|20)\d\d(?!\d)(?:\s(?:r\b\.?|roku\b|г\b\.?|года\b))?"
_FULL: Final = (
    # May 19 2027; May 19-21, 2027; May 30 - June 2, 2027
    rf"(?:{MONTH},?\s+{OF}{DAY}(?:{_AND_SO}(?:{MONTH}\s+)?{DAY})?,?\s+{OF}{_YEAR}"
    # 19 May 2027; 19-21 May 2027; 30 May - 2 June 2027; 25 a 29 de abril de 2022
    rf"|{DAY}(?:\s*{OF}{MONTH})?{_AND_SO}{DAY}\s*{OF}{MONTH},?\s+{OF}{_YEAR}"
    rf"|{DAY}\s*{OF}{MONTH},?\s+{OF}{_YEAR}"
    # 2027. május 19
    rf"|{_YEAR}\.?\s+{MONTH}\s+{DAY}(?:{TO}{DAY})?(?!{TO}\d|,?\s+{_YEAR}))"
)
_NUMBERS: Final = (
    r"(?:\d{1,2}\.(?:\s?\d{1,2}\.(?:\s?(?:19|20)\d\d)?)?\s*(?:-|–|bis|und)\s*)?\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d"
    r"|(?:19|20)\d\d(?P<mark>[/.])\d{1,2}(?P=mark)\d{1,2}(?!\d)"
    rf"(?:{TO}(?:19|20)\d\d(?P=mark)\d{{1,2}}(?P=mark)\d{{1,2}}(?!\d))?|\d{{1,2}}(?P<line>[/-])\d{{1,2}}(?P=line)(?:19|20)\d\d"
)
_DATES: Final = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<iso>(?:19|20)\d\d-\d{1,2}-\d{1,2})(?!\d)"
    r"(?:(?:t\d\d:\d\d(?::\d\d)?| \d\d:\d\d:\d\d)(?:\.\d{1,6})?(?:z|[+-]\d\d:?\d\d)?(?!\d))?"
    rf"(?:{TO}(?P<iso2>(?:19|20)\d\d-\d{{1,2}}-\d{{1,2}})(?!\d))?"
    rf"|(?P<words>{_FULL}(?:{_AND_SO}{_FULL})?)"
    rf"|(?P<numbers>{_NUMBERS})(?!\.?\d|[/-]\d)"
    ")"
)
_WEEKDAYS: Final = re.compile(rf"\b{WEEKDAY},?")
_BEHIND: Final = re.compile(
    r"[ \t,|@·•]*(?:[-–—][ \t]+)?"
    r"(?:(?:at|a las|alle(?: ore)?|as|um|ab|from|a|om|kl\.?|(?:time|hora|heure|ora|uhrzeit)[ \t]*:)[ \t]*)?"
    r"(\d{1,2}(?:(?:[:.]|h)\d\d)?(?:\s?(?:[ap]\.?\s?m\b\.?|uhr\b|hrs?\b|h\b))?)(?![\d/])"
)
"""The time of day just behind a date: `25 June 2027 at 7:30pm`, `25 de junio de 2027 a las 19:30`."""
_WITHIN: Final = re.compile(r"\d[t ](\d\d:\d\d(?::00)?(?:z|[+-]\d\d:?\d\d)?)\Z")
"""The time of day of a moment, `2027-05-19T18:30`; one told to the second is when something was written."""
_OCLOCK: Final = r"\d{1,2}(?:[:.h]\d\d)?(?:\s?(?:[ap]\.?\s?m\b\.?|uhr\b|h\b))?"
_RANGE: Final = re.compile(
    rf"[ \t,|@·•]*(?:(?:at|from|um|von|de|da)[ \t]+)?({_OCLOCK}\s*(?:-|–|—|to|bis|a)\s*{_OCLOCK})(?![\d/])"
)
_TO: Final = re.compile(TO)
LONGEST_TEXT: Final = 20_000
MOST_DATES: Final = 20
_NOT_THE_EVENT: Final = re.compile(
    r"\b(?:(?:deadline|submi\w+|clos(?:e|es|ing|ed)|early.bird|cfp|papers|posted|published|updated"
    r"|notification|camera.ready|acceptance)\b"
    r"(?:(?!\s[-–—|]\s)[^.\n@;]){0,40}"
    r"|(?:发布|發布|發佈|报名|報名|报导|報導|刊登|更新|公開|掲載|締切|申込|截止|등록|게시|마감)[^\n\d]{0,8}"
    r"|(?:until|till|before|through)(?:\s+[\w,]+){0,3}\s*|by(?:\s+[\w,]+)?\s*)$"
)
"""Words that, just before a date, make it a deadline or a date of writing."""


def days_in_text(text: str) -> Days | None:
    """Return the first and last day of the first full date in the text, None when there is none."""
    found = dated_part(text)
    return found[0] if found else None


def dated_part(text: str, *, day_first: bool | None = None) -> tuple[Days, slice] | None:
    """Return the first full date of the text that is no deadline, and where it stands in the folded text."""
    looked = fold(eastern_as_iso(text[:LONGEST_TEXT]))
    if not re.search(r"(?:19|20)\d\d", looked):
        return None
    for found in islice(_DATES.finditer(looked), MOST_DATES):
        if not is_deadline(looked, found.start()) and (days := _days(found, day_first)):
            return days, slice(found.start(), found.end())
    return None


def clock_behind_date(text: str) -> time | None:
    """Return the time of day that stands just behind the first full date of the text, if that is one day."""
    found = dated_part(text)
    if found is None or found[0][0] != found[0][1]:
        return None
    looked = fold(eastern_as_iso(text[:LONGEST_TEXT]))
    behind = _WITHIN.search(looked[found[1]]) or _BEHIND.match(looked, found[1].stop)
    clock = clock_of(behind[1]) if behind else None
    # Midnight is what software writes where no time was told.
    return None if clock == time() else clock


def end_behind_date(text: str) -> tuple[time, time] | None:
    """Return from when till when by a range behind the one day of a text: `May 19, 2027, 4:00 – 5:00 PM`."""
    found = dated_part(text)
    if found is None or found[0][0] != found[0][1]:
        return None
    behind = _RANGE.match(fold(eastern_as_iso(text[:LONGEST_TEXT])), found[1].stop)
    first, last = clocks_of(behind[1]) if behind else (None, None)
    return (first, last) if first and last and first < last else None


def span_in_text(text: str) -> tuple[tuple[date, time], tuple[date, time]] | None:
    """Return start and end, each a day with its time: `June 4th, 2027 @ 10am to June 6th, 2027 @ 5pm`."""
    found = dated_part(text)
    if found is None or found[0][0] != found[0][1]:
        return None
    looked = fold(eastern_as_iso(text[:LONGEST_TEXT]))
    clock = _BEHIND.match(looked, found[1].stop)
    parted = _TO.match(looked, clock.end()) if clock else None
    last = _DATES.match(looked, parted.end()) if parted else None
    closes = _BEHIND.match(looked, last.end()) if last else None
    if clock is None or last is None or closes is None:
        return None
    days, clocks = _days(last), (clock_of(clock[1]), clock_of(closes[1]))
    if not days or not clocks[0] or not clocks[1] or days[0] <= found[0][0]:
        return None
    return (found[0][0], clocks[0]), (days[0], clocks[1])


def is_deadline(text: str, place: int) -> bool:
    """Tell whether the words just before the place in the folded text make a date there another's."""
    return _NOT_THE_EVENT.search(text[max(0, place - 60) : place]) is not None


def _days(found: re.Match[str], day_first: bool | None = None) -> Days | None:  # noqa: FBT001 - three-valued
    """Read the date as found; days that do not follow one another leave the first of them."""
    for reading in _readings(found):
        try:
            return days_of(reading, day_first=day_first)
        except DateRefusedError:
            continue
    return None


def _readings(found: re.Match[str]) -> Iterator[str]:
    if found["iso"]:
        yield f"{found['iso']} - {found['iso2'] or found['iso']}"
        return
    text = found["words"] or found["numbers"]
    yield text
    yield _WEEKDAYS.sub("", text)
    day, month, year = (re.search(part, text) for part in (r"(?<!\d)\d{1,2}(?!\d)", MONTH, _YEAR))
    if day and month and year and len(re.findall(_YEAR, text)) == 1:
        yield f"{day[0]} {month[0]} {year[0]}"
