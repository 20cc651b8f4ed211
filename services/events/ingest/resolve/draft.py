"""The event as it is stored, searched and answered, built from what its listings agreed on."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

from services.events.ingest.fact import ACCESSIBILITY, Fact
from services.events.ingest.model import Listing
from services.events.ingest.resolve.editions import series_of
from services.events.ingest.resolve.merge import Derived, merge
from services.events.ingest.resolve.model import Cluster, Evidence, Sighting
from services.events.ingest.resolve.organiser import organiser_key
from services.events.ingest.resolve.texts import LONGEST_TEXT, Label, one_per_source, search_texts
from services.events.ingest.when import sort_utc
from shared.kernel.ids import encode

ASSUMED_LENGTH = timedelta(hours=3)
"""Of an event with a start time and no end, until when it counts as not past."""


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One row of the event table. `texts` are the folded search texts of weight A to D.

    `doc` is the public event without what depends on the moment: `is_past`, `going` and `updated_at`.
    """

    id: str
    doc: dict[str, Any]
    provenance: list[dict[str, Any]]
    """Where each field comes from; empty where one listing alone tells of it: then all comes from that."""
    merged_because: tuple[str, ...]
    evidence: list[dict[str, Any]]
    """The decisions by which its listings were joined."""
    starts_utc: datetime
    ends_utc: datetime
    cfp_closes_utc: datetime | None
    texts: tuple[str, str, str, str]
    withdrawn: bool = False
    """Every publisher that told of it has withdrawn: only the bare facts stay, and it is not found."""


def draft(cluster: Cluster, label: Label) -> EventDraft:
    """Return the event of a cluster; equal clusters give equal drafts."""
    shown = tuple(sighting for sighting in cluster.sightings if not sighting.withdrawn)
    if not shown:
        return replace(_draft(_bare(cluster), label), withdrawn=True)
    whole = len(shown) == len(cluster.sightings)
    return _draft(cluster if whole else replace(cluster, sightings=shown), label)


def _bare(cluster: Cluster) -> Cluster:
    """What is left of an event that nobody wants shown: that it was announced, for those who meant to go."""
    gone = [
        replace(
            it,
            vanished_at=it.vanished_at or it.changed_at,
            listing=replace(it.listing, summary=None, description=None, image_url=None),
        )
        for it in cluster.sightings
    ]
    return replace(cluster, sightings=tuple(gone))


def _draft(cluster: Cluster, label: Label) -> EventDraft:
    derived = merge(cluster.sightings)
    listing = derived.listing
    starts = sort_utc(listing.starts)
    return EventDraft(
        id=cluster.event_id,
        doc=_doc(cluster, derived, label),
        provenance=[truth._asdict() for truth in derived.truths],
        merged_because=cluster.reasons,
        evidence=[_evidence(it) for it in cluster.evidence],
        starts_utc=starts,
        ends_utc=max(starts, _ends(listing)),
        cfp_closes_utc=sort_utc(listing.cfp_closes, end=True) if listing.cfp_closes else None,
        texts=search_texts(derived, label, cluster.sightings),
    )


def _evidence(it: Evidence) -> dict[str, Any]:
    return {
        "listing_ids": [it.one, it.other],
        "probability": it.decision.probability,
        "because": it.decision.reason,
        "by_person": it.decision.by_person,
        "features": dict(it.decision.features),
    }


def _ends(listing: Listing) -> datetime:
    if listing.ends is not None:
        return sort_utc(listing.ends, end=True)
    is_day = listing.starts.is_day
    return sort_utc(listing.starts, end=is_day) + (timedelta() if is_day else ASSUMED_LENGTH)


def _doc(cluster: Cluster, derived: Derived, label: Label) -> dict[str, Any]:
    it = derived.listing
    return {
        "id": cluster.event_id,
        "title": it.title,
        "summary": it.summary,
        "description": _description(it),
        "kind": it.kind.value,
        "status": derived.status.value,
        "starts_at": it.starts.to_doc(),
        "ends_at": it.ends.to_doc() if it.ends else None,
        "mode": it.mode.value if it.mode else None,
        "place": _place(it),
        "url": it.url,
        "image_url": it.image_url,
        "topics": [{"id": key, "label": label(key), "confidence": sure} for key, sure in derived.topics],
        "languages": list(it.languages),
        "price": _price(it),
        "cfp": _cfp(it),
        "organiser": _organiser(it),
        "series": _series(cluster.sightings, it),
        "audience": next((_fact(fact) for fact in derived.facts if fact.field == "audience"), None),
        "accessibility": {fact.field: _fact(fact) for fact in derived.facts if fact.field in ACCESSIBILITY},
        "sources": [_source(sighting) for sighting in one_per_source(cluster.sightings)],
    }


def _fact(fact: Fact) -> dict[str, str | None]:
    return {"value": fact.value, "said": fact.said, "url": fact.url}


def _description(it: Listing) -> str | None:
    """Return the long text; None where it says no more than the summary."""
    if not it.description or (it.summary is not None and _is_one_text(it.description, it.summary)):
        return None
    return it.description[:LONGEST_TEXT]


def _is_one_text(long: str, short: str) -> bool:
    """Tell whether a text is another but for its white space, without looking further than they differ."""
    words = short.split()
    return long.split(maxsplit=len(words)) == words and " ".join(words) == short


def _place(it: Listing) -> dict[str, Any] | None:
    place = it.place
    if place is None:
        return None
    fields = ("venue", "address", "city", "region", "country", "lat", "lon")
    return {field: getattr(place, field) for field in fields}


def _price(it: Listing) -> dict[str, Any] | None:
    price = it.price
    if price is None:
        return None
    return {"is_free": price.is_free, "min": price.min, "max": price.max, "currency": price.currency}


def _cfp(it: Listing) -> dict[str, Any] | None:
    if it.cfp_url is None and it.cfp_closes is None:
        return None
    return {"url": it.cfp_url, "closes_at": it.cfp_closes.to_doc() if it.cfp_closes else None}


def _organiser(it: Listing) -> dict[str, Any] | None:
    if not it.organiser_name:
        return None
    key = _stable_id("org", organiser_key(it))
    return {"id": key, "name": it.organiser_name, "url": it.organiser_url}


def _series(sightings: tuple[Sighting, ...], derived: Listing) -> dict[str, Any] | None:
    """Instances of one UID are a series, and else the editions of one name: events that share its id."""
    recurring = next((it for it in sightings if it.listing.recurrence_id), None)
    if recurring is not None:
        key = f"{recurring.source_id} {recurring.listing.uid}"
        return {"id": _stable_id("ser", key), "name": recurring.listing.title}
    series = series_of(derived)
    return {"id": _stable_id("ser", series.key), "name": series.name} if series else None


def _source(sighting: Sighting) -> dict[str, Any]:
    return {"source_id": sighting.source_id, "title": sighting.source_title, "url": sighting.listing.url}


@lru_cache(maxsize=4_000)
def _stable_id(prefix: str, key: str) -> str:
    return encode(prefix, int.from_bytes(sha256(key.encode()).digest()[:16]))
