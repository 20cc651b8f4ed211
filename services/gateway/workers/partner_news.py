"""Tells partners of those whom they brought; the messages are kept with what they tell of."""

from services.gateway.partners.about_people import News, attendance_news, introduction_news, plan_news
from services.gateway.runtime import Runtime
from services.gateway.store.partners import deliveries
from services.gateway.store.partners.people import partners_of
from shared.contracts.messages import AttendanceChanged, Envelope, MeetingPlanMade
from shared.contracts.network.introductions import Introduction
from shared.db import Connection


async def attendance_changed(runtime: Runtime, conn: Connection, envelope: Envelope) -> None:
    """Tell the partners of a person whose stand changed."""
    changed = AttendanceChanged.model_validate(envelope.payload)
    for partner, external_id in (await partners_of(conn, [changed.person_id]))[changed.person_id].items():
        if news := attendance_news(partner, external_id, changed):
            await tell(runtime, conn, news)


async def plan_made(runtime: Runtime, conn: Connection, envelope: Envelope) -> None:
    """Tell the partner whose meeting plan is ready."""
    made = MeetingPlanMade.model_validate(envelope.payload)
    await tell(runtime, conn, plan_news(made, runtime.face.public_url))


async def tell_of_introduction(
    runtime: Runtime, conn: Connection, reader_id: str, found: Introduction
) -> None:
    """Tell the partners who brought both of two who agreed, where both are listed at the event."""
    if found.accepted_at is None or found.event_id is None:
        return
    two = (reader_id, found.person.id)
    theirs = await partners_of(conn, two)
    both = theirs[two[0]].keys() & theirs[two[1]].keys()
    if not both or not all([await _is_listed(runtime, one, found.event_id) for one in two]):
        return
    for partner in sorted(both):
        ids = (theirs[two[0]][partner], theirs[two[1]][partner])
        await tell(runtime, conn, introduction_news(partner, ids, found.event_id, found.accepted_at))


async def tell(runtime: Runtime, conn: Connection, news: News) -> None:
    """Keep a message for each webhook of the partner that wants it, and whose query finds the event."""
    hooks = await deliveries.hooks_for(conn, news)
    queries = sorted({query for query in hooks.values() if query and news.event_id})
    found = await runtime.events.matches([news.event_id], queries) if news.event_id and queries else ()
    finding = {query for query, ids in zip(queries, found, strict=True) if ids}
    wanting = [hook for hook, query in hooks.items() if query not in queries or query in finding]
    await deliveries.add_news(conn, news, wanting, runtime.ids, runtime.clock())


async def _is_listed(runtime: Runtime, person_id: str, event_id: str) -> bool:
    stands = await runtime.matching.attendance(person_id)
    return any(stand.listed for stand in stands if stand.event_id == event_id)
