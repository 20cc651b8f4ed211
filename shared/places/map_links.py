"""The point on the map that a link to one names: Google, OpenStreetMap, Apple, Bing, or `geo:` (RFC 5870)."""

import re
from typing import Final

from shared.places.leaning import Point

_NUMBER: Final = r"(-?\d{1,3}\.\d{2,15})"
_MARKS: Final = ("maps", "osm.org", "openstreetmap", "geo:")
_POINTS: Final = (
    re.compile(rf"geo:{_NUMBER},{_NUMBER}"),
    re.compile(rf"!3d{_NUMBER}!4d{_NUMBER}"),
    re.compile(
        rf"[?&](?:q|query|ll|sll|center|daddr|destination|cp|markers)=(?:loc:)?{_NUMBER}(?:,|%2C|~)\+?{_NUMBER}"
    ),
    re.compile(rf"[?&]mlat={_NUMBER}&(?:amp;)?mlon={_NUMBER}"),
    re.compile(rf"#map=\d{{1,2}}/{_NUMBER}/{_NUMBER}"),
    re.compile(rf"/@{_NUMBER},{_NUMBER}"),
)
"""The surest first: `@` is where the map was looked at from, `!3d…!4d…` what is marked on it."""
_LINK: Final = re.compile(
    r"https?://(?:(?:www\.)?google\.[a-z.]{2,6}/maps|maps\.google\.|goo\.gl/maps|maps\.app\.goo\.gl|maps\.apple\.com"
    r"|(?:www\.)?openstreetmap\.org|osm\.org|(?:www\.)?bing\.com/maps|mapy\.cz|yandex\.[a-z]{2,3}/maps)\S*|geo:\S+",
    re.IGNORECASE,
)
_LOOKED_AT: Final = 5_000


def point_of_link(text: str | None) -> Point | None:
    """Return the point of the first link of a kind; None where a text has none, or only a short link."""
    looked = (text or "")[:_LOOKED_AT]
    # Most texts have none of these, and a plain look costs a tenth of a pattern's.
    if not any(mark in looked for mark in _MARKS):
        return None
    found = next((match for each in _POINTS if (match := each.search(looked))), None)
    return (float(found[1]), float(found[2])) if found else None


def is_map_link(text: str | None) -> bool:
    """Tell an address that is only a link to a map: it is a place, and none that is online."""
    return _LINK.fullmatch((text or "").strip()[:_LOOKED_AT]) is not None
