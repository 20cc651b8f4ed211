"""One event on its way out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from shared.kernel.countries import country_name

Doc = Mapping[str, Any]
"""An event as the API answers it, decoded."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, which change of it this is (from 1), and when we first knew of it.

    `moved` says where it moved ("online", "to Lyon") out of the place that a search asks for.
    """

    event: Doc
    version: int
    added_at: datetime
    moved: str | None = None


def page_of(public_url: str, event: Doc) -> str:
    """Return the address of our page on an event: one that lasts, whatever its sources do."""
    return f"{public_url}/events/{event['id']}"


def home_of(public_url: str, feed_url: str) -> str:
    """Return the address of our page that shows what a feed tells: its search, in the same words."""
    query = urlsplit(feed_url).query
    return f"{public_url}/" + (f"?{query}" if query else "")


def address_of(place: Doc | None) -> str | None:
    """Return where it is in one line, None where nothing is known."""
    if place is None:
        return None
    parts = [place[field] for field in ("venue", "address", "city") if place[field]]
    parts += [country_name(place["country"])] if place["country"] else []
    return ", ".join(dict.fromkeys(parts)) or None
