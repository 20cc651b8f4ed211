"""Asking matching and events for what belongs together."""

import asyncio

from services.gateway.accounts import today_of
from services.gateway.api.http.parts import Composition
from services.gateway.api.me.network.follow_ups import follow_ups_of
from services.gateway.api.me.network.introducing import introductions_of
from services.gateway.api.me.proven import with_proofs
from services.gateway.compose.follow_ups import due_of
from services.gateway.compose.recommended import events_ahead, join_events
from services.gateway.runtime import Runtime
from shared.contracts.account import Home
from shared.contracts.events import Event
from shared.contracts.people import RecommendedEvent

HOME_EVENTS, HOME_PEOPLE, HOME_FOLLOW_UPS = 6, 6, 5


async def events_for(
    runtime: Runtime, person_id: str, limit: int, made: Composition
) -> tuple[RecommendedEvent, ...]:
    """Return recommended events with the events themselves; fewer when a service is missing."""
    suggestions = await made.part("matching", runtime.matching.events(person_id, limit=limit), ())
    ids = [suggestion.event_id for suggestion in suggestions]
    found = await _events(runtime, ids, made)
    return join_events(suggestions, found)


async def home_for(runtime: Runtime, person_id: str, made: Composition) -> Home:
    """Ask everything a first screen needs, at once; `degraded` is left to the caller."""
    going, events, people, introduced, follow_ups, today = await asyncio.gather(
        _going(runtime, person_id, made),
        events_for(runtime, person_id, HOME_EVENTS, made),
        made.part("matching", runtime.matching.people(person_id, limit=HOME_PEOPLE), ()),
        made.part("matching", introductions_of(runtime, person_id), ()),
        made.part("matching", follow_ups_of(runtime, person_id), ()),
        made.part("matching", today_of(runtime, person_id), runtime.clock().date()),
    )
    return Home(
        going=going,
        events=events,
        people=await with_proofs(runtime, people),
        introductions=tuple(one for one in introduced if one.state == "waiting" and not one.by_me),
        follow_ups=due_of(follow_ups, today)[:HOME_FOLLOW_UPS],
        degraded=(),
    )


async def _going(runtime: Runtime, person_id: str, made: Composition) -> tuple[Event, ...]:
    attendance = await made.part("matching", runtime.matching.attendance(person_id), ())
    ids = [entry.event_id for entry in attendance]
    found = await _events(runtime, ids, made)
    return events_ahead(attendance, found)


async def _events(runtime: Runtime, ids: list[str], made: Composition) -> dict[str, Event]:
    return await made.part("events", runtime.events.batch(ids), {}) if ids else {}
