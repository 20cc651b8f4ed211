"""What the matching service keeps of whom people know, typed."""

from shared.clients.call import Items, call, parse, path
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
from shared.contracts.network.contacts import Contacts, ContactsKept
from shared.contracts.network.mirror import NetworkMirror
from shared.contracts.paging import Page
from shared.http.channel import Channel

_BATCH_TIMEOUT_S = 30.0


class ConnectionsClient:
    """Connections and follow-ups of a person; each raises the `AppError` that the service answered."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def page(
        self, person_id: str, *, limit: int = 20, after: str | None = None, words: str | None = None
    ) -> Page[Connection]:
        """Return whom a person knows, the newest first; `next` is the id to go on after."""
        target = path("people", person_id, "connections", limit=limit, after=after, q=words)
        return parse(await call(self._channel, "GET", target), Page[Connection])

    async def keep_contacts(self, person_id: str, given: Contacts) -> ContactsKept:
        """Keep at most `MOST_AT_ONCE` contacts of a file, those apart who are kept already."""
        target = path("people", person_id, "connections", "batch")
        reply = await call(self._channel, "POST", target, body=given, timeout_s=_BATCH_TIMEOUT_S)
        return parse(reply, ContactsKept)

    async def exchange(self, person_id: str, met: Exchange) -> Connection:
        """Introduce two who met; MISSING where the other is gone or one blocked the other."""
        target = path("people", person_id, "connections", "exchange")
        return parse(await call(self._channel, "POST", target, body=met), Connection)

    async def get(self, person_id: str, tie_id: str) -> Connection:
        """Return one; MISSING when it is not the person's."""
        return parse(await call(self._channel, "GET", _at(person_id, tie_id)), Connection)

    async def brief(self, person_id: str, tie_id: str, event_id: str | None = None) -> Brief:
        """Return what to know before one meets somebody, at an event or the next that both go to."""
        target = path("people", person_id, "connections", tie_id, "brief", event_id=event_id)
        return parse(await call(self._channel, "GET", target), Brief)

    async def briefs(self, person_id: str, event_id: str) -> tuple[Brief, ...]:
        """Return a brief of each whom one knows and who shows that they go to an event."""
        target = path("people", person_id, "attendance", event_id, "briefs")
        return Items[Brief].model_validate_json((await call(self._channel, "GET", target)).body).items

    async def add(self, person_id: str, new: NewConnection) -> Connection:
        """Note somebody who is not here."""
        return parse(
            await call(self._channel, "POST", path("people", person_id, "connections"), body=new), Connection
        )

    async def change(self, person_id: str, tie_id: str, wish: ChangeConnection) -> Connection:
        """Change the fields that are set."""
        return parse(await call(self._channel, "PATCH", _at(person_id, tie_id), body=wish), Connection)

    async def forget(self, person_id: str, tie_id: str) -> None:
        """Delete what the person keeps of somebody."""
        await call(self._channel, "DELETE", _at(person_id, tie_id))

    async def meet(self, person_id: str, tie_id: str, new: NewMeeting) -> Connection:
        """Note a meeting, a call or a message."""
        return parse(
            await call(self._channel, "POST", _at(person_id, tie_id, "meetings"), body=new), Connection
        )

    async def unmeet(self, person_id: str, tie_id: str, meeting_id: str) -> None:
        """Take a meeting back."""
        await call(self._channel, "DELETE", _at(person_id, tie_id, "meetings", meeting_id))

    async def promise(self, person_id: str, tie_id: str, new: NewPromise) -> Connection:
        """Note what was promised to the other, and by when; return the connection with it."""
        return parse(
            await call(self._channel, "POST", _at(person_id, tie_id, "promises"), body=new), Connection
        )

    async def keep(self, person_id: str, tie_id: str, promise_id: str) -> Connection:
        """Note that a promise was kept."""
        target = _at(person_id, tie_id, "promises", promise_id, "kept")
        return parse(await call(self._channel, "POST", target), Connection)

    async def unpromise(self, person_id: str, tie_id: str, promise_id: str) -> None:
        """Take a promise back."""
        await call(self._channel, "DELETE", _at(person_id, tie_id, "promises", promise_id))

    async def network(self, person_id: str) -> NetworkMirror:
        """Return what kind of people a person knows, what is missing, and who would bring it."""
        return parse(await call(self._channel, "GET", path("people", person_id, "network")), NetworkMirror)

    async def follow_ups(self, person_id: str) -> tuple[FollowUp, ...]:
        """Return whom to be in touch with, the soonest due first."""
        reply = await call(self._channel, "GET", path("people", person_id, "followups"))
        return Items[FollowUp].model_validate_json(reply.body).items

    async def due(self, asked: DueRequest) -> tuple[DueFollowUps, ...]:
        """Return what the weekly e-mails of up to 200 people remind of; who has nothing is left out."""
        reply = await call(self._channel, "POST", "/followups/due", body=asked, timeout_s=_BATCH_TIMEOUT_S)
        return Items[DueFollowUps].model_validate_json(reply.body).items

    async def done(self, person_id: str, follow_up_id: str) -> None:
        """Say that a follow-up is done."""
        await call(self._channel, "POST", path("people", person_id, "followups", follow_up_id, "done"))

    async def snooze(self, person_id: str, follow_up_id: str, wish: Snooze) -> None:
        """Put a follow-up off."""
        target = path("people", person_id, "followups", follow_up_id, "snooze")
        await call(self._channel, "POST", target, body=wish)


def _at(person_id: str, tie_id: str, *rest: str) -> str:
    return path("people", person_id, "connections", tie_id, *rest)
