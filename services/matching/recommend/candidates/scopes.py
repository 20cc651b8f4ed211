"""At which of their own events a person may meet others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.contracts.people import AttendanceStatus
from shared.kernel.geo import Circle, Point


@dataclass(frozen=True, slots=True)
class Stand:
    """A person's stand on an event that has not ended."""

    event_id: str
    status: AttendanceStatus
    match: bool
    starts_utc: datetime
    point: Point | None = None


def scopes(
    stands: Iterable[Stand], event_id: str | None = None, near: Circle | None = None
) -> tuple[str, ...]:
    """Return the events to meet at, the soonest first: those at which the person too agreed to be matched.

    At one event, or at those near a place, where that is asked for; an event online alone is near none.
    """
    agreed = (
        stand
        for stand in stands
        if stand.match and event_id in {None, stand.event_id} and (near is None or near.holds(stand.point))
    )
    return tuple(
        stand.event_id for stand in sorted(agreed, key=lambda stand: (stand.starts_utc, stand.event_id))
    )
