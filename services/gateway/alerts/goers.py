"""Whoever goes to an event hears when it is called off or moved, on one screen.

The position in the change log moves once all letters of a stretch are kept: a process killed in between
writes them again, and as each is known by the entry that it tells of, nobody gets one twice.
"""

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any, Protocol

from services.gateway.alerts.edition import Told
from services.gateway.alerts.going_letter import write
from services.gateway.alerts.news import difference
from services.gateway.alerts.watch import BATCH, Log
from services.gateway.letters.lists import House, Notice
from shared.contracts.catalogue.lists import Change, ChangePage
from shared.contracts.partners.attendees import Attendee


class Goers(Protocol):
    """What of the matching client is used."""

    async def attendees(self, event_id: str, *, after: str = "", limit: int = 100) -> tuple[Attendee, ...]:
        """Return who has a stand on an event, by id, after an id."""
        ...


class Desk(Protocol):
    """Where letters are kept, and how far the log is read."""

    async def position(self) -> str | None:
        """Return where the log was read to; None before the first time."""
        ...

    async def keep(self, notices: Mapping[str, Notice]) -> None:
        """Keep letters by person; whoever never signed in gets none, and the same letter is kept once."""
        ...

    async def move(self, before: str | None, page: ChangePage) -> None:
        """Go on after a stretch, unless another reader did."""
        ...


async def tell_goers(log: Log, goers: Goers, desk: Desk, house: House) -> int:
    """Deal with one stretch of the log; return how many entries it has."""
    position = await desk.position()
    page = await log.changes(after=position or "latest", limit=BATCH)
    for told, seq in turned(page.items):
        async for stretch in _going(goers, told.event.id):
            await desk.keep({one.person.id: write(told, seq, one, house) for one in stretch})
    await desk.move(position, page)
    return len(page.items)


def turned(changes: Sequence[Change]) -> Iterator[tuple[Told, int]]:
    """Yield each event that is on no more, on again or moved, with the last entry that says so.

    What came back to what it was before these entries is no news, nor is what is over.
    """
    was: dict[str, Mapping[str, Any]] = {}
    last: dict[str, Change] = {}
    for change in changes:
        if change.was is not None and change.event is not None and not change.event.is_past:
            before = change.was.model_dump(mode="json", exclude_unset=True)
            was[change.event.id] = {**before, **was.get(change.event.id, {})}
            last[change.event.id] = change
    for event_id, change in last.items():
        if change.event is not None and (news := difference(was[event_id], change.event)):
            yield Told(change.event, news, was[event_id]), change.seq


async def _going(goers: Goers, event_id: str) -> AsyncIterator[tuple[Attendee, ...]]:
    after = ""
    while stretch := await goers.attendees(event_id, after=after, limit=BATCH):
        yield stretch
        after = stretch[-1].person.id
