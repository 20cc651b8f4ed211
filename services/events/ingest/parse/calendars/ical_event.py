"""One VEVENT, or one occurrence of it, to a raw listing."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.text import plain
from services.events.ingest.parse.calendars.ical_time import IcalTime, Zones, read_time
from services.events.ingest.parse.wire.contentlines import Component

_PRIVATE: Final = frozenset({"PRIVATE", "CONFIDENTIAL"})
_ONLINE: Final = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
_ADDRESS: Final = re.compile(
    r"https?://(?![^/]*\b(?:zoom|meet\.google|teams\.|webex|jit\.si|jitsi|whereby|gotomeeting|maps\.))"
    r"(?!(?:www\.)?(?:goo\.gl/maps|google\.\w{2,3}/maps))[^\s<>\"]{4,2000}",
    re.IGNORECASE,
)
"""The address of a page; a room for meetings is that of many events, and tells of none."""
_MORE_AT: Final = re.compile(
    r"\b(?:information|info|infos|details|registration|register|rsvp|tickets|anmeldung|event page)"
    r"(?: (?:at|here|see|page|link))?\s*:\s*(https?://[^\s<>\"]{4,2000})",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"^[A-Z][\w'-]*(?: [\w'-]+){0,2}:?\s+(?=https?:)")
"""Few words before an address that stands on a line alone but for them: `Ride description: https://…`."""
_OF_A_GUEST: Final = re.compile(r"[?&](?:pk|tk|key|token|auth|secret|invite|guest)\w{0,10}=", re.IGNORECASE)
_LOOKED_AT: Final = 5000
LATEST: Final = datetime(9000, 1, 1)  # noqa: DTZ001 - a bound on wall times


@dataclass(frozen=True, slots=True)
class CalendarFacts:
    """What the calendar says for all its events.

    `is_group`: its name is the name of who holds them. `kind`: what all of its events are, if known.
    """

    zones: Zones
    zone: str | None = None
    name: str | None = None
    is_group: bool = False
    kind: str | None = None
    days_at_utc_midnight: bool = False
    """Whether midnight in UTC stands for a day: by the clocks of America it would be the day before."""


def raw_event(
    event: Component, facts: CalendarFacts, start: IcalTime, span: timedelta | None, recurrence_id: str | None
) -> RawListing | Rejected:
    """Read the event as starting at `start` and lasting `span`."""
    where, title = event.where, _first_paragraph(event.text("SUMMARY"))
    if facts.days_at_utc_midnight and start.zone == "UTC" and start.wall.time() == time():
        start = IcalTime(start.wall, None, is_day=True)
    if (event.text("CLASS") or "").upper() in _PRIVATE:
        return Rejected("private", where, None)
    if event.name != "VEVENT":
        return Rejected("malformed_item", where, title)
    lat, lon = (None, None) if facts.is_group else _position(event)
    closes = read_time(event.first("X-CFP-END"), facts.zones)
    return RawListing(
        title=title,
        uid=event.text("UID"),
        recurrence_id=recurrence_id,
        description=event.text("DESCRIPTION") or event.text("X-ALT-DESC") or event.text("STYLED-DESCRIPTION"),
        starts=start.to_text(),
        ends=_end(start, span),
        timezone=_zone(start, facts),
        all_day=start.is_day,
        address=_place(event),
        lat=lat,
        lon=lon,
        url=event.text("URL") or _meeting(event) or _page_told(event),
        image_url=_image(event),
        online=True if any(event.first(name) for name in _ONLINE) else None,
        status=event.text("STATUS"),
        calendar_name=facts.name,
        organiser_name=_organiser(event) or (facts.name if facts.is_group else None),
        categories=(*_categories(event), *((facts.kind,) if facts.kind else ())),
        price=event.text("X-COST") or event.text("X-BEDEWORK-COST"),
        cfp_closes=closes.to_text() if closes else None,
        where=where,
    )


def _zone(start: IcalTime, facts: CalendarFacts) -> str | None:
    """Return the zone; a calendar that says UTC does not say where a whole day begins: its place does."""
    if start.zone not in {None, "UTC"}:
        return start.zone
    return None if start.is_day and facts.zone == "UTC" else facts.zone


def _first_paragraph(title: str | None) -> str | None:
    """Return the title as far as its first empty line: some software puts all that it knows below."""
    return title.strip().partition("\n\n")[0] if title else title


def _end(start: IcalTime, span: timedelta | None) -> str | None:
    if span is None or span <= timedelta(0) or start.wall > LATEST or span > timedelta(days=3660):
        return None
    return IcalTime(start.wall + span, start.zone, start.is_day).to_text()


def _place(event: Component) -> str | None:
    """Return the place on one line: LOCATION, else the name of a VLOCATION (RFC 9073)."""
    inner = next(
        (found for each in event.children if each.name == "VLOCATION" and (found := each.text("NAME"))), None
    )
    lines = (event.text("LOCATION") or inner or "").splitlines()
    return ", ".join(line.strip(" ,") for line in lines if line.strip(" ,")) or None


def _meeting(event: Component) -> str | None:
    """Return where to take part online (RFC 7986, CONFERENCE), if that is a page."""
    addresses = (found.value.strip() for found in event.every("CONFERENCE"))
    return next((address for address in addresses if address.startswith(("http://", "https://"))), None)


def _page_told(event: Component) -> str | None:
    """Return the page that the description says to look at, that stands for the place, or on a line alone."""
    description = plain((event.text("DESCRIPTION") or "")[:_LOOKED_AT])
    found = _MORE_AT.search(description)
    lines = (_LABEL.sub("", line.strip()) for line in description.splitlines())
    alone = {line for line in lines if _ADDRESS.fullmatch(line)}
    told = (
        found[1].rstrip(".,;") if found else "",
        (event.text("LOCATION") or "").strip(),
        alone.pop() if len(alone) == 1 else "",
    )
    return next(
        (_without_key(link) for link in told if _ADDRESS.fullmatch(link) and "/join/" not in link), None
    )


def _without_key(link: str) -> str:
    """Return the address without its query where that holds the key of one guest, as Luma's `pk` is."""
    return link.partition("?")[0] if _OF_A_GUEST.search(link) else link


def _position(event: Component) -> tuple[float | None, float | None]:
    """Return latitude and longitude of GEO, of Apple's place, or of a VLOCATION, all WGS 84."""
    inner = (each.text("GEO") for each in event.children if each.name == "VLOCATION")
    apple = event.first("X-APPLE-STRUCTURED-LOCATION")
    for text in (event.text("GEO"), apple.value.lower().removeprefix("geo:") if apple else None, *inner):
        parts = re.split(r"[;,]", text or "")
        try:
            return float(parts[0]), float(parts[1])
        except (ValueError, IndexError):
            continue
    return None, None


def _image(event: Component) -> str | None:
    """Return the first image that is an address (RFC 7986 IMAGE, or an ATTACH that says it is one)."""
    pictures = [
        found for found in event.every("ATTACH") if found.parameters.get("FMTTYPE", "").startswith("image/")
    ]
    named = (*event.every("IMAGE"), *pictures, *event.every("X-WP-IMAGES-URL"))
    addresses = (re.search(r"https?://[^\s;]+", found.text) for found in named)
    return next((address[0] for address in addresses if address), None)


def _organiser(event: Component) -> str | None:
    """Return the organiser's name; an e-mail address is not one and is not kept."""
    found = event.first("ORGANIZER")
    name = found.parameters.get("CN", "").strip() if found else ""
    return name if name and "@" not in name else None


def _categories(event: Component) -> tuple[str, ...]:
    # A comma written bare parts two categories; an escaped one belongs to its category's name.
    parts = (
        part.replace("\\,", ",").strip()
        for found in event.every("CATEGORIES")
        for part in _split(found.value)
    )
    return tuple(dict.fromkeys(part for part in parts if part))[:20]


def _split(value: str) -> list[str]:
    return [part.replace("\0", "\\,") for part in value.replace("\\,", "\0").split(",")]
