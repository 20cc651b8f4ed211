"""Reading the words of a search: places, time spans, topics. Whatever cannot be meant is refused by name."""

from collections.abc import Callable
from datetime import UTC, datetime

from services.events.search.query import DEFAULT_RADIUS_KM, Near
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.geo import Point

Locate = Callable[[str], Point | None]
"""Where a place of this name lies, None when no such place is known."""


def parse_near(text: str, radius_km: float | None, locate: Locate) -> Near:
    """Read `lat,lon` or a place name."""
    radius = DEFAULT_RADIUS_KM if radius_km is None else radius_km
    return Near(_coordinates(text) or _named(text, locate), radius)


def parse_overlaps(text: str) -> tuple[datetime, datetime]:
    """Read `from/to`: two dates or times, the first before the second; without a zone they are UTC."""
    parts = text.split("/")
    try:
        begins, ends = (utc(datetime.fromisoformat(part)) for part in parts)
    except ValueError:
        raise refused(
            "overlaps", "is `from/to`, two ISO 8601 dates or times such as 2027-05-01/2027-05-31"
        ) from None
    if begins >= ends:
        raise refused("overlaps", "ends before it begins")
    return begins, ends


def utc(moment: datetime) -> datetime:
    """Return the instant in UTC; a time without a zone is taken as UTC."""
    try:
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except OverflowError:  # at the ends of time an offset matters to nobody
        return moment.replace(tzinfo=UTC)


def refused(field: str, detail: str) -> AppError:
    """Return the 422 that names a query parameter and what it should be."""
    return AppError(
        "invalid_request",
        Kind.INVALID,
        f"`{field}` {detail}.",
        errors=(FieldError(f"/query/{field}", detail),),
    )


def _coordinates(text: str) -> Point | None:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004 the globe
        raise refused("near", "lies outside the globe: latitude is -90 to 90, longitude -180 to 180")
    return Point(lat, lon)


def _named(text: str, locate: Locate) -> Point:
    point = locate(text)
    if point is None:
        raise refused(
            "near",
            "is not a place we know; give a town, alone or with its country or state, such as Berlin, "
            "“Berlin, DE” or “Portland, OR”, or `lat,lon`",
        )
    return point
