"""One line becomes a person and their stand, on one screen.

A partner writes the profile and the stand only of accounts that it made and whose owner never signed in.
Whoever has an account of their own decides for themselves: they get a letter, and nothing else changes. What
a line came to says nothing of which it was, so that no partner can find out who is here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from services.gateway.attendees import letter
from services.gateway.attendees.budget import WINDOW, Budget
from services.gateway.auth.addresses import normalise_address
from services.gateway.letters.unsubscribe import BROUGHT_LIST
from services.gateway.runtime import Runtime
from services.gateway.store.letters.notices import queue_notice
from services.gateway.store.partners import groups, people
from services.gateway.store.partners.people import Known
from shared.contracts.events import Event
from shared.contracts.partners.attendees import AttendanceLine, PersonLine, Stand, StandStatus
from shared.contracts.people import AttendanceStatus, SetAttendance
from shared.db import Connection
from shared.kernel.errors import AppError, Kind


@dataclass(frozen=True, slots=True)
class Bringing:
    """What lines of a partner are taken with; `name`: as whom the letters call it."""

    runtime: Runtime
    partner: str
    name: str
    events: Mapping[str, Event]
    """Those that lines name, by the ids that name them."""
    budget: Budget | None = None
    """Of an organiser whom nobody let in."""

    async def check(self, line: PersonLine | AttendanceLine) -> Known | None:
        """Return whom the line's id stands for already.

        Raises:
            AppError: What `take` would raise, as far as can be told without keeping anything.
        """
        self._event(line)
        known = await people.find(self.runtime.db, self.partner, line.external_id)
        if isinstance(line, AttendanceLine):
            if known is None:
                detail = (
                    "Nobody was brought under this external_id yet; "
                    "import the person with `kind=people` first."
                )
                raise AppError("person_unknown", Kind.MISSING, detail)
            return known
        if normalise_address(line.email) != (known.email if known else normalise_address(line.email)):
            detail = "This external_id stands for another address; give this person another external_id."
            raise AppError("address_changed", Kind.CONFLICT, detail)
        return known

    async def take(self, line: PersonLine | AttendanceLine) -> None:
        """Keep what a line says; the same line again changes nothing.

        Raises:
            AppError: Why the line is refused, with what to do.
        """
        known, event, stand = await self.check(line), self._event(line), line.attendance
        if stand is not None and stand.status is StandStatus.NOT_GOING:
            await self._withdraw(known, stand.event_id)
            return
        if isinstance(line, PersonLine):
            known = known or await self._bring(line)
            if known.brought:
                await self.runtime.matching.put_person(known.person_id, line.profile)
        assert known is not None  # noqa: S101 - `check` has seen to it
        if stand is not None and known.brought:
            await self.runtime.matching.set_attendance(known.person_id, stand.event_id, _stand(stand))
        if event is not None and stand is not None and stand.groups is not None:
            await groups.keep(self.runtime.db, self.partner, event.id, known.person_id, stand.groups)
        await self._tell(known, event)

    async def _bring(self, line: PersonLine) -> Known:
        """Have an id stand for the person of an address; make the account where there is none."""
        runtime, email = self.runtime, normalise_address(line.email)
        if self.budget:
            self.budget.reserve()
        new_id = runtime.ids("per")
        known = await people.bring(runtime.db, self.partner, line.external_id, email, new_id, runtime.clock())
        if self.budget:
            self.budget.promise(known.person_id)
        return known

    async def _withdraw(self, known: Known | None, event_id: str) -> None:
        """Take back that somebody comes; who was never brought is neither kept nor written to."""
        if known is None:
            return
        if known.brought:
            await self.runtime.matching.drop_attendance(known.person_id, event_id)
        await groups.keep(self.runtime.db, self.partner, event_id, known.person_id, ())

    async def _tell(self, known: Known, event: Event | None) -> None:
        """Write to them once, unless they have stopped such letters, or the event is over."""
        if event is not None and event.is_past:
            return
        runtime = self.runtime
        notice = letter.write(self.name, known.person_id, event, runtime.house, is_new=known.brought)
        async with runtime.db.transaction() as conn:
            if await self._may_tell(conn, known.person_id):
                await queue_notice(conn, runtime.key, known.person_id, BROUGHT_LIST, notice)

    async def _may_tell(self, conn: Connection, person_id: str) -> bool:
        if self.budget is None:
            return True
        now = self.runtime.clock()
        fresh = await people.note_told(conn, self.partner, person_id, now, now - WINDOW)
        return fresh and self.budget.allows(person_id)

    def _event(self, line: PersonLine | AttendanceLine) -> Event | None:
        if line.attendance is None:
            return None
        if (found := self.events.get(line.attendance.event_id)) is None:
            detail = "There is no event of this event_id; find it with `GET /v1/events`."
            raise AppError("event_missing", Kind.MISSING, detail)
        return found


def _stand(stand: Stand) -> SetAttendance:
    return SetAttendance(status=AttendanceStatus(stand.status), match=stand.match, listed=stand.listed)
