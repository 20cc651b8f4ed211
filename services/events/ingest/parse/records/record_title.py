"""What a record is called in which nothing is a title alone: by its talks, or with its day in its title."""

import re
from datetime import date
from typing import Final

from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.dates.day_range import days_of, days_or_none
from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.flat_record import flat_record
from services.events.ingest.parse.wire.translated import (
    of_languages,
    of_translations,
    with_names_of_one_language,
)
from services.events.ingest.parse.wire.yaml_text import Yaml, mappings

_TALKS: Final = ("talks", "presentations", "lectures", "sessions")
_MOST_NAMED: Final = 3
"""Talks by which a meeting is called; more would be its programme."""
_DATED: Final = re.compile(
    r"\s*(\d[\d./ -]{4,20}\d|[^\W\d_]{3,9}\.? \d{1,2},? \d{4})(?:\s+[-–—|]\s+|\s*:\s+)(\S.{2,300})"
)


_DATED_LAST: Final = re.compile(r"(\S.{2,200}?)\s+[-–—|]\s+(\d{1,4}[./-]\d{1,2}[./-]\d{2,4})\s*")
"""A day in digits at the end; words there may be what the event is about."""


def with_title(row: dict[str, Yaml]) -> dict[str, Yaml]:
    """Return the record with what it is called as its title, and the day that stood before it as its date."""
    row = in_one_language(row)
    keys = field_keys(key for key, value in flat_record(row).items() if value)
    scheduled = row.get("schedule")
    if not {"starts", "dates"} & keys.keys() and isinstance(scheduled, str) and _days(scheduled):
        row, keys = {**row, "date": scheduled}, {**keys, "dates": "date"}
    if "title" not in keys and {"starts", "dates"} & keys.keys():
        return _by_talks(row)
    title = row.get(keys["title"]) if "title" in keys else None
    if isinstance(title, str) and not {"starts", "dates", "start_time"} & keys.keys():
        return _without_day(row, keys["title"], title)
    return row


def in_one_language(row: dict[str, Yaml]) -> dict[str, Yaml]:
    """Return the record with what it tells in several languages told in one."""
    told = row.get("translations")
    inner = of_languages(told if isinstance(told, dict) else row)
    translated = inner if isinstance(inner, dict) else of_translations(mappings(told))
    return with_names_of_one_language({**translated, **row} if translated else row)


def _by_talks(row: dict[str, Yaml]) -> dict[str, Yaml]:
    talks = next((held for name in _TALKS if (held := row.get(name))), None)
    titles = [
        title for talk in mappings(talks) if isinstance(title := talk.get("title"), str) and title.strip()
    ]
    return {**row, "title": " / ".join(titles[:_MOST_NAMED])} if titles else row


def _without_day(row: dict[str, Yaml], key: str, title: str) -> dict[str, Yaml]:
    found, last = _DATED.fullmatch(title), _DATED_LAST.fullmatch(title)
    name, day = (found[2], found[1]) if found else (last[1], last[2]) if last else (title, "")
    return {**row, key: name, "date": day} if day and _is_day(day) else row


def _days(text: str) -> date | None:
    days = days_or_none(text)
    return days[0] if days else None


def _is_day(text: str) -> bool:
    """Tell a day, whose order may yet have to be told by others, from any other number."""
    try:
        days_of(text)
    except DateRefusedError as refused:
        return str(refused) == "ambiguous_date"
    return True
