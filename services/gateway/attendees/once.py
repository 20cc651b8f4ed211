"""Each attendee stands on one line of a file; of an order that holds and one that does not, the first."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.gateway.auth.addresses import normalise_address
from shared.contracts.partners.attendees import AttendanceLine, PersonLine, StandStatus
from shared.contracts.partners.events import EventLine
from shared.kernel.errors import AppError

AnyLine = PersonLine | AttendanceLine | EventLine


@dataclass(frozen=True, slots=True)
class Line:
    """One line, numbered from 1. `body` is set where it fits; `problem` where not all of it does."""

    number: int
    external_id: str | None
    body: AnyLine | None = None
    problem: str | None = None


def once(lines: Sequence[Line], *, by_address: bool) -> tuple[Line, ...]:
    """Return the lines, of those for one attendee all but one refused.

    The first counts; but of an order that was cancelled and one that was not, the one that was not.

    Args:
        lines: As they were read.
        by_address: An organiser's own: their systems give each ticket an id, and each attendee an address.
    """
    kept: dict[str, int] = {}
    made = list(lines)
    for place, line in enumerate(lines):
        if line.body is None:
            continue
        first = kept.setdefault(_whose(line.body, by_address=by_address), place)
        if first == place:
            continue
        stays, goes = (
            (place, first) if is_off(lines[first].body) and not is_off(line.body) else (first, place)
        )
        kept[_whose(line.body, by_address=by_address)] = stays
        made[goes] = _refused(lines[goes], lines[stays].number, by_address=by_address)
    return tuple(made)


def is_off(body: AnyLine | None) -> bool:
    """Tell whether a line says that its attendee does not come."""
    stand = None if body is None or isinstance(body, EventLine) else body.attendance
    return stand is not None and stand.status is StandStatus.NOT_GOING


def _whose(body: AnyLine, *, by_address: bool) -> str:
    """Return of whom a line tells, or of whom at which event."""
    if isinstance(body, AttendanceLine):
        return f"{body.external_id}\n{body.attendance.event_id}"
    return body.email.strip().casefold() if by_address and isinstance(body, PersonLine) else body.external_id


def _refused(line: Line, other: int, *, by_address: bool) -> Line:
    """Say what is wrong with a second line of one attendee; `n/a` in place of an address is nobody's."""
    what = "e-mail address" if by_address else "external_id"
    told = f"This {what} stands on line {other} too; keep one of them."
    if by_address and isinstance(line.body, PersonLine):
        try:
            normalise_address(line.body.email)
        except AppError as error:
            told = error.detail
    return Line(line.number, line.external_id, problem=told)
