"""Writing JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); an event's dates stand in `_event`."""

from collections.abc import Sequence
from typing import Any

import orjson

from services.events.publish.entry import Entry, address_of, home_of, page_of
from services.events.publish.rss import titled, told

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(entries: Sequence[Entry], *, name: str, public_url: str, feed_url: str) -> bytes:
    """Return a feed of events in the order given; `feed_url` is where it is served."""
    feed = {
        "version": _VERSION,
        "title": name,
        "home_page_url": home_of(public_url, feed_url),
        "feed_url": feed_url,
        "description": f"{name}: the events last added that are still to come.",
        "items": [_item(entry, public_url) for entry in entries],
    }
    return orjson.dumps(feed)


def _item(entry: Entry, public_url: str) -> dict[str, Any]:
    event = entry.event
    text = "\n\n".join(part for part in (told(event), event["description"] or event["summary"]) if part)
    known = {
        "id": event["id"],
        "url": page_of(public_url, event),
        "external_url": event["url"],
        "title": titled(entry),
        "summary": event["summary"],
        "content_text": text,
        "image": event["image_url"],
        "date_published": entry.added_at.isoformat(),
        "date_modified": event["updated_at"],
        "tags": [topic["label"] for topic in event["topics"]],
        "language": event["languages"][0] if event["languages"] else None,
        "_event": _when_and_where(entry, public_url),
    }
    return {field: value for field, value in known.items() if value not in (None, [])}


def _when_and_where(entry: Entry, public_url: str) -> dict[str, Any]:
    """The extension; `about` tells a reader what it is, as the format asks of one."""
    event = entry.event
    ends = event["ends_at"]
    known = {
        "about": f"{public_url}/docs",
        "starts_at": event["starts_at"]["local"],
        "ends_at": ends["local"] if ends else None,
        "timezone": event["starts_at"]["timezone"],
        "location": address_of(event["place"]),
        "kind": event["kind"],
        "mode": event["mode"],
        "status": event["status"],
        "moved": entry.moved,
    }
    return {field: value for field, value in known.items() if value is not None}
