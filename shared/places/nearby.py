"""Which towns lie around a point on the map."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, floor, hypot, radians
from typing import Final

from shared.places.leaning import Point

_KM_PER_DEGREE: Final = 111.2
_REACH_KM: Final = 60.0
"""A town farther away says nothing of a point: it may be across a sea."""
_FAR_NORTH: Final = 56
"""Degrees of latitude from which on 60 km can be more than one degree of longitude."""

Cell = tuple[int, int]


def km_between(one: Point, other: Point) -> float:
    """Return how far two points are from one another, as on a plane: right only for neighbours."""
    apart = (one[1] - other[1] + 180) % 360 - 180
    east = apart * cos(radians(other[0])) * _KM_PER_DEGREE
    return hypot(east, (one[0] - other[0]) * _KM_PER_DEGREE)


class Nearby:
    """Numbers of places by the degree of latitude and longitude that they lie in. Immutable."""

    def __init__(self, positions: Iterable[Point]) -> None:
        self._lats, self._lons = array("d"), array("d")
        self._cells: dict[Cell, array[int]] = defaultdict(lambda: array("i"))
        for number, (lat, lon) in enumerate(positions):
            self._lats.append(lat)
            self._lons.append(lon)
            self._cells[floor(lat), floor(lon)].append(number)

    def around(self, lat: float, lon: float) -> list[tuple[float, int]]:
        """Return the places within 60 km of a point in degrees as (km, number), the nearest first."""
        found = (
            (km_between((self._lats[number], self._lons[number]), (lat, lon)), number)
            for number in self._candidates(lat, lon)
        )
        return sorted(each for each in found if each[0] <= _REACH_KM)

    def _candidates(self, lat: float, lon: float) -> Iterator[int]:
        wide = 1 if abs(lat) < _FAR_NORTH else 3
        for row in range(floor(lat) - 1, floor(lat) + 2):
            for column in range(floor(lon) - wide, floor(lon) + wide + 1):
                yield from self._cells.get((row, (column + 180) % 360 - 180), ())
