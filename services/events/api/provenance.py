"""From stored rows to the report on where an event comes from."""

from collections.abc import Sequence
from datetime import datetime

from services.events.api.standing import off
from services.events.ingest.resolve.merge import truths_of_one
from services.events.store.ingest.encoding import listing_from_json
from shared.contracts.catalogue.origins import EventSources, FieldTruth, ListingFact, ListingView, Merge
from shared.contracts.events import EventStatus, SourceRef
from shared.db import Record


def event_sources(event: Record, listings: Sequence[Record], now: datetime) -> EventSources:
    """Return every listing behind an event, where each field came from, and why they are one."""
    return EventSources(
        event_id=event["id"],
        listings=tuple(_listing(row) for row in listings),
        fields=_fields(event, listings),
        merged_because=tuple(event["merged_because"]),
        merges=tuple(Merge(**it) for it in event["evidence"]),
        off=off(listings) if event["ends_utc"] > now else None,
    )


def _fields(event: Record, listings: Sequence[Record]) -> tuple[FieldTruth, ...]:
    """Return where each field comes from; what one listing alone tells of has it written nowhere."""
    if not event["provenance"] and len(listings) == 1:
        [only] = listings
        truths = truths_of_one(only["source_id"], listing_from_json(only["doc"]))
        return tuple(FieldTruth(**it._asdict()) for it in truths)
    return tuple(FieldTruth(**truth) for truth in event["provenance"])


def _listing(row: Record) -> ListingView:
    listing = listing_from_json(row["doc"])
    vanished = row["vanished_at"] is not None
    return ListingView(
        source=SourceRef(source_id=row["source_id"], title=row["title"], url=listing.url),
        listing_id=row["id"],
        uid=row["uid"],
        title=listing.title,
        starts_at=listing.starts.to_moment(),
        ends_at=listing.ends.to_moment() if listing.ends else None,
        dates_told=listing.dates_told,
        city=listing.place.city if listing.place else None,
        status=EventStatus.PROBABLY_OFF if vanished else listing.status,
        facts=tuple(
            ListingFact(field=it.field, value=it.value, said=it.said, url=it.url) for it in listing.facts
        ),
        first_seen_at=row["first_seen_at"],
        last_seen_at=row["last_seen_at"],
    )
