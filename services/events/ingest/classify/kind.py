"""What kind of gathering it is: told from its title, what its source calls it, then its length."""

import re
from collections.abc import Container
from datetime import timedelta
from typing import Final

from services.events.ingest.classify.kind_words import BY_WORD, SHOWS
from services.events.ingest.model import Listing, RawListing
from services.events.ingest.when import sort_utc
from shared.contracts.events import EventKind
from shared.text import fold

_LONG_DAYS: Final = 2
_LONGEST_DAYS: Final = 10
_EDITION: Final = re.compile(r"(\S+) 20\d\d$")
_ABOUTS: Final = (
    "in for of to by since until around from its it's de en em im seit bis fur pour para per fino di do anno"
)
_ABOUT: Final = frozenset(_ABOUTS.split())
"""What stands before the year that something is about: `Rethinking organs in 2027`."""
_EVENING: Final = timedelta(hours=4)
"""What lasts less, by the hour, is a talk or an evening, whatever year its title bears."""
_CALENDARS: Final = frozenset({
    "icalendar", "jcal", "xcal", "google_calendar", "microsoft_graph", "tockify",
    "the_events_calendar", "squarespace", "gancio", "microformats",
})  # fmt: skip
"""Formats of calendars, in which trips, sales and days off last some days as well."""
_SHOW_TYPES: Final = {
    "musicevent", "exhibitionevent", "visualartsevent", "theaterevent", "festival", "screeningevent",
    "sportsevent", "comedyevent", "danceevent",
}  # fmt: skip
_BY_CATEGORY: Final = {
    "educationevent": EventKind.COURSE,
    "courseinstance": EventKind.COURSE,
    "conferenceevent": EventKind.CONFERENCE,
    "conference announcement": EventKind.CONFERENCE,
}
_PARTS: Final = re.compile(r"\s*(?:[,&/|;]|\band\b)\s*")
_CONFERENCE_FORMATS: Final = frozenset({"confs_tech", "developers_agenda"})
_EVEN_AMONG_CONFERENCES: Final = {EventKind.HACKATHON, EventKind.WEBINAR, EventKind.WORKSHOP}
_MEETUP_LINK: Final = re.compile(r"^https?://(?:www\.)?meetup\.com/", re.IGNORECASE)


def kind_of(
    raw: RawListing, listing: Listing, source_format: str | None, *, has_topic: bool = False
) -> tuple[EventKind, str]:
    """Return the kind and what tells it, first of all the source itself; `OTHER` and "" when nothing does.

    `has_topic` says that its words name a field: what lasts some days in a calendar is a conference then.
    """
    if stated := next((it for it in raw.facts if it.field == "kind"), None):
        return EventKind(stated.value), stated.said
    title = fold(listing.title)
    if sign := sign_of_a_list(raw, source_format):
        # In a list of conferences, "Connect" or "Social Days" is a name; only these words count.
        return _in_title(title, _EVEN_AMONG_CONFERENCES) or (EventKind.CONFERENCE, sign)
    if found := _in_title(title) or _in_categories(raw.categories):
        return _as_it_lasts(found, listing, title)
    if _MEETUP_LINK.match(listing.url or ""):
        return EventKind.MEETUP, "its page is at meetup.com"
    lasts = has_topic or source_format not in _CALENDARS
    sign = _sign_of_a_conference(raw, listing, title, lasts=lasts)
    return (EventKind.CONFERENCE, sign) if sign else (EventKind.OTHER, "")


def sign_of_a_list(raw: RawListing, source_format: str | None) -> str:
    """Say what shows that its source lists conferences; empty where nothing does."""
    if "conference" in raw.categories:
        return 'category: "conference"'
    return "its source lists conferences" if source_format in _CONFERENCE_FORMATS else ""


def _in_title(title: str, kinds: Container[EventKind] = frozenset(EventKind)) -> tuple[EventKind, str] | None:
    for kind, pattern in BY_WORD:
        if kind in kinds and (found := pattern.search(title)):
            return kind, f'title: "{found[0]}"'
    return None


def _in_categories(categories: tuple[str, ...]) -> tuple[EventKind, str] | None:
    """Return the kind that a category is the name of, or a part of one: `Lectures & Seminars`."""
    for category in categories:
        folded = fold(category)
        if named := _BY_CATEGORY.get(folded):
            return named, f'category: "{category}"'
        parts = _PARTS.split(folded)
        if any(part.endswith("events") for part in parts):
            continue  # `Academic Events and Lectures` holds convocations as well
        for part in parts:
            for kind, pattern in BY_WORD:
                if pattern.fullmatch(part):
                    return kind, f'category: "{category}"'
    return None


def _as_it_lasts(found: tuple[EventKind, str], listing: Listing, title: str) -> tuple[EventKind, str]:
    """Return a conference for what is called a meeting and lasts whole days: a society's annual meeting."""
    if found[0] is EventKind.MEETUP and _lasts_days(listing) and not SHOWS.search(title):
        return EventKind.CONFERENCE, _length(listing)
    return found


def _sign_of_a_conference(raw: RawListing, listing: Listing, title: str, *, lasts: bool) -> str:
    """Tell whether it calls for papers, carries its edition's year, or lasts some days and is no show.

    Days count where it `lasts` as conferences do.
    """
    if any(category.casefold() in _SHOW_TYPES for category in raw.categories):
        return ""
    if raw.cfp_url or raw.cfp_closes:
        return "it calls for papers"
    if SHOWS.search(title):
        return ""
    if lasts and _lasts_days(listing):
        return _length(listing)
    edition = _EDITION.search(title)
    is_edition = edition and edition[1] not in _ABOUT and not _is_of_an_evening(listing)
    return "its title bears a year" if is_edition else ""


def _is_of_an_evening(listing: Listing) -> bool:
    if listing.starts.is_day or listing.ends is None or listing.ends.is_day:
        return False
    return sort_utc(listing.ends, end=True) - sort_utc(listing.starts) < _EVENING


def _lasts_days(listing: Listing) -> bool:
    """Tell what lasts some whole days; by the hour it is a sale, a camp or an offer as often."""
    return listing.starts.is_day and _LONG_DAYS <= _days(listing) <= _LONGEST_DAYS


def _length(listing: Listing) -> str:
    return f"it lasts {_days(listing)} days"


def _days(listing: Listing) -> int:
    if listing.ends is None:
        return 1
    return (sort_utc(listing.ends, end=True) - sort_utc(listing.starts)).days
