"""When an event is, out of the fields of a record: exact dates first, else words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Final

from services.events.ingest.normalise.when import read_date
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.dates.clock_words import clock_of, clocks_of
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of, days_or_none
from services.events.ingest.parse.dates.midnight import days_in_zone, without_local_midnight
from services.events.ingest.parse.dates.moment_words import as_iso, days_in_words, moment_of, span_of, timed
from services.events.ingest.parse.records.month_of_day import with_months

Fields = Mapping[str, str | None]
"""Field names of `columns` to values as found."""

_YES: Final = frozenset({"true", "yes", "1", "y"})
_NO: Final = frozenset({"false", "no", "0", "n"})
_NOT_EXACT: Final = {"year": "only_year_known", "month": "only_month_known"}
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_YEAR_IN_TITLE: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_GOAL: Final = re.compile(
    r"\b(?:vision|agenda|horizons?|horizonte|mission|strategy|goals?|sdgs?|roadmap|towards?|by|since)\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
"""A year that a title speaks of, and that is not its own: `Agenda 2030`."""
_EVENING: Final = 17
_MORNING: Final = 8
_DAY_LENGTH: Final = len("2027-05-19")
_ZONED: Final = re.compile(r"\d(?:Z|[+-]\d\d:?\d\d)\Z")
_IN_DIGITS: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")
_ANY_YEAR: Final = 2028
"""One that has every day."""
_BARE_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?")
_OFFSET: Final = re.compile(r"[+-]\d\d:?\d\d")
_HOURS: Final = re.compile(
    r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:(?P<minutes>min(?:ute)?s?|minuten|minutos|minuti)"
    r"|h|hrs?|hours?|stunden?|heures?|horas?|or[ae]|uur)\.?",
    re.IGNORECASE,
)
_TEN_MINUTES: Final = 600_000
_DAY_OF_MINUTES: Final = 1_440
_FEWEST_MINUTES: Final = 15
_MOST_MINUTES: Final = 720
_LASTS: Final = re.compile(r"(\d{1,2}):([0-5]\d)(?::00)?")
_MOST_DIGITS: Final = 9
"""Of a duration in milliseconds: eleven days."""
_DAYS: Final = re.compile(
    r"0*([1-9]|1\d)\s*(?:-\s*)?(?:days?|tage?|jours?|d[ií]as?|giorn[oi]|dagen|dag|d)", re.IGNORECASE
)


def says_yes(fields: Fields, name: str) -> bool:
    """Tell whether a field that asks for yes or no is answered with yes."""
    return (fields.get(name) or "").lower() in _YES


def says_no(fields: Fields, name: str) -> bool:
    """Tell whether a field that asks for yes or no is answered with no."""
    return (fields.get(name) or "").lower() in _NO


def when_of(fields: Fields, *, day_first: bool | None = None) -> tuple[str | None, str | None]:
    """Return start and end as the common date reader understands them; None for what is not said.

    Raises DateRefusedError: see `day_range.days_of`.
    """
    if (fields.get("precision") or "").lower() in _NOT_EXACT:
        raise DateRefusedError(_NOT_EXACT[(fields["precision"] or "").lower()])
    fields = with_months(fields)
    clocks, words = _clocks(fields), fields.get("dates")
    starts, ends = _start(fields, day_first=day_first), _end(fields, day_first=day_first)
    if starts is None or (ends or starts)[:_DAY_LENGTH] < starts[:_DAY_LENGTH]:
        if not words:
            return timed(starts, clocks[0]), None
        first, last = _in_words(words, fields, day_first=day_first)
        starts, said = starts or first, ends
        # `date` and `end_date`: the later end is that of the whole event; on one day, the one that is said.
        ends = max(said or last, last, key=lambda text: text[:_DAY_LENGTH])
        ends = ends if ends[:_DAY_LENGTH] >= starts[:_DAY_LENGTH] else None
    if says_yes(fields, "all_day"):
        return days_in_zone(starts, ends, zone_name(fields.get("timezone")))
    starts, ends = _days_of_midnights(starts, ends)
    starts = timed(starts, clocks[0])
    if ends in {None, starts, (starts or "")[:_DAY_LENGTH]}:
        ends = _after_days(starts, fields) or _after_hours(starts, fields) or ends
    own = None if ends == (starts or "")[:_DAY_LENGTH] else ends
    ends = _in_zone_of(starts, timed(own or _end_day(starts, clocks), clocks[1]))
    # An end that only repeats the start, or its day, tells nothing of a timed event.
    told = len(starts or "") <= _DAY_LENGTH or ends not in {starts, (starts or "")[:_DAY_LENGTH]}
    return _at_offset(starts, fields), _at_offset(ends, fields) if told else None


def _in_zone_of(starts: str | None, ends: str | None) -> str | None:
    """Return an end that is a clock alone with the offset of the start, `10:00Z` and `12:00`."""
    told = _ZONED.search(starts or "")
    return f"{ends}{told[0][1:]}" if told and ends and _BARE_TIME.fullmatch(ends) else ends


def _at_offset(moment: str | None, fields: Fields) -> str | None:
    """Return a wall time with the offset from UTC that a field of its own tells."""
    offset = (fields.get("offset") or "").strip()
    # A zone knows its summer time, an offset beside it as often is that of its winter.
    has_zone = (zone_name(fields.get("timezone")) or "UTC").partition("/")[0] not in {"UTC", "Etc"}
    is_wall = _OFFSET.fullmatch(offset) and _BARE_TIME.fullmatch(moment or "") and not has_zone
    return f"{moment}{offset}" if is_wall else moment


def _days_of_midnights(starts: str | None, ends: str | None) -> tuple[str | None, str | None]:
    """Return the days where both times are midnight where the event is: software writes days so."""
    first, last = without_local_midnight(starts), without_local_midnight(ends)
    return (first, last) if first != starts and (ends is None or last != ends) else (starts, ends)


def _after_days(starts: str | None, fields: Fields) -> str | None:
    """Return the last day of an event of which only the first is told, and how many days it lasts.

    A bare number counts the days of a conference; of anything else it may be hours.
    """
    duration = (fields.get("duration") or "").strip()
    is_conference = "conference" in (fields.get("topics") or "").lower()
    found = _DAYS.fullmatch(f"{duration} days" if duration.isdigit() and is_conference else duration)
    if found is None or not starts or len(starts) > _DAY_LENGTH:
        return None
    return (date.fromisoformat(starts) + timedelta(days=int(found[1]) - 1)).isoformat()


def _seconds(duration: str) -> float | None:
    """Return how long an event lasts: words, a clock, or a number of minutes, seconds or milliseconds.

    Whole minutes of ten at least are milliseconds, more minutes than a day has are seconds, and fives from a
    quarter of an hour to twelve hours minutes.
    """
    if found := _HOURS.fullmatch(duration):
        return float(found[1].replace(",", ".")) * (60 if found["minutes"] else 3600)
    if clock := _LASTS.fullmatch(duration):
        return int(clock[1]) * 3600 + int(clock[2]) * 60
    number = int(duration) if duration.isdecimal() and len(duration) <= _MOST_DIGITS else 0
    if number >= _TEN_MINUTES and number % 60_000 == 0:
        return number / 1000
    if _FEWEST_MINUTES <= number <= _MOST_MINUTES and number % 5 == 0:
        return number * 60
    return number if _DAY_OF_MINUTES < number < _TEN_MINUTES and number % 300 == 0 else None


def _after_hours(starts: str | None, fields: Fields) -> str | None:
    """Return the end of an event of which the start is told, and how long it lasts."""
    lasts, moment = _seconds((fields.get("duration") or "").strip()), read_date(starts)
    if lasts is None or moment is None or moment.is_day:
        return None
    return as_iso(replace(moment, wall=moment.wall + timedelta(seconds=lasts)))


def _end_day(starts: str | None, clocks: tuple[time | None, time | None]) -> str | None:
    """Return the day of the start as that of the end, where it is all that is known, or a time of day is.

    What begins in the evening and ends by a small hour, `20:00` and `04:00`, ends on the day after.
    """
    first, last = clocks
    if not starts or (len(starts) > _DAY_LENGTH and not last):
        return None
    is_night = first and last and first.hour >= _EVENING and last.hour < _MORNING
    day = read_date(starts[:_DAY_LENGTH])
    return (day.wall.date() + timedelta(days=1)).isoformat() if is_night and day else starts[:_DAY_LENGTH]


def plain_date(text: str | None) -> str | None:
    """Return a date in whatever words as ISO 8601 or as it is; what is none stays as found."""
    try:
        return _exact(text, {}, day_first=None)
    except DateRefusedError:
        return text


def _start(fields: Fields, *, day_first: bool | None) -> str | None:
    """A column called `start` beside one called `date` holds a time of day."""
    text = fields.get("starts") or _if_date(fields.get("start_time"))
    if fields.get("dates") and clock_of(text):
        return None
    return _exact(text, fields, day_first=day_first)


def _end(fields: Fields, *, day_first: bool | None) -> str | None:
    text = fields.get("ends") or _if_date(fields.get("end_time"))
    try:
        return (
            None if clock_of(text) else _exact(text, fields, day_first=day_first) or _last(fields, day_first)
        )
    except DateRefusedError:
        return None


def _last(fields: Fields, day_first: bool | None) -> str | None:  # noqa: FBT001 - three-valued
    """Return the last day or moment where the field of the start holds the whole span: `2027-01-07 to 10`."""
    text = fields.get("starts")
    is_alone = not text or len(text) <= _DAY_LENGTH or text[_DAY_LENGTH] == "T"
    if text is None or is_alone or fields.get("dates") or fields.get("end_time"):
        return None
    if span := span_of(text, year_of(fields), day_first=day_first):
        return span[1]
    first, last = days_of(text, year_of(fields), day_first=day_first)
    return last.isoformat() if first < last else None


def _if_date(text: str | None) -> str | None:
    """Return what is called a time where it is a whole date."""
    return text if read_date(text) or moment_of(text or "") or _is_day(text or "") else None


def _is_day(text: str) -> bool:
    """Tell a date in digits with its year, `19.05.2027`."""
    return _IN_DIGITS.fullmatch(text) is not None and days_or_none(text) is not None


def _clocks(fields: Fields) -> tuple[time | None, time | None]:
    """Return the times of day that stand in fields of their own; one field may hold both."""
    first, last = clocks_of(fields.get("start_time"))
    has_day = bool(fields.get("dates"))
    first = first or (clock_of(fields.get("starts")) if has_day else None)
    if first and _ZONED.search(fields.get("starts") or "") and not _shows(fields.get("starts"), first):
        return None, None  # the clock of the place, of an instant of another zone
    last = clock_of(fields.get("end_time")) or last or clock_of(fields.get("ends"))
    # From midnight to midnight is what software writes where no time was told.
    return (None, None) if first == last == time() else (first, last)


def _shows(instant: str | None, clock: time) -> bool:
    found = read_date(instant)
    return found is not None and found.wall.time() in {clock, time()}


def _in_words(words: str, fields: Fields, *, day_first: bool | None) -> tuple[str, str]:
    """Read a field that holds one date or several; an exact one stays as written."""
    year = year_of(fields)
    if told := days_in_words(words, year, day_first=day_first):
        return told[0], told[1] or told[0]
    if year is None and moment_of(words, _ANY_YEAR, day_first=day_first):
        raise DateRefusedError("no_year")
    first, last = days_of(words, year, day_first=day_first)  # says why it is none
    return first.isoformat(), last.isoformat()


def _exact(text: str | None, fields: Fields, *, day_first: bool | None) -> str | None:
    """Return a date that the common reader understands, written so that it does; None for no text."""
    value = (text or "").strip()
    if not value:
        return None
    year = year_of(fields)
    return (
        moment_of(value, year, day_first=day_first)
        or days_of(value, year, day_first=day_first)[0].isoformat()
    )


def year_of(fields: Fields) -> int | None:
    """Return the year that completes a date: of a field for it, else the one that title or list name."""
    said = fields.get("year") or ""
    if _YEAR.fullmatch(said):
        return int(said)
    told = _year_of_title(fields)
    return int(of_list) if told is None and (of_list := fields.get("year_of_list")) else told


def year_is_of_title(fields: Fields) -> bool:
    """Tell whether the date is only whole with the year that the title or the list names."""
    text = fields.get("starts") or fields.get("dates")
    year = fields.get("year") or ""
    if not text or _YEAR.fullmatch(year) or year_of(fields) is None:
        return False
    try:
        return moment_of(text) is None and days_of(text) is None
    except DateRefusedError as refused:
        return str(refused) == "no_year"


def _year_of_title(fields: Fields) -> int | None:
    title = fields.get("title") or ""
    years = set(_YEAR_IN_TITLE.findall(title))
    return int(years.pop()) if len(years) == 1 and not _GOAL.search(title) else None
