"""The one event that markup within an entry tells of.

JSON-LD, microdata, h-event, a lone `dtstart`, or a lone `<time>`.
"""

import re
from dataclasses import replace
from typing import Final

from services.events.ingest.model import RawListing
from services.events.ingest.parse.pages.page import parse_page
from services.events.ingest.parse.wire.dom import attribute
from shared.text.page_tree import page_tree

_MARKED: Final = re.compile(r"ld\+json|schema\.org/|\bh-event\b|\bvevent\b", re.IGNORECASE)


def marked_event(markup: str | None) -> RawListing | None:
    """Return the event; None where there is none, or several of which none is the entry's."""
    if not markup or not _MARKED.search(markup):
        return _lone_start(markup) or _lone_time(markup)
    found = [listing for listing in parse_page(markup).listings if listing.starts]
    return found[0] if len(found) == 1 else None


def with_event(listing: RawListing, event: RawListing) -> RawListing:
    """Complete what the entry says by what its markup says."""
    place = {
        name: getattr(event, name) for name in ("venue", "address", "city", "region", "country", "lat", "lon")
    }
    known = replace(
        listing,
        starts=event.starts,
        ends=event.ends,
        timezone=event.timezone or listing.timezone,
        all_day=event.all_day,
        status=event.status,
    )
    return replace(known, **place) if any(place.values()) else known


def _lone_start(markup: str | None) -> RawListing | None:
    """Read `<abbr class="dtstart" title="…">` of hCalendar, the only one, with its `dtend`."""
    if not markup or "dtstart" not in markup:
        return None
    tree = page_tree(markup)
    starts, ends = (
        {attribute(node, "title", "datetime") for node in tree.css(f".{name}")} - {None}
        for name in ("dtstart", "dtend")
    )
    if len(starts) != 1:
        return None
    return RawListing(starts=starts.pop(), ends=ends.pop() if len(ends) == 1 else None)


def _lone_time(markup: str | None) -> RawListing | None:
    if not markup or "<time" not in markup:
        return None
    times = {attribute(node, "datetime") for node in page_tree(markup).css("time[datetime]")} - {None}
    return RawListing(starts=times.pop()) if len(times) == 1 else None
