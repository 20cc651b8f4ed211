"""Which listings are worth comparing: they share a key. Nothing else is ever compared."""

from datetime import date, timedelta

from services.events.ingest.model import Listing
from services.events.ingest.resolve.compare import DAYS_APART
from services.events.ingest.resolve.link import page_key
from services.events.ingest.resolve.place import city_key
from services.events.ingest.resolve.title import dissect

PREFIX = 4
"""So many first letters of a title word make a key: "rails" and "railsconf" meet."""
MAX_WORDS = 12


def own_keys(listing: Listing) -> frozenset[str]:
    """Return the keys under which a listing is found: its day with title words, city and page."""
    return frozenset(f"{listing.starts.day.isoformat()}:{mark}" for mark in _marks(listing))


def lookup_keys(listing: Listing) -> frozenset[str]:
    """Return the keys of all that the listing might equal: those of its day and of the days around."""
    days = [_shift(listing.starts.day, by) for by in range(-DAYS_APART, DAYS_APART + 1)]
    return frozenset(f"{day.isoformat()}:{mark}" for mark in _marks(listing) for day in days)


def _marks(listing: Listing) -> set[str]:
    marks = {word[:PREFIX] for word in dissect(listing.title).core[:MAX_WORDS]}
    if listing.place and listing.place.city:
        marks.add(f"@{city_key(listing.place.city)}")
    page = page_key(listing.url)
    return marks | {page} if page else marks


def _shift(day: date, by: int) -> date:
    try:
        return day + timedelta(days=by)
    except OverflowError:
        return day
