"""One line becomes a person and their stand, on one screen; all I/O comes in through `Books` and `Matching`.

A partner writes the profile and the stand only of accounts that it made and whose owner never signed in.
Whoever has an account of their own decides for themselves: they get a letter, and nothing else changes. What
a line came to says nothing of which it was, so that no partner can find out who is here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from services.gateway.auth.addresses import normalise_address
from shared.contracts.events import Event
from shared.contracts.partners.attendees import AttendanceLine, PersonLine, Stand, StandStatus
from shared.contracts.people import Attendance, AttendanceStatus, Person, Profile, SetAttendance
from shared.kernel.errors import AppError, Kind


@dataclass(frozen=True, slots=True)
class Known:
    """Whom an id of a partner stands for. `brought`: the account is the partner's, its owner never came."""

    person_id: str
    email: str
    brought: bool


class Books(Protocol):
    """Whom a partner has brought."""

    async def find(self, external_id: str) -> Known | None:
        """Return whom an id stands for, None where it was never brought; raise `person_erased`."""
        ...

    async def bring(self, external_id: str, email: str) -> Known:
        """Have an id stand for the person of an address; make the account where there is none."""
        ...

    async def group(self, known: Known, event_id: str, groups: Sequence[str]) -> None:
        """Keep what the partner calls them by at an event, and nothing of before."""
        ...

    async def tell(self, known: Known, event: Event | None) -> None:
        """Write to them once what the partner has said of them."""
        ...


class Matching(Protocol):
    """What of the matching client is used."""

    async def put_person(self, person_id: str, profile: Profile) -> Person:
        """Save a profile."""
        ...

    async def set_attendance(self, person_id: str, event_id: str, stand: SetAttendance) -> Attendance:
        """Save a stand."""
        ...

    async def drop_attendance(self, person_id: str, event_id: str) -> None:
        """Take a stand back, if there is one."""
        ...


async def check(line: PersonLine | AttendanceLine, books: Books, events: Mapping[str, Event]) -> Known | None:
    """Return whom the line's id stands for already.

    Raises:
        AppError: What `take` would raise, as far as can be told without keeping anything.
    """
    _event(line, events)
    known = await books.find(line.external_id)
    if isinstance(line, AttendanceLine):
        if known is None:
            detail = (
                "Nobody was brought under this external_id yet; import the person with `kind=people` first."
            )
            raise AppError("person_unknown", Kind.MISSING, detail)
        return known
    if normalise_address(line.email) != (known.email if known else normalise_address(line.email)):
        detail = "This external_id stands for another address; give this person another external_id."
        raise AppError("address_changed", Kind.CONFLICT, detail)
    return known


async def take(
    line: PersonLine | AttendanceLine, books: Books, matching: Matching, events: Mapping[str, Event]
) -> None:
    """Keep what a line says; the same line again changes nothing.

    Raises:
        AppError: Why the line is refused, with what to do.
    """
    known, event = await check(line, books, events), _event(line, events)
    if line.attendance is not None and line.attendance.status is StandStatus.NOT_GOING:
        await _withdraw(known, line.attendance.event_id, books, matching)
        return
    if isinstance(line, PersonLine):
        known = known or await books.bring(line.external_id, normalise_address(line.email))
        if known.brought:
            await matching.put_person(known.person_id, line.profile)
    assert known is not None  # noqa: S101 - `check` has seen to it
    if line.attendance is not None and known.brought:
        await matching.set_attendance(known.person_id, line.attendance.event_id, _stand(line.attendance))
    if event is not None and line.attendance is not None and line.attendance.groups is not None:
        await books.group(known, event.id, line.attendance.groups)
    await books.tell(known, event)


async def _withdraw(known: Known | None, event_id: str, books: Books, matching: Matching) -> None:
    """Take back that somebody comes; who was never brought is neither kept nor written to."""
    if known is None:
        return
    if known.brought:
        await matching.drop_attendance(known.person_id, event_id)
    await books.group(known, event_id, ())


def _event(line: PersonLine | AttendanceLine, events: Mapping[str, Event]) -> Event | None:
    if line.attendance is None:
        return None
    if (found := events.get(line.attendance.event_id)) is None:
        detail = "There is no event of this event_id; find it with `GET /v1/events`."
        raise AppError("event_missing", Kind.MISSING, detail)
    return found


def _stand(stand: Stand) -> SetAttendance:
    return SetAttendance(status=AttendanceStatus(stand.status), match=stand.match, listed=stand.listed)
