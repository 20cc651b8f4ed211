"""A start as a plain reading gives it, and whether a listing of ours says the same."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime

from services.events.ingest.model import Listing
from services.events.ingest.when import When

Start = tuple[str, str]
"""What the event is known by, and its start: a day, a wall time, or an instant that ends in Z; with an end,
where that is told as well, behind a slash."""


def start_of(value: date | datetime) -> str:
    """Write a value of the standard library as a start."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        return value.isoformat()[:16]
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def from_text(text: str) -> str:
    """Write an ISO 8601 text as a start; a midnight of no offset is a day, as publishers mean it."""
    if len(text) <= len("2027-05-19"):
        return date.fromisoformat(text).isoformat()
    moment = datetime.fromisoformat(text)
    placeholder = moment.tzinfo is None and (moment.hour, moment.minute) == (0, 0)
    return start_of(moment.date() if placeholder else moment)


def name_of(title: str) -> str:
    """Reduce a title to its letters and digits, so that entities and spaces do not matter."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]+>|&#?\w+;", "", title)).casefold()[:40]


def unmatched(plain: Iterable[Start], listings: Iterable[Listing], *, by_uid: bool = False) -> list[Start]:
    """Return the plain starts, repetitions left out, for which no listing of that name says the same.

    Each listing is taken once.
    """
    ours: dict[str, list[Listing]] = defaultdict(list)
    for listing in listings:
        ours[listing.uid if by_uid else name_of(listing.title)].append(listing)
    missed = []
    for name, start in dict.fromkeys(plain):
        same = next((each for each in ours[name] if _says(each, start)), None)
        if same is None:
            missed.append((name, start))
        else:
            ours[name].remove(same)
    return missed


def _says(listing: Listing, told: str) -> bool:
    start, _, end = told.partition("/")
    return _is_at(listing.starts, start) and (not end or _is_at(listing.ends or listing.starts, end))


def _is_at(when: When, told: str) -> bool:
    if told.endswith("Z"):
        return when.utc is not None and when.utc.strftime("%Y-%m-%dT%H:%MZ") == told
    return when.local[:16] == told
