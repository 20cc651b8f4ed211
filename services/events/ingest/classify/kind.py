"""What kind of gathering it is: told from its title, what its source calls it, then its length."""

import re
from typing import Final

from services.events.ingest.model import Listing, RawListing
from services.events.ingest.when import sort_utc
from shared.contracts.events import EventKind

_LONG_DAYS: Final = 2
_LONGEST_DAYS: Final = 10
_EDITION: Final = re.compile(r"\S 20\d\d$")
_SHOWS: Final = {
    "musicevent", "exhibitionevent", "visualartsevent", "theaterevent", "festival", "screeningevent",
    "sportsevent", "comedyevent", "danceevent",
}  # fmt: skip


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_BY_TITLE: Final = (
    (
        EventKind.HACKATHON,
        _words(r"hackathons?|hack ?(?:day|night|fest|weekend)s?|game jam|datathon|code ?jam|buildathon"),
    ),
    (EventKind.WEBINAR, _words(r"webinars?|webcast")),
    (
        EventKind.WORKSHOP,
        _words(r"workshops?|hands-?on|tutorials?|masterclass|atelier|clinic|dojo|code ?retreat"),
    ),
    (
        EventKind.COURSE,
        _words(r"(?:short )?courses?|boot ?camps?|training|certification|(?:summer|winter) school"),
    ),
    (
        EventKind.NETWORKING,
        _words(
            r"networking|mixers?|happy hour|meet (?:and|&) greet|speed ?dating|after ?work"
            r"|social (?:hour|drinks|night)|breakfasts?|tweet-?up"
        ),
    ),
    (
        EventKind.CONFERENCE,
        _words(
            r"conf(?:erence)?s?|\w+conf|congress|summit|symposium|convention|\w+con(?=[ ,:]|$)|devfest"
            r"|\w+ ?days?(?= 20\d\d|$)|con 20\d\d|expo|forum|camp|unconference|barcamp|assembly"
        ),
    ),
    (
        EventKind.SEMINAR,
        _words(r"seminars?|lectures?|colloquium|talks? series|panel(?: discussion)?|fireside"),
    ),
    (
        EventKind.MEETUP,
        _words(
            r"meet-?ups?|user group|stammtisch|monthly (?:meeting|gathering)|meeting|social coding|evening"
            r"|study group|lug|pub night|drinks"
        ),
    ),
)
_BY_CATEGORY: Final = {
    "hackathon": EventKind.HACKATHON,
    "educationevent": EventKind.COURSE,
    "courseinstance": EventKind.COURSE,
    "conferenceevent": EventKind.CONFERENCE,
    "workshop": EventKind.WORKSHOP,
    "webinar": EventKind.WEBINAR,
    "meetup": EventKind.MEETUP,
    "conference": EventKind.CONFERENCE,
    "conference announcement": EventKind.CONFERENCE,
    "seminar": EventKind.SEMINAR,
    "networking": EventKind.NETWORKING,
}
_CONFERENCE_FORMATS: Final = frozenset({"confs_tech", "developers_agenda"})
_EVEN_AMONG_CONFERENCES: Final = {EventKind.HACKATHON, EventKind.WEBINAR, EventKind.WORKSHOP}
_MEETUP_LINK: Final = re.compile(r"^https?://(?:www\.)?meetup\.com/", re.IGNORECASE)


def kind_of(raw: RawListing, listing: Listing, source_format: str | None) -> tuple[EventKind, str]:
    """Return the kind and what tells it, first of all the source itself; `OTHER` and "" when nothing does."""
    if stated := next((it for it in raw.facts if it.field == "kind"), None):
        return EventKind(stated.value), stated.said
    conferences = source_format in _CONFERENCE_FORMATS or "conference" in raw.categories
    for kind, pattern in _BY_TITLE:
        # In a list of conferences, "Connect" or "Social Days" is a name; only these words count.
        found = pattern.search(listing.title)
        if found and (not conferences or kind in _EVEN_AMONG_CONFERENCES):
            return kind, f'title: "{found[0]}"'
    for category in raw.categories:
        if named := _BY_CATEGORY.get(category.casefold()):
            return named, f'category: "{category}"'
    if conferences:
        return EventKind.CONFERENCE, "its source lists conferences"
    if _MEETUP_LINK.match(listing.url or ""):
        return EventKind.MEETUP, "its page is at meetup.com"
    sign = _sign_of_a_conference(raw, listing)
    return (EventKind.CONFERENCE, sign) if sign else (EventKind.OTHER, "")


def _sign_of_a_conference(raw: RawListing, listing: Listing) -> str:
    """Tell whether it calls for papers, carries its edition's year, or lasts some days and is no show."""
    if any(category.casefold() in _SHOWS for category in raw.categories):
        return ""
    if raw.cfp_url:
        return "it calls for papers"
    days = _days(listing)
    if _LONG_DAYS <= days <= _LONGEST_DAYS:
        return f"it lasts {days} days"
    return "its title bears a year" if _EDITION.search(listing.title) else ""


def _days(listing: Listing) -> int:
    if listing.ends is None:
        return 1
    return (sort_utc(listing.ends, end=True) - sort_utc(listing.starts)).days
