"""Everybody in a published plan is written to, where its organiser wishes so: when, where and with whom."""

from collections.abc import Sequence
from datetime import datetime

from services.gateway.accounts import letters_left, name_of_partner
from services.gateway.attendees.budget import WINDOW
from services.gateway.attendees.meetings_letter import write
from services.gateway.attendees.slips import Slip, slips_of
from services.gateway.letters.unsubscribe import BROUGHT_LIST
from services.gateway.runtime import Runtime
from services.gateway.store.letters.notices import queue_notices
from services.gateway.store.partners.people import note_told
from shared.contracts.events import Event
from shared.contracts.partners.meeting_plans import MeetingPlan
from shared.db import Connection

_AT_ONCE = 500


async def write_to_each(runtime: Runtime, partner: str, event: Event, plan: MeetingPlan) -> None:
    """Write one letter to each who sits in the plan, unless it is over; again writes to nobody twice.

    An organiser whom nobody let in reaches only so many, and each of them once a day, whatever it is about.
    """
    if event.is_past:
        return
    name, left = await name_of_partner(runtime, partner), await letters_left(runtime, partner)
    slips = slips_of(plan.meetings)[:left]
    for start in range(0, len(slips), _AT_ONCE):
        async with runtime.db.transaction() as conn:
            some: Sequence[Slip] = slips[start : start + _AT_ONCE]
            if left is not None:
                some = await _fresh(conn, partner, some, runtime.clock())
            notices = {slip.who.person_id: write(name, slip, event, plan.id, runtime.house) for slip in some}
            await queue_notices(conn, runtime.key, BROUGHT_LIST, notices)


async def _fresh(conn: Connection, partner: str, slips: Sequence[Slip], now: datetime) -> list[Slip]:
    """Return the slips of those who have not heard from the organiser today, and note that they do."""
    return [slip for slip in slips if await note_told(conn, partner, slip.who.person_id, now, now - WINDOW)]
