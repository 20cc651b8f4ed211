"""Distances on a sphere; good to 0.5 % of the ellipsoid, enough to choose an evening out."""

from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean Earth radius (IUGG 1980)."""


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84: `lat` in [-90, 90], `lon` in [-180, 180]."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Circle:
    """A place and what lies around it; on a sphere."""

    centre: Point
    radius_km: float

    def holds(self, point: Point | None) -> bool:
        """Tell whether a point lies within; what lies nowhere does not."""
        return point is not None and distance_km(self.centre, point) <= self.radius_km


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance in kilometres (haversine formula)."""
    d_lat, d_lon = radians(b.lat - a.lat), radians(b.lon - a.lon)
    h = sin(d_lat / 2) ** 2 + cos(radians(a.lat)) * cos(radians(b.lat)) * sin(d_lon / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))


def latitude_band(centre: Point, radius_km: float) -> tuple[float, float]:
    """Return the (south, north) degrees that hold every point within the radius: an index pre-filter."""
    margin = degrees(radius_km / EARTH_RADIUS_KM)
    return centre.lat - margin, centre.lat + margin
