"""One record of a table or list of events, its fields known, to a raw listing or a rejection."""

import re
from collections.abc import Mapping
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.date_words import DateRefusedError
from services.events.ingest.parse.day_range import days_of

Fields = Mapping[str, str | None]
"""Field names of `columns` to values as found."""

_TRUE: Final = frozenset({"true", "yes", "1", "y"})
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_LETTER_A: Final = 0x1F1E6
_NOT_EXACT: Final = {"year": "only_year_known", "month": "only_month_known"}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_TIME: Final = re.compile(r"(\d{1,2}):(\d\d)(?::\d\d)?\s*(am|pm)?", re.IGNORECASE)
_ANYWHERE_ON_EARTH: Final = re.compile(r"(?:aoe|anywhere on earth|(?:utc|gmt)-12)", re.IGNORECASE)
_CLOCK_AT_END: Final = re.compile(
    r"(.*?[^\s,])[\s,]+(?:at\s+)?(\d{1,2}:\d\d(?::\d\d)?\s*(?:am|pm)?)", re.IGNORECASE
)
_LONGEST_MOMENT: Final = 100
_NOON: Final = 12


def record(
    fields: Fields, where: str, categories: tuple[str, ...] = (), *, day_first: bool | None = None
) -> RawListing | Rejected:
    """Read one record; what is not known is None, and a date that is none has its reason."""
    title = _title(fields)
    try:
        starts, ends = _when(fields, day_first=day_first)
    except DateRefusedError as refused:
        return Rejected(str(refused), where, title)
    return RawListing(
        title=title,
        other_name=fields.get("full_name"),
        uid=fields.get("uid"),
        summary=fields.get("full_name"),
        description=fields.get("description"),
        starts=starts,
        ends=ends,
        timezone=None if _is_offset(fields.get("timezone")) else fields.get("timezone"),
        venue=_unless_online(fields.get("venue")),
        address=_without_flag(fields.get("address")),
        city=fields.get("city"),
        region=fields.get("region"),
        country=fields.get("country") or _flag_country(fields.get("address")),
        url=fields.get("url"),
        image_url=fields.get("image"),
        online=_online(fields),
        status="cancelled" if (fields.get("cancelled") or "").lower() in _TRUE else fields.get("status"),
        organiser_name=fields.get("organiser"),
        categories=(*categories, *_words(fields.get("topics"))),
        language=fields.get("language"),
        price=fields.get("price"),
        cfp_url=fields.get("cfp_url"),
        cfp_closes=fields.get("cfp_closes") or _deadline(fields),
        where=where,
    )


def _title(fields: Fields) -> str | None:
    """Name the edition where a series is called the same each year: `AAAI` of 2022 is `AAAI 2022`."""
    title, year = fields.get("title"), fields.get("year")
    if title and year and _YEAR.fullmatch(year) and year not in title:
        return f"{title} {year}"
    return title


def _when(fields: Fields, *, day_first: bool | None) -> tuple[str | None, str | None]:
    """Return start and end; the words of a date field serve where the exact fields are missing or wrong."""
    if (fields.get("precision") or "").lower() in _NOT_EXACT:
        raise DateRefusedError(_NOT_EXACT[(fields["precision"] or "").lower()])
    starts = _exact(fields.get("starts"), day_first=day_first)
    ends = _exact_end(fields.get("ends"), day_first=day_first)
    words = fields.get("dates")
    if starts is None or (ends or starts)[:10] < starts[:10]:
        if not words:
            return _timed(starts, fields.get("start_time")), None
        first, last = _in_words(words, fields, day_first=day_first)
        starts = starts or first
        ends = last if last[:10] >= starts[:10] else None
    return _timed(starts, fields.get("start_time")), _timed(ends or starts, fields.get("end_time"))


def _in_words(words: str, fields: Fields, *, day_first: bool | None) -> tuple[str, str]:
    year = fields.get("year") or ""
    try:
        first, last = days_of(words, int(year) if _YEAR.fullmatch(year) else None, day_first=day_first)
    except DateRefusedError:
        if read_date(words) is None:
            raise
        return words, words
    return first.isoformat(), last.isoformat()


def _exact(text: str | None, *, day_first: bool | None) -> str | None:
    """Return a date that the common reader understands, written so that it does; None for no text."""
    value = (text or "").strip()
    if not value or read_date(value) is not None:
        return value or None
    clock = _CLOCK_AT_END.fullmatch(value) if len(value) <= _LONGEST_MOMENT else None
    if clock:
        return _timed(days_of(clock[1], day_first=day_first)[0].isoformat(), clock[2])
    return days_of(value, day_first=day_first)[0].isoformat()


def _exact_end(text: str | None, *, day_first: bool | None) -> str | None:
    try:
        return _exact(text, day_first=day_first)
    except DateRefusedError:
        return None


def _timed(day: str | None, clock: str | None) -> str | None:
    """Set a time of day of its own column to its day."""
    found = _TIME.fullmatch((clock or "").strip())
    if day is None or found is None or len(day) > len("2027-05-19"):
        return day
    hour = int(found[1])
    if hour >= 2 * _NOON:
        return day
    if found[3]:
        hour = hour % _NOON + (_NOON if found[3].lower() == "pm" else 0)
    return f"{day}T{hour:02}:{found[2]}"


def _deadline(fields: Fields) -> str | None:
    """Return when papers are due, with the offset that such lists state as the deadline's own zone."""
    text, zone = fields.get("deadline"), (fields.get("timezone") or "").strip()
    found = read_date(text)
    if found is None or found.is_day or text is None:
        return text
    if _ANYWHERE_ON_EARTH.fullmatch(zone):
        return f"{text.strip()}-12:00"
    offset = re.fullmatch(r"(?:UTC|GMT)([+-])(\d{1,2})", zone)
    return f"{text.strip()}{offset[1]}{int(offset[2]):02}:00" if offset else text


def _is_offset(zone: str | None) -> bool:
    """Tell an offset like `UTC-12` from a zone: such lists mean their deadline by it, not the event."""
    return (
        re.fullmatch(r"\s*(?:aoe|(?:utc|gmt)\s*(?:[+-].*)?|[pmce][sd]t)\s*", zone or "", re.IGNORECASE)
        is not None
    )


def _flag_country(text: str | None) -> str | None:
    """Return the country of a flag emoji, which is its code in letters of its own."""
    flag = _FLAG.search(text or "")
    return "".join(chr(ord("A") + ord(letter) - _LETTER_A) for letter in flag[0]) if flag else None


def _without_flag(text: str | None) -> str | None:
    return (_FLAG.sub("", text).strip() or None) if text else None


def _unless_online(venue: str | None) -> str | None:
    return None if venue and venue.strip().lower() in {"online", "virtual", "remote"} else venue


def _online(fields: Fields) -> bool | None:
    if fields.get("venue") and _unless_online(fields["venue"]) is None:
        return True
    return True if (fields.get("online") or "").lower() in _TRUE else None


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[,;|]", text or "")[:20] if word.strip())
