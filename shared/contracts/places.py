"""Points on the globe and their clocks, by name."""

from pydantic import Field

from shared.contracts.model import Answer, Request
from shared.contracts.people import HomePlace

MOST_PLACES = 200


class Located(Answer):
    """Where a place lies; degrees, WGS 84."""

    lat: float
    lon: float


class ZonesAsked(Request):
    """Ask by which clock several places live."""

    places: tuple[HomePlace, ...] = Field(max_length=MOST_PLACES)


class Zones(Answer):
    """The IANA zone of each place asked for, in its order."""

    zones: tuple[str | None, ...] = Field(description="null where nobody knows")
