"""What the matching service keeps of whom people know, typed."""

from shared.clients.call import Client, path
from shared.contracts.network.briefs import Brief
from shared.contracts.network.cards import Exchange
from shared.contracts.network.connections import (
    ChangeConnection,
    Connection,
    DueFollowUps,
    DueRequest,
    FollowUp,
    NewConnection,
    NewMeeting,
    NewPromise,
    Snooze,
)
from shared.contracts.network.contacts import Contacts, ContactsKept, Recognised
from shared.contracts.network.mirror import NetworkMirror
from shared.contracts.paging import Page

_BATCH_TIMEOUT_S = 30.0


class ConnectionsClient(Client):
    """Connections and follow-ups of a person; each raises the `AppError` that the service answered."""

    async def page(
        self, person_id: str, *, limit: int = 20, after: str | None = None, words: str | None = None
    ) -> Page[Connection]:
        """Return whom a person knows, the newest first; `next` is the id to go on after."""
        target = _of(person_id, "connections", limit=limit, after=after, q=words)
        return await self._ask(Page[Connection], "GET", target)

    async def keep_contacts(self, person_id: str, given: Contacts) -> ContactsKept:
        """Keep at most `MOST_AT_ONCE` contacts of a file, those apart who are kept already."""
        target = _of(person_id, "connections", "batch")
        return await self._ask(ContactsKept, "POST", target, given, timeout_s=_BATCH_TIMEOUT_S)

    async def recognise(self, person_id: str, seen: Recognised) -> None:
        """Have notes under the address of somebody a person is introduced to be of that one person."""
        await self._call("POST", _of(person_id, "connections", "recognised"), seen)

    async def exchange(self, person_id: str, met: Exchange) -> Connection:
        """Introduce two who met; MISSING where the other is gone or one blocked the other."""
        return await self._ask(Connection, "POST", _of(person_id, "connections", "exchange"), met)

    async def get(self, person_id: str, tie_id: str) -> Connection:
        """Return one; MISSING when it is not the person's."""
        return await self._ask(Connection, "GET", _at(person_id, tie_id))

    async def brief(self, person_id: str, tie_id: str, event_id: str | None = None) -> Brief:
        """Return what to know before one meets somebody, at an event or the next that both go to."""
        target = _of(person_id, "connections", tie_id, "brief", event_id=event_id)
        return await self._ask(Brief, "GET", target)

    async def briefs(self, person_id: str, event_id: str) -> tuple[Brief, ...]:
        """Return a brief of each whom one knows and who shows that they go to an event."""
        return await self._all(Brief, "GET", _of(person_id, "attendance", event_id, "briefs"))

    async def add(self, person_id: str, new: NewConnection) -> Connection:
        """Note somebody who is not here."""
        return await self._ask(Connection, "POST", _of(person_id, "connections"), new)

    async def change(self, person_id: str, tie_id: str, wish: ChangeConnection) -> Connection:
        """Change the fields that are set."""
        return await self._ask(Connection, "PATCH", _at(person_id, tie_id), wish)

    async def forget(self, person_id: str, tie_id: str) -> None:
        """Delete what the person keeps of somebody."""
        await self._call("DELETE", _at(person_id, tie_id))

    async def meet(self, person_id: str, tie_id: str, new: NewMeeting) -> Connection:
        """Note a meeting, a call or a message."""
        return await self._ask(Connection, "POST", _at(person_id, tie_id, "meetings"), new)

    async def unmeet(self, person_id: str, tie_id: str, meeting_id: str) -> None:
        """Take a meeting back."""
        await self._call("DELETE", _at(person_id, tie_id, "meetings", meeting_id))

    async def promise(self, person_id: str, tie_id: str, new: NewPromise) -> Connection:
        """Note what was promised to the other, and by when; return the connection with it."""
        return await self._ask(Connection, "POST", _at(person_id, tie_id, "promises"), new)

    async def keep(self, person_id: str, tie_id: str, promise_id: str) -> Connection:
        """Note that a promise was kept."""
        return await self._ask(Connection, "POST", _at(person_id, tie_id, "promises", promise_id, "kept"))

    async def unpromise(self, person_id: str, tie_id: str, promise_id: str) -> None:
        """Take a promise back."""
        await self._call("DELETE", _at(person_id, tie_id, "promises", promise_id))

    async def network(self, person_id: str) -> NetworkMirror:
        """Return what kind of people a person knows, what is missing, and who would bring it."""
        return await self._ask(NetworkMirror, "GET", _of(person_id, "network"))

    async def follow_ups(self, person_id: str) -> tuple[FollowUp, ...]:
        """Return whom to be in touch with, the soonest due first."""
        return await self._all(FollowUp, "GET", _of(person_id, "followups"))

    async def due(self, asked: DueRequest) -> tuple[DueFollowUps, ...]:
        """Return what the weekly e-mails of up to 200 people remind of; who has nothing is left out."""
        return await self._all(DueFollowUps, "POST", "/followups/due", asked, timeout_s=_BATCH_TIMEOUT_S)

    async def done(self, person_id: str, follow_up_id: str) -> None:
        """Say that a follow-up is done."""
        await self._call("POST", _of(person_id, "followups", follow_up_id, "done"))

    async def snooze(self, person_id: str, follow_up_id: str, wish: Snooze) -> None:
        """Put a follow-up off."""
        await self._call("POST", _of(person_id, "followups", follow_up_id, "snooze"), wish)


def _of(person_id: str, *rest: str, **query: str | float | None) -> str:
    return path("people", person_id, *rest, **query)


def _at(person_id: str, tie_id: str, *rest: str) -> str:
    return _of(person_id, "connections", tie_id, *rest)
