"""A point on the map as records hold it: two numbers under one key, or a point of GeoJSON (RFC 7946)."""

import re
from collections.abc import Mapping
from typing import Final

from services.events.ingest.parse.records.columns import plain_name

_NAMES: Final = (
    "latlon|lat lon|latlng|lat lng|lat long|latlong|geo point 2d|geo point|geopoint|geo location|geolocation"
    "|geo|gps|gps coordinates|coordinates|coords|location coordinates|map coordinates|location latlng"
    "|location geo"
)
_LAT_LON: Final = frozenset(_NAMES.split("|"))
"""Names of what holds latitude and longitude in the order in which people say them."""
_PAIR: Final = re.compile(r"\s*\[?\(?\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*\)?\]?\s*")
_GEOJSON: Final = re.compile(r"(?:^|.* )coordinates")
_LONGEST: Final = 80
_LONGEST_KEY: Final = 60


def point_of(flat: Mapping[str, str | None]) -> tuple[str, str] | None:
    """Return latitude and longitude in degrees, as written, of the first key that holds both."""
    points = {key.removesuffix(" type") for key, value in flat.items() if value == "Point"}
    for key, value in flat.items():
        if (
            not value
            or len(value) > _LONGEST
            or len(key) > _LONGEST_KEY
            or not (pair := _PAIR.fullmatch(value))
        ):
            continue
        name = plain_name(key)
        if _GEOJSON.fullmatch(name) and key.removesuffix(" coordinates") in points:
            return pair[2], pair[1]
        if name in _LAT_LON:
            return pair[1], pair[2]
    return None
