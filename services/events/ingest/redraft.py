"""Events told anew from the listings that are held, because their source is to be shown otherwise."""

from collections.abc import Callable, Sequence
from datetime import datetime

from services.events.ingest.neighbourhood import neighbourhood
from services.events.ingest.ports import Ports, Unit, Write
from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.identity import resolve_within

AT_ONCE = 500
"""Listings a transaction: other sources are read in between."""


async def redraft(listing_ids: Sequence[str], ports: Ports, now: Callable[[], datetime]) -> int:
    """Derive the events of these listings again; return how many changed. Doing it twice changes nothing."""
    changed = 0
    for start in range(0, len(listing_ids), AT_ONCE):
        at, some = now(), listing_ids[start : start + AT_ONCE]
        async with ports.store.unit() as unit:
            written = await unit.write(await retold(unit, some, ports), at)
        changed += written.created + written.updated
    return changed


async def retold(unit: Unit, listing_ids: Sequence[str], ports: Ports) -> Write:
    """Resolve listings again as they are held, with all that they touch; return what that changes."""
    graph = await neighbourhood(unit, await unit.neighbours((), listing_ids), listing_ids)
    resolution = resolve_within(graph, graph.component(listing_ids), lambda: ports.ids("evt"))
    drafts = (draft(cluster, ports.label) for cluster in resolution.clusters)
    return Write(resolution, drafts, resolution.links())
