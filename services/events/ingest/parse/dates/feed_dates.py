"""An event's date out of a sentence, strictly: a full day, month and year, or nothing.

Months and days without a year, numbers alone and ambiguous `02/03/2027` are not dates here: a guess would
send someone to the wrong day.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

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
