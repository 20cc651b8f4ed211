"""Events near a place."""

from math import cos, radians, sin

from services.events.search.filters.statement import Statement
from services.events.search.query import Near
from shared.kernel.geo import EARTH_RADIUS_KM, latitude_band


def by_place(near: Near, statement: Statement) -> str:
    """A latitude band for the index, then what grows with the true distance for the few that are left.

    It is twice the haversine, from 0 to 2 at the antipodes; the rest of the formula would change no order.
    """
    south, north = latitude_band(near.centre, near.radius_km)
    statement.where.append(f"lat between {statement.bind(south)} and {statement.bind(north)}")
    lat, lon = statement.bind(near.centre.lat), statement.bind(near.centre.lon)
    cosine = statement.bind(cos(radians(near.centre.lat)))
    away = f"(1 - cos(radians(lat - {lat})) + cos(radians(lat)) * {cosine} * (1 - cos(radians(lon - {lon}))))"
    furthest = 2 * sin(near.radius_km / EARTH_RADIUS_KM / 2) ** 2
    statement.where.append(f"{away} <= {statement.bind(furthest)}")
    return away
