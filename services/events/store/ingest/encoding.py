"""Listings as JSON documents in the database, and back."""

from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from services.events.ingest.fact import Fact
from services.events.ingest.model import Listing, Place, Price
from services.events.ingest.session import Session
from services.events.ingest.when import When
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import EventKind, EventStatus, Mode

_FIELDS = tuple(field.name for field in fields(Listing))
_values = attrgetter(*_FIELDS)


def listing_to_json(listing: Listing) -> dict[str, Any]:
    """Return a listing as values that the JSON codec can write; whatever is not known is left out."""
    # Only None, "" and () are false; a value compared with them is asked in Python, if it is one of ours.
    return {name: value for name, value in zip(_FIELDS, _values(listing), strict=True) if value}


def listing_from_json(doc: dict[str, Any]) -> Listing:
    """Return the listing that `listing_to_json` wrote."""
    mode = doc.get("mode")
    return Listing(
        **{
            "uid": "",
            "recurrence_id": "",
            "title": "",
            **doc,
            "starts": _told(doc["starts"]),
            "ends": _when(doc.get("ends")),
            "cfp_closes": _when(doc.get("cfp_closes")),
            "kind": EventKind(doc.get("kind", EventKind.OTHER)),
            "status": EventStatus(doc.get("status", EventStatus.SCHEDULED)),
            "mode": Mode(mode) if mode else None,
            "place": Place(**doc["place"]) if doc.get("place") else None,
            "price": Price(**doc["price"]) if doc.get("price") else None,
            "topics": tuple((str(key), float(sure)) for key, sure in doc.get("topics", ())),
            "languages": tuple(doc.get("languages", ())),
            "facts": tuple(Fact(**each) for each in doc.get("facts", ())),
            "dates_told": HowTold(doc.get("dates_told", HowTold.STATED)),
            "sessions": tuple(_session(each) for each in doc.get("sessions", ())),
        }
    )


def _session(value: dict[str, Any]) -> Session:
    return Session(**{**value, "persons": tuple(value.get("persons", ()))})


def _when(value: dict[str, Any] | None) -> When | None:
    return None if value is None else _told(value)


def _told(value: dict[str, Any]) -> When:
    utc = value.get("utc")
    return When(value["local"], value.get("timezone"), datetime.fromisoformat(utc) if utc else None)
