"""What a reading changes: the events of what is new, with all that it could touch, and the write of it."""

from dataclasses import replace
from datetime import datetime

from services.events.ingest.early import Early
from services.events.ingest.fetch.verdict import Document
from services.events.ingest.model import Listing
from services.events.ingest.neighbourhood import neighbourhood
from services.events.ingest.ports import Ports, Turn, Unit, Write
from services.events.ingest.presence.presence import Presence
from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.identity import resolve_within
from services.events.ingest.resolve.model import Resolution, Sighting


async def resolve(
    verdict: Presence, early: Early, unit: Unit, turn: Turn
) -> tuple[list[Sighting], Resolution]:
    """Resolve what changed together with all that it could touch; what did not change is left alone."""
    now = turn.now
    like = [listing for _, listing in verdict.changed]
    touched = [*(held_id for held_id, _ in verdict.changed if held_id), *verdict.vanished]
    near = {sighting.id: sighting for sighting in await unit.neighbours(like, touched)}
    fresh = [
        _resaid(near[held_id], listing, now) if held_id else early.sighting(listing)
        for held_id, listing in verdict.changed
    ]
    changed = {it: replace(near[it], vanished_at=now) for it in verdict.vanished} | {
        it.id: it for it in fresh
    }
    # The source's own come first: what is alike is sought among them by the few others, not the other way.
    others = (it for it in near.values() if it.id not in changed)
    found = (*changed.values(), *others)
    graph = await neighbourhood(unit, found, changed, known=[it.id for it in fresh])
    return fresh, early.named(resolve_within(graph, graph.component(changed), lambda: turn.ports.ids("evt")))


def _resaid(held: Sighting, listing: Listing, now: datetime) -> Sighting:
    """A listing that only bears another id says nothing fresher than before."""
    old = held.listing
    same = (
        replace(listing, uid=old.uid, recurrence_id=old.recurrence_id, content_hash=old.content_hash) == old
    )
    return replace(
        held, listing=listing, changed_at=held.changed_at if same else now, vanished_at=None, page_told=None
    )


def change(
    document: Document,
    verdict: Presence,
    fresh: list[Sighting],
    resolution: Resolution,
    early: Early,
    ports: Ports,
) -> Write:
    """Return all that is written of a reading at once; what stands early already is not written again."""
    home = {it.id: cluster.event_id for cluster in resolution.clusters for it in cluster.sightings}
    changed = {sighting.id for sighting in fresh}
    rows = early.outcome(fresh, resolution)
    standing = frozenset(rows.stands)
    return Write(
        resolution,
        events=(draft(it, ports.label) for it in resolution.clusters if it.event_id not in standing),
        links=[link for link in resolution.links() if link[0] not in changed],
        document=document,
        listings=[(it, home[it.id]) for it in fresh if home[it.id] not in standing],
        seen=verdict.seen,
        missing=verdict.missing,
        vanished=verdict.vanished,
        early=rows,
    )
