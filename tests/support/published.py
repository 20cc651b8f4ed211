"""Events on their way out, for tests of what we publish."""

from datetime import UTC, datetime
from typing import Any

from services.events.publish.entry import Entry

BERLIN = {
    "venue": "Hall 1",
    "address": None,
    "city": "Berlin",
    "region": None,
    "country": "DE",
    "lat": 52.5,
    "lon": 13.4,
}
TIMED = {"local": "2027-05-19T09:00", "timezone": "Europe/Berlin", "utc": "2027-05-19T07:00:00Z"}


def event(**facts: Any) -> dict[str, Any]:
    """Return an event as the API answers it."""
    return {
        "id": "evt_1", "title": "Rust", "summary": None, "description": "One\nTwo", "kind": "conference",
        "status": "scheduled", "starts_at": TIMED, "ends_at": None, "mode": "in_person", "place": BERLIN,
        "url": None, "image_url": None, "topics": [], "languages": [], "price": None, "organiser": None,
        "sources": [], "updated_at": "2026-11-23T09:00:00+00:00", **facts,
    }  # fmt: skip


def entry(told: dict[str, Any], version: int = 1) -> Entry:
    """Return it as an entry that was added on 20 November 2026."""
    return Entry(told, version, datetime(2026, 11, 20, 8, tzinfo=UTC))
