"""Where I stand with an event, and whom I meet there."""

from dataclasses import dataclass

from services.gateway.api.http.parts import Composition
from services.gateway.api.me.proven import with_proofs
from services.gateway.api.pages.visitor import Visitor
from shared.contracts.partners.meeting_plans import OwnMeeting
from shared.contracts.people import Attendance, PersonCard, Suggestion

PEOPLE = 8
FELLOWS = 60


@dataclass(frozen=True, slots=True)
class Mine:
    """My stand on the event; once I go, my meetings, who goes too, and people to meet if I agree to it.

    Whether I go is not known (`is_known`) where matching did not answer that.
    """

    attendance: Attendance | None = None
    people: tuple[Suggestion, ...] = ()
    meetings: tuple[OwnMeeting, ...] = ()
    fellows: tuple[PersonCard, ...] = ()
    is_known: bool = True


async def mine_at(visitor: Visitor, event_id: str, made: Composition) -> Mine:
    """Return what is mine at an event, with one more fellow than `FELLOWS` where there are more."""
    if visitor.me is None:
        return Mine()
    matching, me = visitor.runtime.matching, visitor.person_id
    entries = await made.part("matching", matching.attendance(me), None)
    if entries is None:
        return Mine(is_known=False)
    stand = next((entry for entry in entries if entry.event_id == event_id), None)
    if stand is None:
        return Mine()
    fellows = await made.part("matching", matching.beside(me, event_id, limit=FELLOWS + 1), ())
    if not stand.match:
        return Mine(stand, fellows=fellows)
    meetings = await made.part("matching", visitor.runtime.meeting_plans.own(me, event_id), ())
    found = await made.part("matching", matching.people(me, event_id=event_id, limit=PEOPLE), ())
    return Mine(stand, await with_proofs(visitor.runtime, found), meetings, fellows)
