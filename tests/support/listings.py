"""Listings and sightings for tests."""

from datetime import UTC, datetime

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.model import Sighting
from services.events.ingest.when import When

SEEN_AT = datetime(2026, 11, 23, 9, tzinfo=UTC)


def listing(title: str, day: str = "2027-05-19", city: str | None = "Berlin", **facts: object) -> Listing:
    """Make a listing of one day."""
    place = Place(city=city, country="DE") if city else None
    whole = {"uid": title, "recurrence_id": "", "title": title, "starts": When(day), "place": place, **facts}
    return Listing(**whole)  # type: ignore[arg-type]


def sighting(it: Listing, source: str = "src_a", event_id: str | None = None, **facts: object) -> Sighting:
    """Make a sighting; its id names source, uid and instance."""
    whole = {
        "id": f"{source}/{it.uid}/{it.recurrence_id}",
        "source_id": source,
        "source_title": source,
        "trust": 60,
        "listing": it,
        "event_id": event_id,
        "first_seen_at": SEEN_AT,
        "changed_at": SEEN_AT,
        **facts,
    }
    return Sighting(**whole)  # type: ignore[arg-type]
