"""Writing schema.org/Event as JSON-LD, by the rules that search engines publish for it.

Google's: https://developers.google.com/search/docs/appearance/structured-data/event. A date stays a date
where the time is not known; a cancelled event keeps its dates; nothing is claimed that is not known.
"""

from datetime import datetime
from typing import Any

import orjson

from services.events.publish.entry import Doc, page_of
from shared.kernel.zones import zone_info

_TYPES = {
    "conference": "BusinessEvent",
    "meetup": "SocialEvent",
    "networking": "SocialEvent",
    "workshop": "EducationEvent",
    "seminar": "EducationEvent",
    "webinar": "EducationEvent",
    "course": "EducationEvent",
    "hackathon": "Hackathon",
}
_STATUSES = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved_online": "EventMovedOnline",
}
_MODES = {
    "in_person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
_ADDRESS = {
    "address": "streetAddress",
    "city": "addressLocality",
    "region": "addressRegion",
    "country": "addressCountry",
}


def json_ld(event: Doc, public_url: str) -> bytes:
    """Return one event as schema.org/Event, its `@id` the page of it at `public_url`; UTF-8."""
    page = page_of(public_url, event)
    known = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(event["kind"], "Event"),
        "@id": page,
        "name": event["title"],
        "description": event["description"] or event["summary"],
        "startDate": _date(event["starts_at"]),
        "endDate": _date(event["ends_at"]) if event["ends_at"] else None,
        "eventStatus": f"https://schema.org/{_STATUSES.get(event['status'], 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[event['mode']]}" if event["mode"] else None,
        "location": _locations(event, page),
        "organizer": _organiser(event["organiser"]),
        "offers": _offer(event),
        "image": event["image_url"],
        "inLanguage": list(event["languages"]) or None,
        "isAccessibleForFree": event["price"]["is_free"] if event["price"] else None,
        "url": event["url"] or page,
        "sameAs": [source["url"] for source in event["sources"] if source["url"]] or None,
    }
    return orjson.dumps(_told(known))


def _date(moment: Doc) -> str:
    """The local time with its offset, as the rules ask; a date or a time of no zone stays as it is."""
    if moment["utc"] is None or moment["timezone"] is None:
        return str(moment["utc"] or moment["local"])
    return datetime.fromisoformat(moment["utc"]).astimezone(zone_info(moment["timezone"])).isoformat()


def _locations(event: Doc, page: str) -> list[dict[str, Any]] | None:
    found = []
    if event["mode"] in {"online", "hybrid"}:
        found.append({"@type": "VirtualLocation", "url": event["url"] or page})
    if event["place"] and event["mode"] != "online":
        found.append(_place(event["place"]))
    return found or None


def _place(place: Doc) -> dict[str, Any]:
    parts = {to: place[field] for field, to in _ADDRESS.items()}
    lat, lon = place["lat"], place["lon"]
    return _told(
        {
            "@type": "Place",
            "name": place["venue"] or place["city"],
            "address": {"@type": "PostalAddress", **_told(parts)} if any(parts.values()) else None,
            "geo": None
            if lat is None or lon is None
            else {"@type": "GeoCoordinates", "latitude": lat, "longitude": lon},
        }
    )


def _organiser(organiser: Doc | None) -> dict[str, Any] | None:
    if organiser is None:
        return None
    return _told({"@type": "Organization", "name": organiser["name"], "url": organiser["url"]})


def _offer(event: Doc) -> dict[str, Any] | None:
    price = event["price"]
    if price is None:
        return None
    least = 0 if price["is_free"] else price["min"]
    if least is None or (least and price["currency"] is None):
        return None
    return _told({"@type": "Offer", "price": least, "priceCurrency": price["currency"], "url": event["url"]})


def _told(known: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in known.items() if value is not None}
