"""Events told anew from the listings that are held, because their source is to be shown otherwise."""

from collections.abc import Callable, Sequence
from datetime import datetime

from services.events.ingest.ports import Store, Write, Written
from services.events.ingest.resolve.draft import Label, draft
from services.events.ingest.resolve.identity import resolve
from shared.kernel.ids import Ids

AT_ONCE = 500
"""Listings a transaction: other sources are read in between."""


async def redraft(
    listing_ids: Sequence[str], store: Store, label: Label, ids: Ids, now: Callable[[], datetime]
) -> int:
    """Derive the events of these listings again; return how many changed. Doing it twice changes nothing."""
    changed = 0
    for start in range(0, len(listing_ids), AT_ONCE):
        written = await _some(listing_ids[start : start + AT_ONCE], store, label, ids, now())
        changed += written.created + written.updated
    return changed


async def _some(listing_ids: Sequence[str], store: Store, label: Label, ids: Ids, now: datetime) -> Written:
    async with store.unit() as unit:
        sightings = await unit.neighbours((), listing_ids)
        resolution = resolve(sightings, lambda: ids("evt"))
        change = Write(
            document=None,
            listings=(),
            links=[
                (it.id, cluster.event_id)
                for cluster in resolution.clusters
                for it in cluster.sightings
                if it.event_id != cluster.event_id
            ],
            seen=(),
            missing=(),
            vanished=(),
            events=[draft(cluster, label) for cluster in resolution.clusters],
            redirects=resolution.redirects,
        )
        return await unit.write(change, now)
