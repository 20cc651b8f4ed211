"""The samples as web pages with schema.org JSON-LD: a page for each group of professions."""

import json
from collections import defaultdict
from datetime import datetime, time
from html import escape
from zoneinfo import ZoneInfo

from deploy.samples.table import SampleEvent, slug

_TYPES = {"course": "CourseInstance", "networking": "SocialEvent", "conference": "BusinessEvent"}
_STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed", "moved": "EventMovedOnline"}
_MODES = {"in_person": "Offline", "online": "Online", "hybrid": "Mixed"}


def pages(events: tuple[SampleEvent, ...]) -> dict[str, bytes]:
    """Return the pages; each holds one JSON-LD graph, between the text that people read."""
    groups: dict[str, list[SampleEvent]] = defaultdict(list)
    for event in events:
        if "j" in event.feeds:
            groups[event.group].append(event)
    return {f"pages/{group}.html": _page(group, found).encode() for group, found in groups.items()}


def _page(group: str, events: list[SampleEvent]) -> str:
    graph = {"@context": "https://schema.org", "@graph": [_node(event) for event in events]}
    shown = "".join(f"<li><a href='{event.url}'>{escape(event.title)}</a></li>" for event in events)
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{group.title()} agenda</title>\n"
        f'<script type="application/ld+json">\n{json.dumps(graph, ensure_ascii=False, indent=1)}\n</script>'
        f"</head><body><h1>{group.title()} agenda</h1><ul>{shown}</ul></body></html>\n"
    )


def _node(event: SampleEvent) -> dict[str, object]:
    return {
        "@type": _TYPES.get(event.kind, "Event"),
        "name": _name(event),
        "description": event.summary.replace(" and ", " &amp; "),
        "startDate": _moment(event, event.hour),
        "endDate": _moment(event, event.hour + 3 if event.hour else None, end=True),
        "eventStatus": f"https://schema.org/{_STATUS.get(event.extra, 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[event.mode]}EventAttendanceMode",
        "location": _location(event),
        "organizer": {
            "@type": "Organization",
            "name": event.organiser,
            "url": f"https://{slug(event.organiser)}.example",
        },
        "offers": _offer(event.price),
        "url": event.url,
        "inLanguage": "en",
    }


def _name(event: SampleEvent) -> str:
    return f"{event.title.upper()}  " if len(event.feeds) > 1 and event.first.day % 4 == 0 else event.title


def _moment(event: SampleEvent, hour: int | None, *, end: bool = False) -> str:
    day = event.last if end else event.first
    if hour is None:
        return day.isoformat()
    zone = ZoneInfo(event.city.timezone if event.city else "Europe/London")
    return datetime.combine(day, time(hour), zone).isoformat()


def _location(event: SampleEvent) -> dict[str, object]:
    if not event.city:
        return {"@type": "VirtualLocation", "url": f"{event.url}/live"}
    city = event.city
    address = {
        "addressLocality": city.city,
        "addressRegion": city.region or None,
        "addressCountry": city.country,
    }
    geo = {"@type": "GeoCoordinates", "latitude": city.lat, "longitude": city.lon}
    return {"@type": "Place", "name": city.venue, "address": {"@type": "PostalAddress"} | address, "geo": geo}


def _offer(price: str) -> dict[str, object]:
    if price == "free":
        return {"@type": "Offer", "price": "0", "priceCurrency": "EUR"}
    amount, _, currency = price.partition(" ")
    return {"@type": "Offer", "price": amount, "priceCurrency": currency}
